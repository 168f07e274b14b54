// Whether the words of a query are known, and what is taken for those that are not.
"use strict";

const KNOWN = 0.3; // how well a text must match for a word to be known
const STRONG = 0.7; // how well a document must match that is about a word

// The words of a query, their matches and those of their phrases. A word that no text knows is
// replaced by what it may mean.
function findWords(index, asked) {
  const found = matchAll(index, asked);
  const isMissing = asked.map((word, place) => word.needed && !isSettled(place, found));
  if (!isMissing.includes(true)) return found;
  const switched = asked.map((word, place) => (isMissing[place] && switchLayout(word)) || word);
  const other = matchAll(index, switched);
  if (switched.every((word, place) => isKnown(place, other))) return other;
  return matchAll(index, asked.flatMap((word, place) => {
    const instead = isMissing[place] ? rescueWord(index, word) : [];
    return instead.length ? instead : [word];
  }));
}

function matchAll(index, words) {
  return { words, matches: words.map((word) => matchWord(index, word)), phrases: findPhrases(index, words) };
}

function isKnown(place, { matches, phrases }) {
  const holds = ({ first, size }) => first <= place && place < first + size;
  return matches[place].best >= KNOWN || phrases.some((phrase) => holds(phrase) && phrase.match.best >= KNOWN);
}

// Whether a word is known by more than by the way, from titles, names and notes.
function isSettled(place, found) {
  const { best, values } = found.matches[place];
  return isKnown(place, found) && (best < KNOWN || values.some((value) => value >= FOUND));
}

// Whether what is known of the words that matter is enough for an answer. Where a word is known to no
// text, another must be what a document is about; and not every word of several may be a guess.
function isAnswered(found) {
  const { words, matches } = found;
  const needed = words.map((_, place) => place).filter((place) => words[place].needed);
  const known = needed.filter((place) => isKnown(place, found));
  if (!known.length || known.length * 2 < needed.length) return false;
  if (needed.length > 1 && known.every((place) => words[place].isGuess)) return false;
  const isStrong = (place) => matches[place].values.some((value) => value >= STRONG);
  return known.length === needed.length || known.some(isStrong);
}
