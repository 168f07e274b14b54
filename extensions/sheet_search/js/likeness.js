// Words that are like a typed one: mistyped, or English as Koreans write it.

import { FIRST_SYLLABLE } from "#sheet_web/hangul.js";
import { FINALS, findStems, isHangulText, splitJamo, VOWELS } from "./korean.js";
import { countBits, maskLetters } from "./names.js";

// Words that a mistyped one may stand for, by the letters that must be changed.

export const CANDIDATES = 3;
const FAR = 1.6; // a letter for one that is neither beside it on the keyboard nor sounds like it
const TAIL = 0.3; // the typed word is the beginning of a longer one
const LONGER = 1.6; // so many times longer, at most
const ROWS = [
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ",
  "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ",
  "ㅋㅌㅊㅍㅠㅜㅡ",
];
const LIKE_SOUNDS =
  "ㅂㅃ ㅂㅍ ㅈㅉ ㅈㅊ ㄷㄸ ㄷㅌ ㄱㄲ ㄱㅋ ㅅㅆ ㅐㅔ ㅒㅖ ㅐㅒ ㅔㅖ ㅚㅙ ㅚㅞ ㅙㅞ ㅓㅗ ㅓㅕ ㅏㅑ ㅗㅛ ㅜㅠ ㅡㅜ ㅡㅓ ㅢㅣ ㅟㅣ ck sz";
const PAIRS_OF_KEYS = ROWS.flatMap(listNeighbors);
const CLOSE = new Set([...PAIRS_OF_KEYS, ...LIKE_SOUNDS.split(" ")].flatMap(([a, b]) => [a + b, b + a]));

function listNeighbors(row) {
  return Array.from(row.slice(1), (letter, at) => row[at] + letter);
}

// How many letters may be wrong: the shorter a word, the more words are near it.
function countAllowed(letters, isHangul) {
  if (letters.length < 4) return 0;
  return letters.length < (isHangul ? 7 : 8) ? 1 : 2;
}

// The nearest words, the nearest and commonest first, each with its distance.
function findNearest(vocabulary, word, most) {
  const letters = splitJamo(word.text);
  const mask = maskLetters(letters);
  const found = [];
  for (const known of vocabulary.words) {
    if (isHangulText(known.text) !== word.isHangul || !isAsLong(letters.length, known.letters.length))
      continue;
    if (countBits(mask & ~known.mask) > most) continue;
    const distance = measureDistance(letters, known.letters, most);
    if (distance <= most) found.push({ text: known.text, count: known.count, distance });
  }
  return found.sort((a, b) => a.distance - b.distance || b.count - a.count);
}

// Whether a word of this many letters may be a mistyped one of that many, or the better part of it.
function isAsLong(typed, known) {
  return known >= typed - 1 && known <= typed * LONGER + 1;
}

export function findTypos(vocabulary, word) {
  const allowed = countAllowed(splitJamo(word.text), word.isHangul);
  const nearest = allowed ? findNearest(vocabulary, word, allowed) : [];
  return nearest.filter(({ distance }) => distance < nearest[0].distance + 0.5).slice(0, CANDIDATES);
}

// Letters changed, left out, put in or exchanged to make the typed word of a known one, or of its
// beginning. Stops above `most`.
function measureDistance(typed, known, most) {
  let before = [];
  let row = Array.from({ length: known.length + 1 }, (_, at) => at);
  let next = [];
  for (let i = 1; i <= typed.length; i += 1) {
    const a = typed[i - 1];
    let least = i;
    next[0] = i;
    for (let j = 1; j <= known.length; j += 1) {
      const b = known[j - 1];
      let cost = row[j - 1];
      if (a !== b) {
        cost = Math.min(cost + (CLOSE.has(a + b) ? 1 : FAR), row[j] + 1, next[j - 1] + 1);
        if (i > 1 && j > 1 && a === known[j - 2] && b === typed[i - 2])
          cost = Math.min(cost, before[j - 2] + 1);
      }
      next[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, row, next] = [row, next, before];
  }
  return Math.min(row[known.length], Math.min(...row) + TAIL);
}

// English words as Koreans write them: 시그모이드 is sigmoid. Told by their sounds, coarsely.

const SOUNDS_OF_INITIALS = "KKNTTLMPPSS-JJJKTPH";
// biome-ignore format: a table
const SOUNDS_OF_FINALS = {
  ㄱ: "K", ㄴ: "N", ㄷ: "T", ㄹ: "L", ㅁ: "M", ㅂ: "P", ㅅ: "T", ㅇ: "N", ㅋ: "K", ㅌ: "T", ㅍ: "P",
};
const SHORTEST_SOUNDS = 4;
const EU = VOWELS.indexOf("ㅡ");
const I = VOWELS.indexOf("ㅣ");

// Vowels by where they are made; they may differ, if not all of them.
const SOUNDS_OF_VOWELS = "AAAAAAAAOAAOOOAAIOOII";
const UNLIKE = 0.3; // the share of vowels that may differ

// Letters of English, the longer ones first, and their sounds.
/** @type {[RegExp, string][]} */
// biome-ignore format: a table
const SPELLINGS = [
  [/^(?:kn|n+g?)/, "N"], [/^ph/, "P"], [/^(?:sch|sh)/, "S"], [/^(?:ch|tch|j|dge)/, "J"],
  [/^th/, "S"], [/^si(?=on)/, "J"], [/^x/, "KS"],
  [/^c(?=[eiy])/, "S"], [/^(?:ck|c+|k+|qu?|g+h?)/, "K"], [/^(?:d+|t+)/, "T"], [/^(?:b+|p+|v|f+)/, "P"],
  [/^(?:s+|z+)/, "S"], [/^m+/, "M"], [/^l+/, "L"], [/^r+(?=[aeiouy])/, "L"], [/^r/, ""], [/^h/, "H"],
  [/^e$/, ""], [/^[ae]/, "A"], [/^[iy]/, "I"], [/^[ouw]/, "O"], [/^./, ""],
];

function soundEnglish(word) {
  let sounds = "";
  for (let rest = word; rest; ) {
    const [pattern, sound] = SPELLINGS.find(([spelling]) => spelling.test(rest)) ?? [/./, ""];
    sounds += sound;
    rest = rest.slice(pattern.exec(rest)?.[0].length ?? 1);
  }
  return joinSounds(sounds);
}

// The vowel ㅡ, and ㅣ after ㅅ, ㅈ and ㅊ at the end, are there for the consonant's sake.
function soundKorean(word) {
  let sounds = "";
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at) - FIRST_SYLLABLE;
    const initial = SOUNDS_OF_INITIALS[Math.floor(code / 588)];
    const vowel = Math.floor(code / 28) % 21;
    const isEmpty = vowel === EU || (vowel === I && at === word.length - 1 && /[SJ]/.test(initial));
    const final = FINALS[code % 28];
    sounds += initial === "-" ? "" : initial;
    sounds += isEmpty && (!final || vowel === EU) ? "" : SOUNDS_OF_VOWELS[vowel];
    sounds += SOUNDS_OF_FINALS[final] ?? "";
  }
  return joinSounds(sounds);
}

// Twice the same sound is one, and vowels beside each other are the last of them.
function joinSounds(sounds) {
  return sounds.replace(/[AIO]+(?=[AIO])/g, "").replace(/(.)\1+/g, "$1");
}

// Names that sound like a Korean word, the likest and commonest first.
export function findLoanwords(vocabulary, word) {
  if (!/^[가-힣]{2,}$/.test(word.text)) return [];
  vocabulary.sounds ??= groupSounds(vocabulary);
  const stems = [word.text, ...findStems(word.text).nouns];
  const sounds = stems.map(soundKorean).filter((sound) => sound.length >= SHORTEST_SOUNDS);
  const found = sounds.flatMap((sound) => {
    const group = vocabulary.sounds.get(maskVowels(sound)) ?? [];
    return group.map((known) => ({ ...known, unlike: compareVowels(sound, known.sound) }));
  });
  const like = found.filter(({ unlike }) => unlike <= UNLIKE);
  return like.sort((a, b) => a.unlike - b.unlike || b.count - a.count).map(({ text }) => text);
}

function maskVowels(sound) {
  return sound.replace(/[AIO]/g, "V");
}

// The share of vowels that differ.
function compareVowels(one, other) {
  const places = Array.from(one, (_, at) => at).filter((at) => /[AIO]/.test(one[at]));
  return places.filter((at) => one[at] !== other[at]).length / places.length;
}

function groupSounds(vocabulary) {
  const groups = new Map();
  for (const { text, count, isName } of vocabulary.words) {
    if (!isName || !/^[a-z]{3,}$/.test(text)) continue;
    const sound = soundEnglish(text);
    groups.set(maskVowels(sound), [...(groups.get(maskVowels(sound)) ?? []), { text, count, sound }]);
  }
  return groups;
}
