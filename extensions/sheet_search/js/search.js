// The engine: give it the data, then the rest of the texts, and ask it.

import { BREAK, rateHit } from "./fields.js";
import { addRest, makeIndex } from "./index.js";
import { splitJamo } from "./korean.js";
import { addPhrases, KNOWN } from "./matching.js";
import { cutMessage, looksLikeMessage, namesError, rankMessages, rankPieces, readWords } from "./messages.js";
import { listForms, listOthers, readQuery } from "./query.js";
import { rankDocuments } from "./ranking.js";
import { findWords, isAnswered } from "./rescue.js";
import { fold, squeeze, WORD } from "./text.js";

export function createSearch(data, glossary) {
  const index = makeIndex(data, glossary);
  return {
    index,
    addRest: (rest) => void [...addRest(index, rest)],
    addRestInSteps: (rest) => addRest(index, rest),
    search: (query) => search(index, query),
  };
}

// `results` are numbers of documents with their scores, the best first; `needles` what to mark in them;
// `guesses` the words that were taken for mistyped ones; `nearest` terms where nothing was found.
// `isEarly` tells that the rest of the texts may well know better.
function search(index, query) {
  const none = { results: [], needles: [], guesses: [], nearest: [] };
  const nothing = { ...none, isMessage: false, isEarly: !index.messages };
  const messages = index.messages && looksLikeMessage(query) ? rankMessages(index.messages, query) : [];
  if (messages.length && namesError(query)) {
    return { ...nothing, results: messages, needles: [...readWords(cutMessage(query))], isMessage: true };
  }
  const pieces = messages.length || !index.messages ? messages : rankPieces(index.messages, query);
  const found = findWords(index, readQuery(query, index.aliases));
  if (!isAnswered(found) && !pieces.length) return { ...nothing, nearest: findNearestTerms(index, found) };
  const isEarly = !index.messages && (found.words.some((word) => word.isName) || looksLikeMessage(query));
  const guesses = found.words.filter((word) => word.isGuess).map((word) => word.text);
  const needles = listNeedles(index, found.words);
  addPhrases(found);
  const results = putFirst(pieces, rankDocuments(index, found));
  return { ...nothing, results, needles, guesses, isEarly };
}

function putFirst(first, results) {
  const taken = new Set(first.map(({ number }) => number));
  return [...first, ...results.filter(({ number }) => !taken.has(number))];
}

// Where a text says what was looked for, whatever stands between: blanks, _, particles after it.

const MARKED = 0.5; // how well a place must match to be marked

// The needles of all words that were looked for.
function listNeedles(index, words) {
  return words.flatMap((word) => {
    const forms = word.guesses ?? listForms(index, word);
    return [...forms, ...listOthers(index, forms, word)].map(([form]) => form);
  });
}

// Pairs of first and last place, plus one, that don't touch.
export function markText(text, needles) {
  const { text: folded, starts, places } = fold(text);
  const field = { text: folded + BREAK, starts: [...starts, WORD] };
  const spans = [];
  for (const needle of needles) {
    for (let at = field.text.indexOf(needle); at >= 0 && needle; at = field.text.indexOf(needle, at + 1)) {
      const isFound = rateHit(field, at, needle) >= MARKED;
      if (isFound) spans.push([places[at], places[at + needle.length - 1] + 1]);
    }
  }
  return joinSpans(spans);
}

function joinSpans(spans) {
  const joined = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

// What comes nearest to a query that finds nothing: terms that a reader may have meant.

const NEAREST = 3;
const LIKE_TERM = 0.25; // the share of pairs of letters, from which a term is like a word

// Words of the query that are known, then terms of titles and names that are like the others.
function findNearestTerms(index, { words, matches }) {
  const isNeeded = ({ needed }) => needed;
  const known = words.filter((word, place) => isNeeded(word) && matches[place].best >= KNOWN);
  const unknown = words.filter((word, place) => isNeeded(word) && matches[place].best < KNOWN);
  const like = unknown.flatMap((word) => rankTerms(index, word));
  return [...new Set([...known.map(({ typed }) => typed), ...like])].slice(0, NEAREST);
}

function rankTerms(index, word) {
  const pairs = listPairs(word.text);
  const rated = listTerms(index).map(({ term, pairs: others }) => {
    const shared = [...pairs].filter((pair) => others.has(pair)).length;
    return { term, like: (2 * shared) / (pairs.size + others.size) };
  });
  const near = rated.filter(({ like }) => like >= LIKE_TERM).sort((a, b) => b.like - a.like);
  return near.slice(0, NEAREST).map(({ term }) => term);
}

// Letters beside each other, with the edges of the word.
function listPairs(text) {
  const letters = ` ${splitJamo(text)} `;
  return new Set(Array.from(letters.slice(1), (letter, at) => letters[at] + letter));
}

// All terms, made when they are first needed.
function listTerms(index) {
  const texts = index.documents.map(({ title, lead }) => title ?? lead).filter(Boolean);
  index.terms ??= [...new Set(texts)].map((term) => ({ term, pairs: listPairs(squeeze(term)) }));
  return index.terms;
}
