// Words that a mistyped one may stand for, by the letters that must be changed.

import { isHangulText, splitJamo } from "./korean.js";
import { countBits, maskLetters } from "./names.js";

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
