// The engine: give it the data, then the rest of the texts, and ask it.
"use strict";

function createSearch(data, glossary) {
  const index = makeIndex(data, glossary);
  return {
    index,
    addRest: (rest) => addRest(index, rest),
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
  if (messages.length) {
    return { ...nothing, results: messages, needles: [...readWords(cutMessage(query))], isMessage: true };
  }
  const found = findWords(index, readQuery(query, index.aliases));
  if (!isAnswered(found)) return { ...nothing, nearest: findNearestTerms(index, found) };
  const isEarly = !index.messages && (found.words.some((word) => word.isName) || looksLikeMessage(query));
  const guesses = found.words.filter((word) => word.isGuess).map((word) => word.text);
  const needles = listNeedles(index, found.words);
  addPhrases(found);
  return { ...nothing, results: rankDocuments(index, found), needles, guesses, isEarly };
}
