// What is taken for the words of a query that nothing knows.

import { initials, isInitials, spell, splitPairs } from "#sheet_web/hangul.js";
import { cutCompound } from "./compounds.js";
import { readKeys, writeKeys } from "./korean.js";
import { CANDIDATES, findTypos } from "./likeness.js";
import { findLoanwords } from "./loanwords.js";
import { FOUND, findPhrases, KNOWN, matchWord } from "./matching.js";
import { getVocabulary } from "./names.js";
import { SYNONYM } from "./query.js";

// Whether the words of a query are known, and what is taken for those that are not.

const STRONG = 0.5; // how well a document must match that is about a word

// The words of a query, their matches and those of their phrases. A word that no text knows is
// replaced by what it may mean.
export function findWords(index, asked) {
  const found = matchAll(index, asked);
  const isMissing = asked.map((word, place) => word.needed && !isSettled(place, found));
  if (!isMissing.includes(true)) return found;
  const switched = asked.map((word, place) => (isMissing[place] && switchLayout(word)) || word);
  const other = matchAll(index, switched);
  if (switched.every((_, place) => isSettled(place, other))) return other;
  return matchAll(
    index,
    asked.flatMap((word, place) => {
      const isLast = place === asked.length - 1;
      const instead = isMissing[place] ? rescueWord(index, word, isLast) : [];
      return instead.length ? instead : [word];
    }),
  );
}

function matchAll(index, words) {
  return { words, matches: words.map((word) => matchWord(index, word)), phrases: findPhrases(index, words) };
}

function isKnown(place, { matches, phrases }) {
  const holds = ({ first, size }) => first <= place && place < first + size;
  return (
    matches[place].best >= KNOWN || phrases.some((phrase) => holds(phrase) && phrase.match.best >= KNOWN)
  );
}

// Whether a word is known by more than by the way, from titles, names and notes.
function isSettled(place, found) {
  const { best, values } = found.matches[place];
  return isKnown(place, found) && (best < KNOWN || values.some((value) => value >= FOUND));
}

// Whether what is known of the words that matter is enough for an answer. Where a word is known to no
// text, another must be what a document is about; and not every word of several may be a guess.
export function isAnswered(found) {
  const { words, matches } = found;
  const needed = words.map((_, place) => place).filter((place) => words[place].needed);
  const known = needed.filter((place) => isKnown(place, found));
  if (!known.length || known.length * 2 < needed.length) return false;
  if (needed.length > 1 && known.every((place) => words[place].isGuess)) return false;
  const isStrong = (place) => matches[place].values.some((value) => value >= STRONG);
  return known.length === needed.length || known.some(isStrong);
}

// What a word may mean that is found nowhere: another keyboard layout, initial consonants, words
// written together, a typo.

const GUESS = 0.7; // what a guessed word is worth, less for each wrong letter
const WRONG = 0.1;
const LATER = 0.1; // what each next guess is worth less, where all fit

// Words to look for instead, or none; the last word of a query may not be typed to its end.
function rescueWord(index, word, isLast) {
  if (isInitials(word.text)) {
    const heads = splitPairs(word.text); // one begins a word, several are of syllables
    return takeFor(word, heads[1] ? findByInitials(index, heads) : findBegun(getVocabulary(index), heads));
  }
  const cut = cutCompound(index, word);
  if (cut.length) return cut;
  const isWhole = matchWord(index, word).best >= KNOWN;
  const isBegun = isLast && word.isHangul && (!isWhole || word.text.length === 1);
  const begun = isBegun ? takeFor(word, findBegun(getVocabulary(index), word.text)) : [];
  if (begun.length || isWhole) return begun;
  const guesses = listGuesses(getVocabulary(index), word);
  return guesses.length ? [{ ...word, text: guesses[0][0], guesses, isGuess: true }] : [];
}

// The first of the texts, all of which the word may stand for.
function takeFor(word, texts) {
  const guesses = texts.slice(0, CANDIDATES).map((text, place) => [text, 1 - LATER * place]);
  return guesses.length ? [{ ...word, guesses }] : [];
}

// Words whose keys begin with those of what is typed so far, the commonest first: 정려 may become 정렬.
function findBegun({ words }, typed) {
  const keys = spell(typed);
  const begun = words.filter(({ text }) => text[0] >= "가" && spell(text).startsWith(keys));
  return begun.sort((a, b) => b.count - a.count).map(({ text }) => text);
}

function listGuesses(vocabulary, word) {
  const loans = findLoanwords(vocabulary, word).map(({ text, unlike }) => [text, SYNONYM - unlike]);
  const typos = findTypos(vocabulary, word).map(({ text, distance }) => [text, GUESS - WRONG * distance]);
  return [...loans, ...typos].slice(0, CANDIDATES);
}

// The same keys on the other layout, if they make whole syllables or plain Latin letters.
function switchLayout(word) {
  const text = word.isHangul ? writeKeys(word.text) : readKeys(word.typed);
  const isWhole = word.isHangul ? /^[a-z]+$/.test(text) : /^[가-힣]{2,}$/.test(text);
  return isWhole ? { ...word, text, typed: text, isHangul: !word.isHangul } : null;
}

// Words by the initial consonants of their syllables: ㅅㅅㅎㅅ is 손실 함수.

const TITLED = 3; // a word of a title counts as three of notes

// Known beginnings that have these initials, the commonest first.
function findByInitials(index, typed) {
  const counts = new Map();
  for (const field of [index.fields.titles, index.fields.notes]) {
    field.initials ??= initials(field.text);
    const letters = field.initials;
    for (let at = letters.indexOf(typed); at >= 0; at = letters.indexOf(typed, at + 1)) {
      const text = field.text.slice(at, at + typed.length);
      if (field.starts[at] && /^[가-힣]+$/.test(text)) {
        const weight = field === index.fields.titles ? TITLED : 1;
        counts.set(text, (counts.get(text) ?? 0) + weight);
      }
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text);
}
