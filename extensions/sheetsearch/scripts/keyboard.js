// The two-set Korean keyboard: what a text would have been on the other layout.
"use strict";

const KEYS = Object.entries({
  q: "ㅂ", w: "ㅈ", e: "ㄷ", r: "ㄱ", t: "ㅅ", y: "ㅛ", u: "ㅕ", i: "ㅑ", o: "ㅐ", p: "ㅔ", a: "ㅁ", s: "ㄴ",
  d: "ㅇ", f: "ㄹ", g: "ㅎ", h: "ㅗ", j: "ㅓ", k: "ㅏ", l: "ㅣ", z: "ㅋ", x: "ㅌ", c: "ㅊ", v: "ㅍ", b: "ㅠ",
  n: "ㅜ", m: "ㅡ", Q: "ㅃ", W: "ㅉ", E: "ㄸ", R: "ㄲ", T: "ㅆ", O: "ㅒ", P: "ㅖ",
});
const LETTER_OF_KEY = new Map(KEYS);
const KEY_OF_LETTER = new Map(KEYS.map(([key, letter]) => [letter, key.toLowerCase()]));

// Hangul for Latin keys: "thstlf" gives "손실". Other characters stay.
function readKeys(text) {
  const find = (key) => LETTER_OF_KEY.get(key) ?? LETTER_OF_KEY.get(key.toLowerCase()) ?? key;
  return joinJamo(Array.from(text, find).join(""));
}

// The keys of Hangul, in lower case: "ㅔ샤ㅡ" gives "pdim". Other characters stay.
function writeKeys(text) {
  const letters = Array.from(splitJamo(text), (c) => SPLIT_PAIR.get(c) ?? c).join("");
  return Array.from(letters, (c) => KEY_OF_LETTER.get(c) ?? c).join("");
}
