// Puts what matches in the order of its use to a reader.

import { FOUND, joinParts } from "./matching.js";
import { squeeze } from "./text.js";

const MISSING = 0.05; // what a word counts that a document lacks, times the number of words but one
const EXTRA = 0.1; // how much a word adds that a result may lack
const NOTICED = 0.2; // how much better than nothing a result is
const LEAST = 0.1; // of the best result's score
const MOST = 60; // results
const TOGETHER = 0.5; // how much is gained where one row says all that was asked for
const WHOLLY = 4; // the power of the part that it says
const HALF_SAID = 0.5; // what a row is worth that says much else
const RARITY = 0.8; // the power of how rare a word is: a chance one must not decide
const HEADING = 0.88; // a section whose title says nothing of what was asked for, beside a line to copy

const SCREEN = 5; // results that are seen first
const OF_ONE_PAGE = 2; // of them, as long as another page
const NEARLY = 0.9; // says so much of what the next one says

// What flows down from a page and a section to what is in them, and up.
const DOWN_FROM_PAGE = 0.3;
const DOWN_TO_SECTION = 0.5;
const DOWN_FROM_SECTION = 0.35;
const ABOVE = 0.12; // from here on it says what they are about
const BOTH = 0.35; // what a document matches beside what is above it
const UP_FROM_ENTRY = 0.33;
const UP_FROM_SECTION = 0.35;

// A section is a little about what its page is about, and an entry about what its section is.
function inheritMatches({ tops, sections }, values) {
  const own = values.slice();
  for (let number = 0; number < own.length; number += 1) {
    const [top, section] = [tops[number], sections[number]];
    const isEntry = number !== section;
    const ofPage = number === top ? 0 : (isEntry ? DOWN_FROM_PAGE : DOWN_TO_SECTION) * own[top];
    const above = isEntry ? Math.max(ofPage, DOWN_FROM_SECTION * own[section]) : ofPage;
    const both = isEntry && above >= ABOVE ? BOTH * Math.min(own[number], above) : 0;
    if (above || both) values[number] = Math.max(own[number], above) + both;
  }
  for (let number = 0; number < own.length; number += 1) {
    const isEntry = number !== sections[number];
    const above = isEntry ? sections[number] : tops[number];
    const up = own[number] * (isEntry ? UP_FROM_ENTRY : UP_FROM_SECTION);
    if (up > values[above] && above !== number) values[above] = up;
  }
}

// What says all that was asked for in one breath is what was meant: raise whom it speaks of.
function addWholes(words, matches, weights, bonus) {
  const needed = [...words.keys()].filter((place) => words[place].needed);
  const total = needed.reduce((sum, place) => sum + weights[place], 0);
  const rows = new Map();
  for (const place of needed) {
    for (const [owners, { worth, part }] of matches[place].rows) {
      const row = rows.get(owners) ?? { asked: 0, said: 0 };
      row.asked += (weights[place] * Math.min(1, worth)) / total;
      row.said += part;
      rows.set(owners, row);
    }
  }
  const best = new Float64Array(bonus.length);
  for (const [owners, { asked, said }] of rows) {
    const whole = asked ** WHOLLY * (HALF_SAID + (1 - HALF_SAID) * Math.min(1, said));
    for (const [number, share] of owners) best[number] = Math.max(best[number], whole * share);
  }
  best.forEach((whole, number) => {
    bonus[number] *= 1 + TOGETHER * whole;
  });
}

// What part of the query the title of each section says, in words or in phrases of them: what a title leaves
// out is for a line to say.
function rateTitles(count, { words, matches, phrases }, weights) {
  const asked = new Float64Array(count);
  matches.forEach((match, place) => {
    if (!words[place].needed) return;
    const wider = phrases.filter(({ first, size }) => first <= place && place < first + size);
    const said = [match, ...wider.map((phrase) => phrase.match)];
    for (let number = 0; number < count; number += 1) {
      if (said.some(({ parts }) => parts[number])) asked[number] += weights[place];
    }
  });
  return asked;
}

// A rare word says more than a common one.
function weighWord(values) {
  let found = 0;
  for (let number = 0; number < values.length; number += 1) if (values[number] >= FOUND) found += 1;
  return Math.log(1 + values.length / (found + 1)) ** RARITY;
}

// Numbers of documents, the best first; of equals the first one read. The values of needed words are
// multiplied: a document that says a little of both is better than one that says all of one.
export function rankDocuments(index, found) {
  const { words, matches } = found;
  const count = index.documents.length;
  const weights = matches.map(({ values }) => weighWord(values));
  const needed = words.filter((word) => word.needed).length;
  const least = MISSING * Math.max(1, Math.min(3, needed - 1));
  const total = weights.reduce((sum, weight, place) => sum + (words[place].needed ? weight : 0), 0);
  const sums = new Float64Array(count);
  const bonus = new Float64Array(count).fill(1);
  const asked = rateTitles(count, found, weights);
  joinParts(matches);
  if (needed > 1) addWholes(words, matches, weights, bonus);
  matches.forEach(({ values }, place) => {
    inheritMatches(index, values);
    if (words[place].needed) addLogs(values, weights[place] / total, least, sums);
    else
      values.forEach((value, number) => {
        bonus[number] += EXTRA * Math.min(1, value);
      });
  });
  const results = [];
  sums.forEach((sum, number) => {
    const isHeading = index.sections[number] === number;
    const merit = isHeading ? HEADING + (1 - HEADING) * (asked[number] / total) : 1;
    const score = least * Math.exp(sum) * bonus[number] * index.priors[number] * merit;
    if (sum > NOTICED && index.documents[number].id) results.push({ number, score });
  });
  results.sort((a, b) => b.score - a.score || a.number - b.number);
  const best = results.filter(({ score }) => score >= LEAST * results[0].score).slice(0, MOST);
  return mixPages(index, promoteSection(index, words, best));
}

// After the entry that is known by the name that was asked for comes its section, then the others.
function promoteSection({ documents, sections }, words, results) {
  const needed = words.filter((word) => word.needed);
  const own = results.length ? documents[results[0].number] : {};
  const name = own.lead ? squeeze(own.lead.split(".").pop()) : "";
  if (needed.length !== 1 || needed[0].text !== name) return results;
  const section = sections[results[0].number];
  const others = results.slice(1).filter(({ number }) => number !== section);
  return [results[0], { number: section, score: results[0].score }, ...others];
}

// Among the results that are seen first a third one of a page gives way to what another page has: where both
// say about as much, a reader may mean either.
function mixPages({ tops }, results) {
  const shown = [];
  const rest = [...results];
  const isFresh = ({ number }) =>
    shown.filter((one) => tops[one.number] === tops[number]).length < OF_ONE_PAGE;
  while (rest.length && shown.length < SCREEN) {
    const fresh = Math.max(0, rest.findIndex(isFresh));
    const place = rest[fresh].score < NEARLY * rest[0].score ? 0 : fresh;
    shown.push(...rest.splice(place, 1));
  }
  return [...shown, ...rest];
}

// What a document lacks counts as `least` and adds nothing.
function addLogs(values, weight, least, sums) {
  for (let number = 0; number < values.length; number += 1) {
    if (values[number] > least) sums[number] += weight * Math.log(values[number] / least);
  }
}
