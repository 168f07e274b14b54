// What comes nearest to a query that finds nothing: terms that a reader may have meant.
"use strict";

const NEAREST = 3;
const LIKENESS = 0.6; // of its letters may be others

// Terms as they are written in titles, names and the glossary; words that were known come first.
function findNearestTerms(index, { words, matches }) {
  const known = words.filter((word, place) => word.needed && matches[place].best >= KNOWN).map(({ typed }) => typed);
  const unknown = words.filter((word, place) => word.needed && matches[place].best < KNOWN);
  const nearest = unknown.flatMap((word) => rankTerms(index, word));
  return [...new Set([...known, ...nearest])].slice(0, NEAREST);
}

function rankTerms(index, word) {
  const letters = splitJamo(word.text);
  const rated = listTerms(index).map(({ term, own }) => {
    const most = Math.max(letters.length, own.length) * LIKENESS;
    return { term, unlike: measureDistance(letters, own, most) / most };
  });
  const like = rated.filter(({ unlike }) => unlike <= 1).sort((a, b) => a.unlike - b.unlike);
  return like.slice(0, NEAREST).map(({ term }) => term);
}

// All terms and their letters, made when they are first needed.
function listTerms(index) {
  index.terms ??= [...new Set(index.documents.map(({ title, lead }) => title ?? lead).filter(Boolean))].map(
    (term) => ({ term, own: splitJamo(fold(term).text) }),
  );
  return index.terms;
}
