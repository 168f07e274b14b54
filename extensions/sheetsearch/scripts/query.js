// What a reader typed, taken apart: words, and which of them a result may lack.
"use strict";

const LONGEST_QUERY = 400; // characters; no one reads a longer one
const MOST_WORDS = 10;

// Words of one script each. Matches "손실", "conv2d", "zero_grad", "c++"; not ".", "(".
const RUN = /[가-힣ㄱ-ㆎ]+|[a-z0-9_]+\+*|(?:(?![a-z0-9_가-힣ㄱ-ㆎ])[\p{L}\p{N}])+/giu;

// Each word has its `text`, folded, and `needed`: whether a result must have it.
function readQuery(query, aliases = {}) {
  const text = compose(query.slice(0, LONGEST_QUERY));
  const runs = [...text.matchAll(RUN)].map(makeWord).filter((word) => word.text);
  const words = runs.filter((word, place) => !isBareParticle(word, runs[place - 1]));
  for (const word of words) {
    word.needed = isNeeded(word, text);
    word.isName = looksLikeName(word, text);
    if (!word.needed && Object.hasOwn(aliases, word.typed)) word.text = fold(aliases[word.typed]).text;
  }
  if (!words.some((word) => word.needed)) for (const word of words) word.needed = true;
  return words.slice(0, MOST_WORDS);
}

function makeWord(match) {
  const [typed, start] = [match[0], match.index];
  const isHangul = /[가-힣ㄱ-ㆎ]/.test(typed);
  const text = typed.toLowerCase().replace(/_/g, (bar, at) => (isLastBar(typed, at) ? bar : ""));
  return { typed, text, isHangul, start, end: start + typed.length };
}

// The 로 of GPU로.
function isBareParticle(word, before) {
  return word.isHangul && before?.end === word.start && !before.isHangul && isEnding(word.text, before.text);
}

// Whether a word is written as code is: with a dot beside it, brackets after it, humps or _ in it.
function looksLikeName(word, text) {
  if (word.isHangul) return false;
  const after = text.slice(word.end, word.end + 2);
  return text[word.start - 1] === "." || /^(?:\.\w|\()/.test(after) || /[a-z][A-Z]|_/.test(word.typed);
}

// Fillers, numbers, single letters, what stands before a dot and what stands in brackets are extra.
function isNeeded(word, text) {
  if (FILLERS.has(word.text) || /^\d+$/.test(word.text)) return false;
  if (word.isHangul && findStems(word.text).verbs.some((stem) => FILLERS.has(stem))) return false;
  if (!word.isHangul && word.text.length === 1) return false;
  if (/^\.[a-z_]/i.test(text.slice(word.end, word.end + 2))) return false;
  return !/\([^)]*$/.test(text.slice(0, word.start));
}
