// Everything that can be found, by the kinds of its texts.
"use strict";

const WHOLE_PAGE = 1.2; // what a page is about weighs more than what one of its sections is about
const TITLE_PART = 0.9; // "저장" in "저장과 불러오기"
const LAST_PAGE = 0.87; // pages that come last are about what the others have shown

// What stands beside each other in a title. Splits "A and B", "A, B", "A와 B", "A(B)"; not "A of B".
const TITLE_SEAM = /(?<=[가-힣a-z0-9)])(?:과|와)\s+|\s*,\s*|\s+(?:and|및)\s+|\s*[()]\s*/i;

function makeIndex(data) {
  const { pages, documents } = decodeData(data);
  const numbered = documents.map((document, number) => [document, number]);
  const sections = numbered.filter(([document]) => document.title !== undefined);
  const entries = numbered.filter(([document]) => document.title === undefined);
  for (const [entry] of entries) entry.names = entry.names.map((name) => expandName(name, data.aliases));
  const users = listUsers(entries);
  const titles = makeField(listTitles(sections));
  const notes = makeField(entries.map(([entry, number]) => [entry.note, number]));
  const names = [...users.keys()].map((name, number) => [name, number]);
  return {
    pages,
    documents,
    aliases: data.aliases,
    priors: documents.map(({ page }) => 1 - ((1 - LAST_PAGE) * pages.indexOf(page)) / pages.length),
    titles,
    anchors: makeField(sections.filter(isForeign).map(listAnchor)),
    notes,
    syllables: new Set([titles, notes].flatMap((field) => [...splitWords(field, WORD)].filter((word) => word.length === 1))),
    names: makeField(names.map(([name, number]) => [name.split(".").pop(), number])),
    paths: makeField(names.filter(([name]) => name.includes("."))),
    users: [...users.values()],
    rest: null,
  };
}

// torch.nn.Linear for nn.Linear: what all code may use has short names.
function expandName(name, aliases) {
  const [root, ...parts] = name.split(".");
  return Object.hasOwn(aliases, root) ? [aliases[root], ...parts].join(".") : name;
}

// Titles and, for less, their parts. A section whose title is a part of its page's takes its place.
function listTitles(sections) {
  const list = ({ title }) => [...new Set([title, ...title.split(TITLE_SEAM).filter(Boolean)])];
  const key = (page, text) => `${page.uri} ${fold(text).text}`;
  const isPage = ([section, number]) => number === section.page.top;
  const listKeys = (some) => new Set(some.flatMap(([section]) => list(section).map((text) => key(section.page, text))));
  const ofPages = listKeys(sections.filter(isPage));
  const ofOthers = listKeys(sections.filter((pair) => !isPage(pair)));
  return sections.flatMap(([section, number]) =>
    list(section).map((text, place) => {
      const part = place ? TITLE_PART : 1;
      const isTaken = place && isPage([section, number]) && ofOthers.has(key(section.page, text));
      return [text, number, ofPages.has(key(section.page, text)) && !isTaken ? part * WHOLE_PAGE : part * part];
    }),
  );
}

function listAnchor([section, number]) {
  return [section.id, number, number === section.page.top ? WHOLE_PAGE : 1];
}

// A title in another language than the ids, which come from the source's.
function isForeign([section]) {
  return fold(section.title).text !== fold(section.id).text;
}

const ABOUT = 0.3; // from this share of an entry's names on, it is about a name
const LEFT = 2.5; // the weight of a name that was left out, a common one
const MENTIONED = 0.93; // a name that an entry is not known by
const ASIDE = 0.5;
const AGAIN = 0.95; // the second entry of a page with the same name
// What an entry is worth that shows an error, or nothing, when its names are looked for.
const MARKS = { "!": 0.7, "-": 0.93, "": 1 };

// For each name the entries that use it, and how much of each is about it: all names of an entry
// share in it, a rare one more than a common one.
function listUsers(entries) {
  const counts = new Map();
  const all = entries.flatMap(([{ names, asides }]) => [...names, ...asides]);
  for (const name of all) counts.set(name, (counts.get(name) ?? 0) + 1);
  const users = new Map([...counts.keys()].map((name) => [name, []]));
  const weigh = (name) => Math.log(1 + entries.length / counts.get(name));
  const seen = new Set();
  for (const [{ page, names, asides, left, mark, isNamed }, number] of entries) {
    const total = names.reduce((sum, name) => sum + weigh(name), left * LEFT);
    names.forEach((name, place) => {
      const key = `${page.uri} ${name}`;
      const role = (isNamed && place === 0 ? 1 : MENTIONED) * (seen.has(key) ? AGAIN : 1);
      seen.add(key);
      users.get(name).push([number, Math.min(1, Math.sqrt(weigh(name) / total / ABOUT)) * role * MARKS[mark]]);
    });
    for (const name of asides) users.get(name).push([number, ASIDE * MARKS[mark]]);
  }
  return users;
}
