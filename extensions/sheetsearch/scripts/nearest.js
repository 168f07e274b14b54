// What comes nearest to a query that finds nothing: terms that a reader may have meant.
"use strict";

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
  index.terms ??= [...new Set(texts)].map((term) => ({ term, pairs: listPairs(fold(term).text) }));
  return index.terms;
}
