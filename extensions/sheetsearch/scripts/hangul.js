// Hangul as text: one way to write it, its letters (jamo), the initial consonants of its syllables.
"use strict";

const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const VOWELS = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"];
const FINALS = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
const PAIRS = Object.entries({
  ㄳ: "ㄱㅅ", ㄵ: "ㄴㅈ", ㄶ: "ㄴㅎ", ㄺ: "ㄹㄱ", ㄻ: "ㄹㅁ", ㄼ: "ㄹㅂ", ㄽ: "ㄹㅅ", ㄾ: "ㄹㅌ",
  ㄿ: "ㄹㅍ", ㅀ: "ㄹㅎ", ㅄ: "ㅂㅅ", ㅘ: "ㅗㅏ", ㅙ: "ㅗㅐ", ㅚ: "ㅗㅣ", ㅝ: "ㅜㅓ", ㅞ: "ㅜㅔ",
  ㅟ: "ㅜㅣ", ㅢ: "ㅡㅣ",
});
const SPLIT_PAIR = new Map(PAIRS);
const JOINED_PAIR = new Map(PAIRS.map(([joined, pair]) => [pair, joined]));
const INITIAL_NUMBERS = numberLetters(INITIALS);
const VOWEL_NUMBERS = numberLetters(VOWELS);
const FINAL_NUMBERS = numberLetters(FINALS);
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;

function numberLetters(letters) {
  return new Map(letters.map((letter, number) => [letter, number]));
}

function isSyllable(code) {
  return code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE;
}

function makeSyllable(initial, vowel, final) {
  return String.fromCharCode(FIRST_SYLLABLE + (initial * 21 + vowel) * 28 + final);
}

// Composed and half width. NFKC alone would turn ㅅ into a letter that joins the next one.
function compose(text) {
  const composed = text.replace(/[^ㄱ-ㆎ]+/g, (part) => part.normalize("NFKC"));
  return composed.replace(/[\u1100-\u1112]/g, (c) => INITIALS[c.charCodeAt(0) - 0x1100]);
}

function normalize(text) {
  return compose(text).toLowerCase();
}

// The initial consonant of each syllable; other characters as they are: "손실 함수" gives "ㅅㅅ ㅎㅅ".
function initials(text) {
  return text.replace(/[가-힣]/g, (c) => INITIALS[Math.floor((c.charCodeAt(0) - FIRST_SYLLABLE) / 588)]);
}

// Whether a text is of initial consonants alone, with or without blanks.
function isInitials(text) {
  return /^\s*[ㄱ-ㅎ][ㄱ-ㅎ\s]*$/.test(text);
}

// The letters of a text, final pairs taken apart: "값을" gives "ㄱㅏㅂㅅㅇㅡㄹ". Vowels stay whole.
function splitJamo(text) {
  let letters = "";
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i) - FIRST_SYLLABLE;
    if (!isSyllable(code + FIRST_SYLLABLE)) letters += text[i];
    else {
      const final = FINALS[code % 28];
      letters += INITIALS[Math.floor(code / 588)] + VOWELS[Math.floor(code / 28) % 21];
      letters += SPLIT_PAIR.get(final) ?? final;
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

function isHangulText(text) {
  return text !== "" && isSyllable(text.charCodeAt(0));
}
