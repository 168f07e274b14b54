// The engine: give it the data, ask it.
"use strict";

const KNOWN = 0.3; // how well a text must match for a word to be known

const STRONG = 0.7; // how well a text must match that is about a word

function createSearch(data, glossary) {
  const index = makeIndex(data);
  const synonyms = makeSynonyms(glossary);
  return {
    index,
    addRest: (rest) => addRest(index, rest),
    search: (query) => search(index, synonyms, query),
  };
}

function addRest(index, rest) {
  const numbers = index.documents.map((document, number) => number);
  const sections = numbers.filter((number) => index.documents[number].title !== undefined);
  const entries = numbers.filter((number) => index.documents[number].title === undefined);
  const outputs = rest.outputs.map((text, place) => [text, entries[place]]);
  index.rest = {
    prose: makeField(rest.prose.map((text, place) => [text, sections[place]])),
    code: makeField(rest.code.map((text, place) => [text, entries[place]])),
    outputs: makeField(outputs),
    messages: makeMessages(outputs),
  };
}

// The numbers of documents, the best first.
function search(index, synonyms, query) {
  if (index.rest && looksLikeMessage(query)) {
    const results = rankMessages(index.rest.messages, query);
    if (results.length) return results;
  }
  const found = findWords(index, synonyms, readQuery(query, index.aliases));
  if (!isAnswered(found)) return [];
  addPhrases(found);
  return rankDocuments(index, found);
}

function isKnown(place, { matches, phrases }) {
  if (matches[place].best >= KNOWN) return true;
  return phrases.some(({ first, size, match }) => first <= place && place < first + size && match.best >= KNOWN);
}

// Whether a word is known by more than by the way, from titles, names and notes.
function isSettled(place, found) {
  const { matches } = found;
  if (!isKnown(place, found)) return false;
  return matches[place].values.some((value) => value >= FOUND) || matches[place].best < KNOWN;
}

// Whether what is known of the words that matter is enough for an answer. Where a word is known to no
// text, another must be what a text is about; and not every word of several may be a guess.
function isAnswered(found) {
  const { words, matches } = found;
  const needed = words.map((_, place) => place).filter((place) => words[place].needed);
  const known = needed.filter((place) => isKnown(place, found));
  if (known.length * 2 < needed.length || !known.length) return false;
  if (needed.length > 1 && known.every((place) => words[place].isGuess)) return false;
  return known.length === needed.length || known.some((place) => matches[place].values.some((value) => value >= STRONG));
}

// The words of a query, their matches and those of their phrases; unknown words are replaced by what
// they may mean.
function findWords(index, synonyms, asked) {
  const match = (words) => matchAll(index, synonyms, words);
  const first = match(asked);
  const isMissing = asked.map((word, place) => word.needed && !isSettled(place, first));
  if (!isMissing.includes(true)) return first;
  const switched = asked.map((word, place) => (isMissing[place] && switchLayout(word)) || word);
  const other = match(switched);
  if (switched.every((word, place) => isKnown(place, other))) return other;
  const find = (word) => matchWord(index, synonyms, word);
  const words = asked.flatMap((word, place) => {
    const instead = isMissing[place] ? rescueWord(index, getVocabulary(index, synonyms), word, find) : [];
    return instead.length ? instead : [word];
  });
  return match(words);
}

function matchAll(index, synonyms, words) {
  for (const word of words) if (word.isHangul) word.loans ??= findLoanwords(getVocabulary(index, synonyms), word);
  const matches = words.map((word) => matchWord(index, synonyms, word));
  return { words, matches, phrases: findPhrases(index, synonyms, words) };
}

function getVocabulary(index, synonyms) {
  index.vocabulary ??= makeVocabulary(index, synonyms);
  return index.vocabulary;
}
