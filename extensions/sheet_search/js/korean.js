// Korean as it is typed and inflected: its letters, its keyboard, its particles and endings.

import { FIRST_SYLLABLE, INITIALS, TYPED_FINALS, TYPED_VOWELS } from "#sheet_web/hangul.js";

// Syllables and the letters (jamo) of Hangul.

const LAST_SYLLABLE = 0xd7a3;

export function isSyllable(code) {
  return code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE;
}

export function isHangulText(text) {
  return text !== "" && isSyllable(text.charCodeAt(0));
}

// biome-ignore format: a table
const PAIRS = Object.entries({
  ㄳ: "ㄱㅅ", ㄵ: "ㄴㅈ", ㄶ: "ㄴㅎ", ㄺ: "ㄹㄱ", ㄻ: "ㄹㅁ", ㄼ: "ㄹㅂ", ㄽ: "ㄹㅅ", ㄾ: "ㄹㅌ",
  ㄿ: "ㄹㅍ", ㅀ: "ㄹㅎ", ㅄ: "ㅂㅅ", ㅘ: "ㅗㅏ", ㅙ: "ㅗㅐ", ㅚ: "ㅗㅣ", ㅝ: "ㅜㅓ", ㅞ: "ㅜㅔ",
  ㅟ: "ㅜㅣ", ㅢ: "ㅡㅣ",
});
const SPLIT_PAIR = new Map(PAIRS);
const JOINED_PAIR = new Map(PAIRS.map(([joined, pair]) => [pair, joined]));
const joinPair = (keys) => JOINED_PAIR.get(keys) ?? keys;
export const VOWELS = TYPED_VOWELS.map(joinPair);
export const FINALS = TYPED_FINALS.map(joinPair);
const INITIAL_NUMBERS = numberLetters(INITIALS);
const VOWEL_NUMBERS = numberLetters(VOWELS);
const FINAL_NUMBERS = numberLetters(FINALS);

function numberLetters(letters) {
  return new Map(letters.map((letter, number) => [letter, number]));
}

function makeSyllable(initial, vowel, final) {
  return String.fromCharCode(FIRST_SYLLABLE + (initial * 21 + vowel) * 28 + final);
}

// The letters of a text, final pairs taken apart: "값을" gives "ㄱㅏㅂㅅㅇㅡㄹ". Vowels stay whole.
export function splitJamo(text) {
  let letters = "";
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i) - FIRST_SYLLABLE;
    if (!isSyllable(code + FIRST_SYLLABLE)) letters += text[i];
    else {
      letters += INITIALS[Math.floor(code / 588)] + VOWELS[Math.floor(code / 28) % 21];
      letters += TYPED_FINALS[code % 28];
    }
  }
  return letters;
}

// Syllables of letters in the order of typing: "ㅅㅗㄴㅅㅣㄹ" gives "손실". What makes none stays.
function joinJamo(letters) {
  let text = "";
  for (let at = 0; at < letters.length; ) {
    const initial = INITIAL_NUMBERS.get(letters[at]);
    if (initial === undefined || !VOWEL_NUMBERS.has(letters[at + 1])) text += letters[at++];
    else {
      const [vowel, afterVowel] = readVowel(letters, at + 1);
      const [final, next] = readFinal(letters, afterVowel);
      text += makeSyllable(initial, vowel, final);
      at = next;
    }
  }
  return text;
}

function readVowel(letters, at) {
  const pair = VOWEL_NUMBERS.has(letters[at + 1]) && JOINED_PAIR.get(letters[at] + letters[at + 1]);
  return pair ? [VOWEL_NUMBERS.get(pair), at + 2] : [VOWEL_NUMBERS.get(letters[at]), at + 1];
}

// A consonant before a vowel begins the next syllable.
function readFinal(letters, at) {
  const isFree = (next) => !VOWEL_NUMBERS.has(letters[next]);
  if (!FINAL_NUMBERS.has(letters[at]) || !isFree(at + 1)) return [0, at];
  const pair = isFree(at + 2) && FINAL_NUMBERS.get(JOINED_PAIR.get(letters[at] + letters[at + 1]));
  return pair ? [pair, at + 2] : [FINAL_NUMBERS.get(letters[at]), at + 1];
}

// The two-set Korean keyboard: what a text would have been on the other layout.

// biome-ignore format: a table
const KEYS = Object.entries({
  q: "ㅂ", w: "ㅈ", e: "ㄷ", r: "ㄱ", t: "ㅅ", y: "ㅛ", u: "ㅕ", i: "ㅑ", o: "ㅐ", p: "ㅔ", a: "ㅁ", s: "ㄴ",
  d: "ㅇ", f: "ㄹ", g: "ㅎ", h: "ㅗ", j: "ㅓ", k: "ㅏ", l: "ㅣ", z: "ㅋ", x: "ㅌ", c: "ㅊ", v: "ㅍ", b: "ㅠ",
  n: "ㅜ", m: "ㅡ", Q: "ㅃ", W: "ㅉ", E: "ㄸ", R: "ㄲ", T: "ㅆ", O: "ㅒ", P: "ㅖ",
});
const LETTER_OF_KEY = new Map(KEYS);
const KEY_OF_LETTER = new Map(KEYS.map(([key, letter]) => [letter, key.toLowerCase()]));

// Hangul for Latin keys: "thstlf" gives "손실". Other characters stay.
export function readKeys(text) {
  const find = (key) => LETTER_OF_KEY.get(key) ?? LETTER_OF_KEY.get(key.toLowerCase()) ?? key;
  return joinJamo(Array.from(text, find).join(""));
}

// The keys of Hangul, in lower case: "ㅔ샤ㅡ" gives "pdim". Other characters stay.
export function writeKeys(text) {
  const letters = Array.from(splitJamo(text), (c) => SPLIT_PAIR.get(c) ?? c).join("");
  return Array.from(letters, (c) => KEY_OF_LETTER.get(c) ?? c).join("");
}

// What Korean adds to a noun or a verb: particles (조사) and endings (어미).

// Particles by what they follow: a vowel, a consonant, a vowel or ㄹ, or anything.
const PARTICLES = {
  vowel: "가 는 를 와 랑 란 라도 라면 라고 라는 든 나",
  consonant:
    "이 은 을 과 이랑 이란 이라도 이라면 이라고 이라는 이든 이나 으로 으로는 으로도 으로만 으로의 으로서 으로써 으로부터",
  liquid: "로 로는 로도 로만 로의 로서 로써 로부터",
  any:
    "의 에 에서 에게 에는 에도 에만 에서는 에서도 에서만 에서의 에서부터 까지 까지만 부터 마다 마다의 보다 처럼 " +
    "만 만의 만을 만이 별 별로 당 도 뿐 밖에 조차 한테 들 끼리 입니다",
};
// What makes a verb of a noun: 저장하기, 동결된, 초기화시키는.
const VERB_MAKERS = "하 되 시키 한 할 함 합 해 했 된 될 됨 됩 돼 됐 시킨 시킬 시킴 시킵".split(" ");
const OPEN_MAKERS = new Set(["합", "됩", "시킵"]); // a word does not end here: 누적합 is a sum
// What follows the stem of a verb: 나누기, 채우는, 구하려면.
const ENDINGS = new Set(
  (
    "기 는 다 고 며 면 게 지 자 려면 려고 도록 거나 면서 지만 기를 기는 기가 기에 기로 는데 는지 는법 나 나요 라 세요 " +
    "서 야 요 음 은 을 으려면 으면 습니다 어 어서 아 아서 었 았 니다 다가 던 " +
    "어요 아요 어야 아야 어도 아도 었을 았을 었는데 았는데 을까 을까요 네요 는데요 자마자"
  ).split(" "),
);
const SURE_ENDINGS = new Set("기 는 음 은 을 고 지 면 려면 려고 습니다".split(" "));
const FOLLOWS = {
  vowel: (final) => final === 0,
  consonant: (final) => final > 0,
  liquid: (final) => final === 0 || final === LIQUID,
  any: () => true,
};
const LIQUID = FINALS.indexOf("ㄹ");
const PARTICLE_KINDS = new Map(
  Object.entries(PARTICLES).flatMap(([kind, forms]) => forms.split(" ").map((form) => [form, kind])),
);
const LONGEST_ENDING = 4; // syllables
// Vowels that a stem's last one and 어 make together: 바꾸 and 어 give 바꿔.
const CONTRACTED = Object.entries({ ㅝ: "ㅜ", ㅕ: "ㅣ", ㅘ: "ㅗ", ㅙ: "ㅚ", ㅐ: "ㅏ" });

function findFinal(word) {
  const code = word.charCodeAt(word.length - 1);
  return isSyllable(code) ? (code - FIRST_SYLLABLE) % 28 : -1;
}

function isParticleAfter(particle, word) {
  const kind = PARTICLE_KINDS.get(particle);
  const final = findFinal(word);
  return kind !== undefined && (final < 0 || FOLLOWS[kind](final));
}

// The same after a single syllable, which too often is only the beginning of another word: 텐서.
export function isSureEnding(rest, word) {
  return isParticleAfter(rest, word) || SURE_ENDINGS.has(rest);
}

// Whether the rest of a word, after a noun or a stem, changes nothing of what it is about.
export function isEnding(rest, word) {
  if (isParticleAfter(rest, word) || ENDINGS.has(rest)) return true;
  const endsWell = (maker) => rest === maker || ENDINGS.has(rest.slice(maker.length));
  return VERB_MAKERS.some((maker) => rest.startsWith(maker) && endsWell(maker));
}

// The nouns and the stems of verbs that a word may be a form of, without itself.
export function findStems(word) {
  const nouns = new Set();
  const verbs = new Set();
  const forms = [word];
  for (const form of forms) {
    for (const [stem, rest] of listCuts(form)) {
      const isNoun = !verbs.has(form) && isParticleAfter(rest, stem);
      const isVerb = !verbs.has(form) && ENDINGS.has(rest);
      if (isNoun || (stem.length > 1 && VERB_MAKERS.includes(rest) && !OPEN_MAKERS.has(rest)))
        nouns.add(stem);
      if (isVerb) verbs.add(stem);
      if ((isNoun || isVerb) && !forms.includes(stem)) forms.push(stem);
    }
  }
  return { nouns: [...nouns], verbs: [...verbs] };
}

function listCuts(word) {
  const length = Math.min(LONGEST_ENDING, word.length - 1);
  return Array.from({ length }, (_, at) => [word.slice(0, -1 - at), word.slice(-1 - at)]);
}

// How a verb's stem may look in a text: 나누 as in 나눔, 나눈, 나눌, 나눕니다, 나눠.
export function writeForms(stem) {
  const code = stem.charCodeAt(stem.length - 1);
  if (!isSyllable(code)) return [stem];
  const final = findFinal(stem);
  if (final && final !== LIQUID) return [stem];
  const open = code - final;
  const head = stem.slice(0, -1);
  const close = (letter) => head + String.fromCharCode(open + FINALS.indexOf(letter));
  const closed = ["", "ㄹ", "ㄹ", "ㄴ", "ㅂ", final ? "ㄻ" : "ㅁ"].map(close);
  return [...new Set([...closed, ...(final ? [] : contract(head, open))])];
}

function contract(head, open) {
  const vowel = VOWELS[Math.floor((open - FIRST_SYLLABLE) / 28) % 21];
  return CONTRACTED.flatMap(([joined, apart]) => {
    const move = (VOWELS.indexOf(joined) - VOWELS.indexOf(apart)) * 28;
    if (vowel === apart) return [head + String.fromCharCode(open + move)];
    return vowel === joined ? [head + String.fromCharCode(open - move)] : [];
  });
}
