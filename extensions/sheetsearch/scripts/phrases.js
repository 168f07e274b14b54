// Words beside each other: terms of the glossary, words that a text writes together.
"use strict";

const LONGEST_PHRASE = 4; // words
const LONGEST_TITLE = 8;
const PHRASE = 1.25; // words beside each other say more than the same words apart

// For each phrase of the query that is found somewhere, its first word, its size and its match.
function findPhrases(index, words) {
  const found = [];
  for (const [first, size] of listPhrases(words)) {
    const match = matchPhrase(index, words.slice(first, first + size));
    if (match.best) found.push({ first, size, match });
  }
  return found;
}

// Words that matter at both ends, the parts of a dotted name, and the whole query.
function* listPhrases(words) {
  for (let size = 2; size <= Math.min(LONGEST_PHRASE, words.length); size += 1) {
    for (let first = 0; first + size <= words.length; first += 1) {
      const phrase = words.slice(first, first + size);
      const isTerm = phrase[0].needed && phrase[size - 1].needed;
      if (isTerm || isOneName(phrase) || size === words.length) yield [first, size];
    }
  }
  if (words.length > LONGEST_PHRASE && words.length <= LONGEST_TITLE) yield [0, words.length];
}

// Whether words are the parts of a dotted name.
function isOneName(phrase) {
  return phrase.every((word, place) => !place || word.start === phrase[place - 1].end + 1) && phrase[0].isName;
}

// As a word that is written together: in folded text there are no blanks.
function matchPhrase(index, phrase) {
  const head = phrase.slice(0, -1).map((word) => word.text).join("");
  const last = phrase[phrase.length - 1];
  const guesses = listForms(index, last).map(([form, worth]) => [head + form, worth * PHRASE]);
  return matchWord(index, { ...last, text: head + last.text, guesses, isPhrase: true, size: phrase.length });
}

// Raise what words match by what phrases of them match.
function addPhrases({ matches, phrases }) {
  for (const { first, size, match } of phrases) {
    for (const { values } of matches.slice(first, first + size)) {
      for (let number = 0; number < values.length; number += 1) {
        if (match.values[number] > values[number]) values[number] = match.values[number];
      }
    }
  }
}
