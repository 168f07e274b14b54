// Hangul as text: one way to write it, the initial consonants of its syllables, its letters as they are typed.

export const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
export const FIRST_SYLLABLE = 0xac00;
// Vowels and final consonants by the keys of each, in the order of Unicode.
export const TYPED_VOWELS =
  "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".split(" ");
export const TYPED_FINALS =
  " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(
    " ",
  );
const JOINED_FINALS = "ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ";
const FINAL_PAIRS = TYPED_FINALS.filter((keys) => keys[1]);

// Composed and half width. NFKC alone would turn ㅅ into a letter that joins the next one.
export function compose(text) {
  const composed = text.replace(/[^ㄱ-ㆎ]+/g, (part) => part.normalize("NFKC"));
  return composed.replace(/[\u1100-\u1112]/g, (c) => INITIALS[c.charCodeAt(0) - 0x1100]);
}

export function normalize(text) {
  return compose(text).toLowerCase();
}

// The initial consonant of each syllable; other characters as they are: "손실 함수" gives "ㅅㅅ ㅎㅅ".
export function initials(text) {
  return text.replace(/[가-힣]/g, (c) => INITIALS[Math.floor((c.charCodeAt(0) - FIRST_SYLLABLE) / 588)]);
}

// Whether a text is of initial consonants alone, with or without blanks.
export function isInitials(text) {
  return /^\s*[ㄱ-ㅎ][ㄱ-ㅎ\s]*$/.test(text);
}

// Two consonants that a keyboard has joined, apart, as before any vowel each begins a syllable: ㄳ gives ㄱㅅ.
export function splitPairs(text) {
  return text.replace(/[ㄳㄵㄶㄺ-ㅀㅄ]/g, (c) => FINAL_PAIRS[JOINED_FINALS.indexOf(c)]);
}

// The keys in their order: "값을 봐" gives "ㄱㅏㅂㅅㅇㅡㄹ ㅂㅗㅏ". What is typed of a word so far is a beginning of
// its keys, which is not so of its syllables: 정려 comes before 정렬.
export function spell(text) {
  const spelled = text.replace(/[가-힣]/g, (c) => {
    const number = c.charCodeAt(0) - FIRST_SYLLABLE;
    return initials(c) + TYPED_VOWELS[Math.floor(number / 28) % 21] + TYPED_FINALS[number % 28];
  });
  return splitPairs(spelled);
}
