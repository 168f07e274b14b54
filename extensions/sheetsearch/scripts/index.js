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
  const counts = countNames(documents);
  const names = [...counts.keys()];
  const users = listUsers(entries, names, counts, data.aliases);
  const leads = entries.flatMap(([entry, number]) => listLead(entry, number, data.aliases));
  return {
    pages,
    documents,
    aliases: data.aliases,
    priors: documents.map(({ page }) => 1 - ((1 - LAST_PAGE) * pages.indexOf(page)) / pages.length),
    titles: makeField(listTitles(sections)),
    anchors: makeField(sections.filter(isForeign).map(listAnchor)),
    notes: makeField(entries.map(([entry, number]) => [entry.note, number])),
    names: makeField(names.map((name, number) => [name, number])),
    users,
    leads: makeField(leads),
    paths: makeField(leads.map(([lead, number]) => [lead.split(".").slice(0, -1).join("."), number])),
    rest: null,
  };
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

function countNames(documents) {
  const counts = new Map();
  for (const { names = [], asides = [] } of documents) {
    for (const name of [...names, ...asides]) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

const ABOUT = 0.3; // from this share of an entry's names on, it is about a name
const FAILING = 0.7; // what an entry is worth that shows an error, when its names are looked for
const METHOD = 0.96; // the name of a method of some object
const MENTIONED = 0.85; // a name that an entry is not known by
const ASIDE = 0.5;
const AGAIN = 0.95; // the second entry of a page with the same name

// For each name the entries that use it, and how much of each is about it: all names of an entry
// share in it, a rare one more than a common one.
function listUsers(entries, names, counts, aliases) {
  const users = new Map(names.map((name) => [name, []]));
  const weigh = (name) => Math.log(1 + entries.length / counts.get(name));
  const seen = new Set();
  for (const [entry, number] of entries) {
    const fails = entry.fails ? FAILING : 1;
    const total = entry.names.reduce((sum, name) => sum + (name.includes(".") ? 0 : weigh(name)), 0);
    entry.names.forEach((name, place) => {
      const again = seen.has(`${entry.page.uri} ${name}`) ? AGAIN : 1;
      seen.add(`${entry.page.uri} ${name}`);
      const role = again * (entry.lead && place === 0 ? weighLead(entry, aliases) : MENTIONED);
      const share = Math.min(1, Math.sqrt(weigh(name) / Math.max(total, weigh(name)) / ABOUT));
      users.get(name).push([number, share * role * fails]);
      if (entry.lead && place === 0) entry.about = share * role * fails;
    });
    for (const name of entry.asides) users.get(name).push([number, ASIDE * fails]);
  }
  return names.map((name) => users.get(name));
}

function weighLead({ lead }, aliases) {
  const [root, ...parts] = lead.split(".");
  return parts.length && !Object.hasOwn(aliases, root) ? METHOD : 1;
}

// The whole name that an entry is known by: torch.nn.Linear for nn.Linear.
function listLead(entry, number, aliases) {
  if (!entry.lead.includes(".")) return [];
  const [root, ...parts] = entry.lead.split(".");
  const known = Object.hasOwn(aliases, root) ? aliases[root] : root;
  return [[[known, ...parts].join("."), number, entry.about]];
}
