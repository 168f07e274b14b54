// How well each document matches a word or a phrase of the query, from 0 to a little above 1.
"use strict";

// What a hit in a kind of text is worth: a title is what a section is about, prose may only mention it.
// `part` is how much of that depends on the part of the text that is hit; `first` what it gains where
// the text begins with the hit.
const KINDS = {
  titles: { worth: 1.3, part: 0.7, weigh: weighWords },
  anchors: { worth: 1.12, part: 0.7, weigh: weighWords },
  notes: { worth: 0.68, part: 0.1, first: 1.04, weigh: weighWords },
  names: { worth: 1.1, part: 0.5, weigh: weighNames },
  paths: { worth: 1.1, part: 0.5, weigh: weighPaths },
  prose: { worth: 0.25, part: 0, weigh: () => 1 },
  code: { worth: 0.8, part: 0, weigh: weighCode },
  outputs: { worth: 0.8, part: 0, weigh: weighCode },
};
const WORDS_FOR_NAME = 0.6; // words, where the reader wrote a name
const NAMES_FOR_WORD = 0.85; // names, where the reader wrote a word in another form
const PATH = 0.45; // where a name comes from
const MENTION = 0.15; // one or two words in code; three say that it is this code
const LITERAL = 3; // words
const WHOLE = 0.95; // from this part on it is the whole text

// `best` tells how well a text matches, whatever its kind; `parts` which part of its title a section has
// of the word.
function matchWord(index, word) {
  const count = index.documents.length;
  const match = { values: new Float32Array(count), parts: new Float32Array(count), best: 0 };
  const forms = word.guesses ?? listForms(index, word);
  for (const [form, worth] of forms) addHits(index, form, worth, match, word);
  const other = { ...word, isOther: true };
  for (const [form, worth] of listOthers(index, forms, word)) addHits(index, form, worth, match, other);
  return match;
}

// Raise the values of a match where a needle is found.
function addHits(index, needle, worth, match, word) {
  for (const [name, field] of Object.entries(index.fields)) {
    const kind = KINDS[name];
    const { first = 1 } = kind;
    const weight = worth * kind.worth * kind.weigh(word, needle, match);
    if (!weight) continue;
    for (const { row, quality, part, isFirst } of findRows(field, needle)) {
      match.best = Math.max(match.best, worth * quality);
      const isName = word.isName && isTitle(name) && part > WHOLE;
      const whole = (isName ? worth * kind.worth : weight) * quality * weighPart(kind, part);
      const value = isFirst ? whole * first : whole;
      for (const [number, share] of field.owners[row]) {
        if (value * share > match.values[number]) match.values[number] = value * share;
        if (isTitle(name) && part > match.parts[number]) match.parts[number] = part;
      }
    }
  }
}

function isTitle(name) {
  return name === "titles" || name === "anchors";
}

function weighPart(kind, part) {
  return 1 - kind.part + kind.part * part;
}

// A title that consists of words of the query is hit as a whole, in whatever order and form they are.
function joinParts(matches) {
  const sums = matches[0].parts.slice();
  for (const { parts } of matches.slice(1)) parts.forEach((part, number) => (sums[number] += part));
  for (const { values, parts } of matches) {
    for (let number = 0; number < values.length; number += 1) {
      const part = parts[number];
      if (part && sums[number] > part) {
        values[number] *= weighPart(KINDS.titles, Math.min(1, sums[number])) / weighPart(KINDS.titles, part);
      }
    }
  }
}

function weighWords(word) {
  return word.isName ? WORDS_FOR_NAME : 1;
}

function weighNames(word, needle) {
  const isInflected = !word.isPhrase && !word.isOther && needle !== word.text;
  return isInflected || (word.isOther && word.isHangul) ? NAMES_FOR_WORD : 1;
}

function weighPaths(word, needle) {
  return word.isPhrase ? weighNames(word, needle) : PATH;
}

// Code is looked through for what the reader typed, and for what stands nowhere else.
function weighCode(word, needle, match) {
  if (word.size >= LITERAL) return 1;
  return match.best < KNOWN || needle === word.text ? MENTION : 0;
}
