// The names that entries use, and all words that a mistyped one may be compared with.

import { BREAK, findFirst } from "./fields.js";
import { splitJamo } from "./korean.js";
import { PART, WORD } from "./text.js";

// The names that entries use, and how much each entry is about each of them.

const ABOUT = 0.3; // from this share of an entry's names on, it is about a name
const MENTIONED = 0.93; // a name that an entry is not known by
const ASIDE = 0.5;
const USED = 0.5; // what a name is used for, where an entry is not known by it
const AGAIN = 0.92; // the second entry of a page with the same name
const SCATTERED = 0.06; // how much an entry loses of which a name is next to nothing
const DEEPER = 0.97; // a name in a module of a module, for each of them
const HOME = 0.12; // how much an entry gains on the one page that is about a name
// What an entry is worth that shows an error, or nothing, when its names are looked for.
const FAILS = 0.7;
const SILENT = 0.93;

// Rows of three fields: names by their last part, whole ones that have a dot, and what they are used for.
export function listNameRows(documents, aliases, uses = new Map()) {
  const users = [...listUsers(documents, aliases)];
  return {
    names: users.map(([name, owners]) => [name.split(".").pop(), weighDepth(name, owners)]),
    paths: users.filter(([name]) => name.includes(".")),
    uses: users.flatMap(([name, owners]) => {
      const used = weighUse(owners);
      return findUses(uses, name).map((words) => [words, [...used]]); // each a row of its own
    }),
  };
}

// The words for a name, or for the longest end of it that has any: a.b.c, b.c, c.
function findUses(uses, name) {
  for (let end = name; ; end = end.slice(end.indexOf(".") + 1)) {
    if (uses.has(end) || !end.includes(".")) return uses.get(end) ?? [];
  }
}

function weighUse(owners) {
  return owners.map(([number, share, isKnown]) => [number, isKnown ? share : share * USED]);
}

// Of torch.load and torch.export.load the first is what "load" stands for.
function weighDepth(name, owners) {
  const weight = DEEPER ** Math.max(0, name.split(".").length - 2);
  return owners.map(([number, share]) => [number, share * weight]);
}

// For each name the entries that use it, and how much of each is about it: all names of an entry
// share in it, a rare one more than a common one.
function listUsers(documents, aliases) {
  const entries = listNamed(documents, aliases);
  const counts = countNames(entries);
  /** @type {Map<string, [number, number, boolean?][]>} */
  const users = new Map([...counts.keys()].map((name) => [name, []]));
  const weigh = remember((name) => Math.log(1 + documents.length / counts.get(name)));
  const isAgain = makeCounter();
  const atHome = listHomes(entries);
  for (const { page, knownBy, names, asides, output, number } of entries) {
    const shown = weighOutput(output);
    const total = names.reduce((sum, name) => sum + weigh(name), 0);
    for (const name of names) {
      const isKnown = name === knownBy;
      const role = (isKnown ? 1 : MENTIONED) * (isAgain(page, isKnown ? `=${name}` : name) ? AGAIN : 1);
      const part = weigh(name) / total;
      const share = Math.min(1, Math.sqrt(part / ABOUT)) * (1 - SCATTERED * (1 - part));
      users.get(name)?.push([number, share * role * shown * (1 + HOME * atHome(page, name)), isKnown]);
    }
    for (const name of asides) users.get(name)?.push([number, ASIDE * shown]);
  }
  return users;
}

// Whether a page has had this before.
function makeCounter() {
  const ofPages = remember(() => new Set());
  return (page, key) => {
    const seen = ofPages(page);
    return seen.size === seen.add(key).size;
  };
}

// What `make` gives for a key, made once.
export function remember(make) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key);
  };
}

// Which part of all entries with a name, whatever comes before it, stands on a page.
function listHomes(entries) {
  const all = new Map();
  const ofPages = remember(() => new Map());
  const shorten = remember((name) => name.slice(name.lastIndexOf(".") + 1).toLowerCase());
  const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const { page, names } of entries) {
    for (const name of new Set(names.map(shorten))) {
      count(all, name);
      count(ofPages(page), name);
    }
  }
  return (page, name) => ofPages(page).get(shorten(name)) / all.get(shorten(name));
}

function listNamed(documents, aliases) {
  const entries = [];
  const expand = remember((name) => expandName(name, aliases));
  documents.forEach((entry, number) => {
    const read = readNames(entry, aliases, expand);
    if (read.names.length || read.asides.length) {
      entries.push({ page: entry.page, output: entry.output, ...read, number });
    }
  });
  return entries;
}

// torch.nn.Linear for nn.Linear: what all code may use has short names.
function expandName(name, aliases) {
  const [root, ...parts] = name.split(".");
  return Object.hasOwn(aliases, root) ? [aliases[root], ...parts].join(".") : name;
}

// The whole names of an entry; until they have come, the one that it is known by. Sections have none.
function readNames({ lead = "", names = [], asides = [] }, aliases, expand) {
  const whole = names.map(expand);
  const full = expand(lead);
  const isWhole = Object.hasOwn(aliases, lead.split(".", 1)[0]) || whole.includes(full);
  const knownBy = isWhole ? full : full.slice(full.lastIndexOf(".") + 1);
  return { knownBy, names: whole.length || !knownBy ? whole : [knownBy], asides };
}

function weighOutput(output = "") {
  if (output.startsWith("Traceback")) return FAILS;
  return output ? 1 : SILENT;
}

function countNames(entries) {
  const counts = new Map();
  for (const { names, asides } of entries) {
    for (const name of [...names, ...asides]) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

// The words of titles, notes, names and the glossary, to compare a mistyped one with.

const TERM = 3; // a word of the glossary counts as if it stood in three texts

export function getVocabulary(index) {
  index.vocabulary ??= makeVocabulary(index);
  return index.vocabulary;
}

// `words` by spelling, each with its letters; `sorted` are the spellings in order.
function makeVocabulary({ fields, synonyms }) {
  const counts = new Map();
  const add = (word, count) => {
    if (word.length > 1 && !/^\d/.test(word)) counts.set(word, (counts.get(word) ?? 0) + count);
  };
  for (const field of [fields.titles, fields.anchors, fields.names, fields.notes]) {
    for (const word of splitWords(field, WORD)) add(word, 1);
  }
  for (const part of splitWords(fields.names, PART)) add(part, 1);
  for (const term of synonyms.keys()) add(term, TERM);
  const names = new Set(splitWords(fields.names, WORD));
  const words = [...counts].map(([text, count]) => {
    const letters = splitJamo(text);
    return { text, count, letters, mask: maskLetters(letters), isName: names.has(text) };
  });
  return { words, known: new Set(counts.keys()), sorted: [...counts.keys()].sort() };
}

// The pieces of a field that begin at a place of at least this kind.
export function* splitWords(field, least) {
  let start = 0;
  for (let at = 1; at < field.text.length; at += 1) {
    if (field.text[at] === BREAK || field.starts[at] >= least) {
      yield field.text.slice(start, at);
      if (field.text[at] === BREAK) at += 1;
      start = at;
    }
  }
}

// Which letters a word has, as bits.
export function maskLetters(letters) {
  let mask = 0;
  for (let at = 0; at < letters.length; at += 1) mask |= 1 << (letters.charCodeAt(at) % 31);
  return mask;
}

export function countBits(mask) {
  let count = 0;
  for (let rest = mask; rest; rest &= rest - 1) count += 1;
  return count;
}

// Whether any word begins like this.
export function isBeginning({ sorted }, text) {
  const first = findFirst(0, sorted.length, (place) => sorted[place] >= text);
  return sorted[first]?.startsWith(text) ?? false;
}
