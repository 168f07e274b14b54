// English words as Koreans write them: by its sounds 시그모이드 is sigmoid, by its letters 엘에스티엠 is lstm.

import { FIRST_SYLLABLE } from "#sheet_web/hangul.js";
import { FINALS, findStems, isSyllable } from "./korean.js";
import { countBits } from "./names.js";

// Sounds are coarse. Consonants are K P T S J L M N H; in English also Z, D for th, C for ch, G for a g that
// may be soft and R for an r that is hardly heard. Vowels are A I O; in English also U, and E at an end.

const SOUNDS_OF_INITIALS = "KKNTTLMPPSS JJJKTPH";
const SOUNDS_OF_VOWELS = "AAAAAAAAOAAOOOAAIO II"; // ㅡ is there for the consonant's sake
// biome-ignore format: a table
const SOUNDS_OF_FINALS = {
  ㄱ: "K", ㄴ: "N", ㄷ: "T", ㄹ: "L", ㅁ: "M", ㅂ: "P", ㅅ: "T", ㅇ: "N", ㅋ: "K", ㅌ: "T", ㅍ: "P",
};
// Letters of English, the longer ones first.
/** @type {[RegExp, string][]} */
// biome-ignore format: a table
const SPELLINGS = [
  [/^1d/, "ANTI"], [/^2d/, "TOTI"], [/^3d/, "SLITI"], [/^(?:kn|n+g(?![eiy])|n+)/, "N"], [/^ph/, "P"],
  [/^(?:sch|sh)/, "S"], [/^t?ch/, "C"], [/^(?:j|dge)/, "J"], [/^th/, "D"], [/^si(?=on)/, "J"],
  [/^ti(?=on|al)/, "S"], [/^x/, "KS"], [/^c(?=[eiy])/, "S"], [/^g(?=[eiy])/, "G"],
  [/^(?:ck|c+|k+|qu?|g+h?)/, "K"], [/^(?:d+|t+)/, "T"], [/^(?:b+|p+|v|f+)/, "P"], [/^s+/, "S"], [/^z+/, "Z"],
  [/^m+/, "M"], [/^l+/, "L"], [/^r+(?=[aeiouy])/, "L"], [/^r+/, "R"], [/^h/, "H"], [/^e(?=s?$)/, "E"],
  [/^e[ea]/, "I"], [/^oo/, "O"], [/^or$/, "AR"], [/^ire/, "IA"], [/^[ae]/, "A"], [/^[iy]/, "I"], [/^[ow]/, "O"],
  [/^u/, "U"], [/^./, ""],
];
const LETTERS = new Map(
  (
    "에이치h 더블유w 에이a 에프f 아이i 제이j 케이k 에스s 브이v 엑스x 와이y 제트z " +
    "비b 씨c 시c 디d 이e 지g 쥐g 엘l 엠m 엔n 오o 피p 큐q 알r 티t 유u"
  )
    .split(" ")
    .map((pair) => [pair.slice(0, -1), pair.slice(-1)]),
);
const SPELLED = new RegExp([...LETTERS.keys()].join("|"), "g");
const AT_START = new RegExp(`^(?:${SPELLED.source})+`);
const AT_END = new RegExp(`(?:${SPELLED.source})+$`);

function soundEnglish(word) {
  let sounds = "";
  for (let rest = word; rest; ) {
    const [pattern, sound] = SPELLINGS.find(([spelling]) => spelling.test(rest)) ?? [/./, ""];
    sounds += sound;
    rest = rest.slice(pattern.exec(rest)?.[0].length ?? 1);
  }
  return joinSounds(sounds);
}

// Of a word of both scripts, such as 탑k, each part as it is; "" where a syllable ends as no loanword's does.
function soundKorean(word) {
  if (Array.from(word).some((c) => isSyllable(c.charCodeAt(0)) && !hasLoanFinal(c))) return "";
  return joinSounds(word.replace(/[a-z]+/g, soundEnglish).replace(/[가-힣]/g, soundSyllable));
}

function hasLoanFinal(syllable) {
  const final = (syllable.charCodeAt(0) - FIRST_SYLLABLE) % 28;
  return final === 0 || FINALS[final] in SOUNDS_OF_FINALS;
}

function soundSyllable(syllable) {
  const code = syllable.charCodeAt(0) - FIRST_SYLLABLE;
  const letters = [
    SOUNDS_OF_INITIALS[Math.floor(code / 588)],
    SOUNDS_OF_VOWELS[Math.floor(code / 28) % 21],
    SOUNDS_OF_FINALS[FINALS[code % 28]] ?? "",
  ];
  return letters.join("").replace(/ /g, "");
}

// Twice the same sound is one, and vowels beside each other are the last of them.
function joinSounds(sounds) {
  return sounds.replace(/[AIOUE]+(?=[AIOUE])/g, "").replace(/(.)\1+/g, "$1");
}

// How unlike a word may be, and how much more than the likest one.
const UNLIKE = 0.13;
const AS_LIKE = 0.01;
const UNLIKE_SYLLABLE = 0.04; // of a word of one syllable, which sounds like many: 꽉 like check
const SHORTEST = 3; // sounds
const SOUNDS_MORE = 2; // that one of two words may have
// What two sounds that differ cost, and a sound that only one of two words has.
const CONSONANT = 1;
const OTHER_VOWEL = 0.3;
const EXTRA_VOWEL = 0.4;
const HARDLY_HEARD = 0.1;
const ALIKE = "JZ0 JG0 JC0 TD0 SD1 LR1 AU1 OU1 AE1 SZ2 KG1 KC2 SJ4 SC4 NM4 IU2 AI2".split(" "); // in tenths
const VOWEL_SOUNDS = "AIOUE";
// Kinds of consonants that are never alike.
const KINDS_OF_SOUNDS = [/P/, /[MN]/, /[KGCSZJTD]/];
const COSTS = new Map(ALIKE.map(([one, other, tenths]) => [one + other, Number(tenths) / 10]));

function weighPair(one, other) {
  if (one === other) return 0;
  const areVowels = VOWEL_SOUNDS.includes(one) && VOWEL_SOUNDS.includes(other);
  return COSTS.get(one + other) ?? COSTS.get(other + one) ?? (areVowels ? OTHER_VOWEL : CONSONANT);
}

function weighExtra(sound) {
  if (sound === "R" || sound === "E") return HARDLY_HEARD;
  return VOWEL_SOUNDS.includes(sound) ? EXTRA_VOWEL : CONSONANT;
}

// How much two words differ, for each sound of the longer one; 1 where it is more than `most`.
function measureUnlike(korean, english, most) {
  const length = Math.max(korean.length, english.length);
  let row = [0];
  for (const sound of english) row.push(row[row.length - 1] + weighExtra(sound));
  for (const sound of korean) {
    const extra = weighExtra(sound);
    const next = [row[0] + extra];
    for (let at = 1; at < row.length; at += 1) {
      const other = english[at - 1];
      next[at] = Math.min(
        row[at - 1] + weighPair(sound, other),
        row[at] + extra,
        next[at - 1] + weighExtra(other),
      );
    }
    if (Math.min(...next) > most * length) return 1;
    row = next;
  }
  return row[row.length - 1] / length;
}

// Latin words that sound like a Korean one or are spelled by it, the commonest first, each with how much it
// is unlike it: at most `most`.
export function findLoanwords(vocabulary, word, most = word.text.length > 1 ? UNLIKE : UNLIKE_SYLLABLE) {
  if (!/^[가-힣]+$/.test(word.text)) return [];
  vocabulary.sounds ??= groupSounds(vocabulary);
  vocabulary.heard ??= new Map();
  const key = `${word.text} ${most}`;
  if (!vocabulary.heard.has(key)) vocabulary.heard.set(key, hear(vocabulary, word.text, most));
  return vocabulary.heard.get(key);
}

function hear({ sounds, known }, word, most) {
  const found = [...listWritings(word)].flatMap((text) => {
    if (/^[a-z]+$/.test(text)) return known.has(text) ? [{ text, count: 0, unlike: 0 }] : [];
    return findAlike(sounds, soundKorean(text), most);
  });
  const least = Math.min(...found.map(({ unlike }) => unlike));
  const alike = found.filter(({ unlike }) => unlike <= least + AS_LIKE);
  return alike.sort((a, b) => b.count - a.count);
}

function findAlike(sounds, sound, most) {
  if (sound.length < SHORTEST) return [];
  const mask = maskSounds(sound);
  const found = [];
  for (const [kinds, words] of sounds) {
    if (countBits(mask ^ kinds) > most * (sound.length + SOUNDS_MORE)) continue;
    for (const { text, count, sound: known } of words) {
      if (Math.abs(known.length - sound.length) > SOUNDS_MORE) continue;
      const unlike = measureUnlike(sound, known, most);
      if (unlike <= most) found.push({ text, count, unlike });
    }
  }
  return found;
}

// The word, its nouns, and each with the names of letters at its ends read as letters: a name of one syllable
// may be anything.
function listWritings(word) {
  const nouns = [word, ...findStems(word).nouns];
  const spell = (names) => (names.length > 1 ? names.replace(SPELLED, (name) => LETTERS.get(name)) : names);
  const spelled = nouns.flatMap((noun) => [noun.replace(AT_END, spell), noun.replace(AT_START, spell)]);
  return new Set([...nouns, ...spelled]);
}

// The Latin words with their sounds, by the kinds of these.
function groupSounds({ words }) {
  const groups = new Map();
  for (const { text, count } of words) {
    if (!/^[a-z][a-z0-9]{2,}_?$/.test(text)) continue;
    const sound = soundEnglish(text);
    const mask = maskSounds(sound);
    if (!groups.has(mask)) groups.set(mask, []);
    groups.get(mask).push({ text, count, sound });
  }
  return groups;
}

// Which kinds of consonants a word has, as bits.
function maskSounds(sound) {
  return KINDS_OF_SOUNDS.reduce((mask, kind, bit) => (kind.test(sound) ? mask | (1 << bit) : mask), 0);
}
