// How well each document matches a word or a phrase of the query, from 0 to a little above 1.

import { findRows } from "./fields.js";
import { listForms, listOthers } from "./query.js";

// What a hit in a kind of text is worth: a title is what a section is about, prose may only mention it.
// `part` is how much of that depends on the part of the text that is hit; `first` what it gains where
// the text begins with the hit.
const KINDS = {
  titles: { isSaid: true, worth: 1.3, part: 0.7, weigh: weighWords },
  anchors: { worth: 1.12, part: 0.7, weigh: weighWords },
  notes: { isSaid: true, worth: 0.68, part: 0.1, first: 1.04, weigh: weighWords },
  uses: { isSaid: true, worth: 0.58, part: 0.1, weigh: weighUses },
  names: { worth: 1.1, part: 0.5, weigh: weighNames },
  paths: { worth: 1.1, part: 0.5, weigh: weighPaths },
  prose: { worth: 0.25, part: 0, weigh: () => 1 },
  code: { worth: 0.8, part: 0, weigh: weighCode },
  outputs: { worth: 0.8, part: 0, weigh: weighCode },
};
export const KNOWN = 0.3; // how well a text must match for a word to be known
export const FOUND = 0.3; // from this value on a word counts as found, not as mentioned by the way
const WORDS_FOR_NAME = 0.6; // words, where the reader wrote a name
const NAME_FOR_WORDS = 1.6; // a whole dotted name, of another library, among the words for one of this
const NAMES_FOR_WORD = 0.85; // names, where the reader wrote a word in another form
const PATH = 0.45; // where a name comes from
const MENTION = 0.15; // one or two words in code; three say that it is this code
const LITERAL = 3; // words

// `best` tells how well a text matches, whatever its kind; `parts` which part of its title a section has
// of the word.
export function matchWord(index, word) {
  const count = index.documents.length;
  const match = { values: new Float32Array(count), parts: new Float32Array(count), rows: new Map(), best: 0 };
  const forms = word.guesses ?? listForms(index, word);
  for (const [form, worth] of forms) addHits(index, form, worth, match, word);
  const other = { ...word, isOther: true };
  for (const [form, worth] of listOthers(index, forms, word)) addHits(index, form, worth, match, other);
  return match;
}

// Raise the values of a match where a needle is found.
function addHits(index, needle, worth, match, word) {
  const { values, parts } = match;
  for (const [name, field] of Object.entries(index.fields)) {
    const kind = KINDS[name];
    const { first = 1 } = kind;
    const weight = worth * kind.worth * kind.weigh(word, needle, match);
    if (!weight) continue;
    for (const { row, quality, part, isFirst } of findRows(field, needle)) {
      match.best = Math.max(match.best, worth * quality);
      if (kind.isSaid) noteRow(match.rows, field.owners[row], worth * quality, part);
      const value = weight * quality * weighPart(kind, part) * (isFirst ? first : 1);
      raise(values, field.owners[row], value);
      if (!isTitle(name)) continue;
      for (const [number] of field.owners[row]) parts[number] = Math.max(parts[number], part);
    }
  }
}

// By index, as this is where a search spends its time: a common name has hundreds of owners.
function raise(values, owners, value) {
  for (let at = 0; at < owners.length; at += 1) {
    const number = owners[at][0];
    const raised = value * owners[at][1];
    if (raised > values[number]) values[number] = raised;
  }
}

// How well a row is hit at best, and the part of it, by whom it speaks of: a row of its own for each.
function noteRow(rows, owners, worth, part) {
  const known = rows.get(owners);
  if (!known || known.worth < worth) rows.set(owners, { worth, part });
}

function isTitle(name) {
  return name === "titles" || name === "anchors";
}

function weighPart(kind, part) {
  return 1 - kind.part + kind.part * part;
}

// A title that consists of words of the query is hit as a whole, in whatever order and form they are.
export function joinParts(matches) {
  const sums = matches[0].parts.slice();
  for (const { parts } of matches.slice(1)) {
    for (let number = 0; number < sums.length; number += 1) sums[number] += parts[number];
  }
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

function weighUses(word) {
  return word.isOneName ? NAME_FOR_WORDS : weighWords(word);
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

// Words beside each other: terms of the glossary, words that a text writes together.

const LONGEST_PHRASE = 4; // words
const LONGEST_TITLE = 8;
const PHRASE = 1.25; // words beside each other say more than the same words apart

// For each phrase of the query that is found somewhere, its first word, its size and its match.
export function findPhrases(index, words) {
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
  return (
    phrase.every((word, place) => !place || word.start === phrase[place - 1].end + 1) && phrase[0].isName
  );
}

// As a word that is written together: in folded text there are no blanks.
function matchPhrase(index, phrase) {
  const head = phrase
    .slice(0, -1)
    .map((word) => word.text)
    .join("");
  const last = phrase[phrase.length - 1];
  const guesses = listForms(index, last).map(([form, worth]) => [head + form, worth * PHRASE]);
  const same = { isPhrase: true, isOneName: isOneName(phrase), size: phrase.length };
  return matchWord(index, { ...last, text: head + last.text, guesses, ...same });
}

// Raise what words match by what phrases of them match.
export function addPhrases({ matches, phrases }) {
  for (const { first, size, match } of phrases) {
    for (const { values } of matches.slice(first, first + size)) {
      for (let number = 0; number < values.length; number += 1) {
        if (match.values[number] > values[number]) values[number] = match.values[number];
      }
    }
  }
}
