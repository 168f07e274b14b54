// How well each document matches a word or a phrase of the query, from 0 to a little above 1.
"use strict";

// What a kind of text says of a document: a title is what it is about, prose may only mention it.
const TITLE = 1.2;
const ANCHOR = 1.12;
const NAME = 1.1;
const NOTE = 0.62;
const PATH = 0.5;
const PROSE = 0.25;
const CODE = 0.12;
const LITERAL = 3; // words of code or of an output that are found as they were typed
const LITERALLY = 0.8;
const WORDS_FOR_NAME = 0.6;
const NAMES_FOR_WORD = 0.85;
// What a word is worth that is not the reader's own.
const STEM = 0.93;
const SYNONYM = 0.85;
const LONG_LOAN = 6; // letters; a shorter one is too easily heard in another word

// The forms of a word under which it is looked for, each with what a hit is worth.
function listForms(index, word) {
  const forms = new Map([[word.text, 1]]);
  const add = (form, worth) => forms.set(form, Math.max(worth, forms.get(form) ?? 0));
  if (word.isHangul) {
    const { nouns, verbs } = findStems(word.text);
    for (const noun of nouns) if (noun.length > 1 || index.syllables.has(noun)) add(noun, STEM);
    for (const verb of verbs) for (const form of writeForms(verb)) add(form, STEM * STEM);
  } else for (const stem of findEnglishStems(word.text)) add(stem, STEM);
  return forms;
}

// The same with other words for it: how well each document matches any of them. `best` tells how well
// a text matches, whatever its kind.
function matchWord(index, synonyms, word) {
  const match = { values: new Float32Array(index.documents.length), best: 0 };
  const forms = word.guesses ?? [...listForms(index, word)];
  for (const [form, worth] of forms) addMatches(index, form, worth, match, word);
  for (const [term, worth] of listSynonyms(index, synonyms, forms, word.loans)) {
    addMatches(index, term, worth, match, { ...word, isOther: true });
  }
  return match;
}

// Other words for any of the forms, in their forms.
function listSynonyms(index, synonyms, forms, loans = []) {
  const worth = SYNONYM * Math.max(...forms.map(([, formWorth]) => formWorth));
  const known = findSynonyms(synonyms, forms.map(([form]) => form));
  const terms = known.length ? known : loans.filter((loan) => loan.length >= LONG_LOAN);
  return terms.flatMap((term) => {
    const termForms = [...listForms(index, { text: term, isHangul: isHangulText(term) })];
    return termForms.map(([form, formWorth]) => [form, formWorth * worth]);
  });
}

// Raise the values of a match where a needle is found. A word that is written as a name is looked for
// among names first, another word for one in Korean among words.
function addMatches(index, needle, worth, match, word) {
  const raise = (number, value) => {
    if (value > match.values[number]) match.values[number] = value;
  };
  const look = (field, kind, weigh) => {
    for (const hit of findRows(field, needle)) {
      raise(field.owners[hit.row], worth * kind * field.weights[hit.row] * weigh(hit));
      match.best = Math.max(match.best, worth * hit.quality);
    }
  };
  const lookAmongNames = (field, kind, weigh) => {
    for (const hit of findRows(field, needle)) {
      const value = worth * kind * weigh(hit);
      match.best = Math.max(match.best, worth * hit.quality);
      for (const [number, about] of index.users[field.owners[hit.row]]) raise(number, value * about);
    }
  };
  const words = word.isName ? WORDS_FOR_NAME : 1;
  const isWord = (word.isOther && word.isHangul) || (!word.isPhrase && !word.isOther && needle !== word.text);
  const name = isWord ? NAME * NAMES_FOR_WORD : NAME;
  const whole = ({ quality, part }) => quality * (part > 0.95 ? 1 / words : 0.3 + 0.7 * part);
  const anywhere = ({ quality }) => quality;
  look(index.titles, TITLE * words, whole);
  look(index.anchors, ANCHOR * words, whole);
  look(index.notes, NOTE * words, ({ quality, part }) => quality * (0.9 + 0.1 * part));
  lookAmongNames(index.names, name, ({ quality, part }) => quality * (0.5 + 0.5 * part));
  lookAmongNames(index.paths, word.isPhrase ? name : PATH, ({ quality, part }) => quality * (0.5 + 0.5 * part));
  if (index.rest) {
    look(index.rest.prose, PROSE, anywhere);
    const literally = word.size >= LITERAL ? LITERALLY : CODE;
    look(index.rest.code, literally, anywhere);
    look(index.rest.outputs, literally, anywhere);
  }
}
