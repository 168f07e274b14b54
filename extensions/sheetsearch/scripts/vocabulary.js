// The words of titles, notes, names and the glossary, to compare a mistyped one with.
"use strict";

const TERM = 3; // a word of the glossary counts as if it stood in three texts

function getVocabulary(index) {
  index.vocabulary ??= makeVocabulary(index);
  return index.vocabulary;
}

// `words` by spelling, each with its letters; `sorted` are the spellings in order.
function makeVocabulary({ fields, synonyms }) {
  const counts = new Map();
  const add = (word, count) => {
    if (word.length > 1 && !/^\d/.test(word)) counts.set(word, (counts.get(word) ?? 0) + count);
  };
  for (const field of [fields.titles, fields.anchors, fields.names, fields.notes]) {
    for (const word of splitWords(field, WORD)) add(word, 1);
  }
  for (const part of splitWords(fields.names, PART)) add(part, 1);
  for (const term of synonyms.keys()) add(term, TERM);
  const names = new Set(splitWords(fields.names, WORD));
  const words = [...counts].map(([text, count]) => {
    const letters = splitJamo(text);
    return { text, count, letters, mask: maskLetters(letters), isName: names.has(text) };
  });
  return { words, known: new Set(counts.keys()), sorted: [...counts.keys()].sort() };
}

// The pieces of a field that begin at a place of at least this kind.
function* splitWords(field, least) {
  let start = 0;
  for (let at = 1; at < field.text.length; at += 1) {
    if (field.text[at] === BREAK || field.starts[at] >= least) {
      yield field.text.slice(start, at);
      if (field.text[at] === BREAK) at += 1;
      start = at;
    }
  }
}

// Which letters a word has, as bits.
function maskLetters(letters) {
  let mask = 0;
  for (let at = 0; at < letters.length; at += 1) mask |= 1 << letters.charCodeAt(at) % 31;
  return mask;
}

function countBits(mask) {
  let count = 0;
  for (let rest = mask; rest; rest &= rest - 1) count += 1;
  return count;
}

// Whether any word begins like this.
function isBeginning({ sorted }, text) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < text) low = middle + 1;
    else high = middle;
  }
  return sorted[low]?.startsWith(text) ?? false;
}
