// Put what matches in the order of its use to a reader.
"use strict";

const FOUND = 0.3; // from this value on a word counts as found, not as mentioned by the way
const MISSING = 0.05; // what a word counts that a document lacks, times the number of words but one
const EXTRA = 0.15; // how much a word adds that a result may lack
const LEAST = 0.1; // of the best result's score
const MOST = 60; // results

// What flows down from a page and a section to what is in them, and up.
const DOWN_FROM_PAGE = 0.3;
const DOWN_TO_SECTION = 0.5;
const DOWN_FROM_SECTION = 0.4;
const ABOVE = 0.12; // from here on it says what they are about
const BOTH = 0.35; // what a document matches beside what is above it
const UP_FROM_ENTRY = 0.3;
const UP_FROM_SECTION = 0.35;

// A section is a little about what its page is about, and an entry about what its section is.
function inheritMatches(index, values) {
  const own = values.slice();
  index.documents.forEach(({ page, section }, number) => {
    const down = number === section ? DOWN_TO_SECTION : DOWN_FROM_PAGE;
    const ofPage = number === page.top ? 0 : down * own[page.top];
    const ofSection = number === section ? 0 : DOWN_FROM_SECTION * own[section];
    const above = Math.max(ofPage, ofSection);
    const both = number === section || above < ABOVE ? 0 : BOTH * Math.min(own[number], above);
    values[number] = Math.max(own[number], above) + both;
  });
  index.documents.forEach(({ page, section }, number) => {
    if (number !== section) values[section] = Math.max(values[section], UP_FROM_ENTRY * own[number]);
    else if (number !== page.top) values[page.top] = Math.max(values[page.top], UP_FROM_SECTION * own[number]);
  });
}

// A rare word says more than a common one.
function weighWord(values) {
  let found = 0;
  for (const value of values) if (value >= FOUND) found += 1;
  return Math.log(1 + values.length / (found + 1));
}

// Numbers of documents, the best first; of equals the first one read. The values of needed words are
// multiplied: a document that says a little of both is better than one that says all of one.
function rankDocuments(index, { words, matches }) {
  const weights = matches.map(({ values }) => weighWord(values));
  for (const { values } of matches) inheritMatches(index, values);
  const places = words.map((_, place) => place);
  const needed = places.filter((place) => words[place].needed);
  const extra = places.filter((place) => !words[place].needed);
  const least = MISSING * Math.max(1, Math.min(3, needed.length - 1));
  const total = needed.reduce((sum, place) => sum + weights[place], 0);
  const results = [];
  for (let number = 0; number < index.documents.length; number += 1) {
    const value = (place) => matches[place].values[number];
    const sum = needed.reduce((logs, place) => logs + weights[place] * Math.log(Math.max(least, value(place))), 0);
    const bonus = extra.reduce((more, place) => more + EXTRA * Math.min(1, value(place)), 1);
    const score = Math.exp(sum / total) * bonus * index.priors[number];
    if (score > least * 1.2) results.push({ number, score });
  }
  results.sort((a, b) => b.score - a.score || a.number - b.number);
  return results.filter(({ score }) => score >= LEAST * results[0].score).slice(0, MOST);
}
