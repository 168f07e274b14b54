// Everything that can be found, by the kinds of its texts: made of the data that a build wrote.

import { normalize } from "#sheet_web/hangul.js";
import { makeField } from "./fields.js";
import { readKeys } from "./korean.js";
import { makeMessages } from "./messages.js";
import { listNameRows, remember, splitWords } from "./names.js";
import { squeeze, WORD } from "./text.js";

// What `sheet_search.data` encoded: pages, and their sections and entries in the order of reading.

function readLines(text) {
  return text ? text.split("\n") : [];
}

function decodeData(data) {
  const read = (text) => readLines(text)[Symbol.iterator]();
  const readText = data.typed ? makeTypedReader() : String;
  const sections = read(data.sections);
  const counts = data.entryCounts[Symbol.iterator]();
  const documents = [];
  const pages = readLines(data.pages).map((line, number) => {
    const [uri, chapter, aside, late] = line.split("\t");
    const marks = { isAside: Boolean(aside), isLate: Boolean(late), top: documents.length };
    const page = { uri, chapter: readText(chapter), number, ...marks, title: "", taken: new Set() };
    for (let left = data.sectionCounts[number]; left > 0; left -= 1) {
      decodeSection(page, next(sections).split("\t"), next(counts), readText, documents);
    }
    page.title = documents[page.top]?.title ?? "";
    return page;
  });
  decodeEntries(
    documents.filter(({ page, title }) => title === undefined && !page.isLate),
    data,
    readText,
  );
  return { pages, documents, readText };
}

function next(iterator) {
  return iterator.next().value;
}

// A section knows its page, an entry its page and the number of its section.
function decodeSection(page, [anchor, title], count, readText, documents) {
  const section = documents.length;
  page.taken.add(anchor);
  documents.push({ page, section, id: anchor, title: readText(title) });
  for (let left = count; left > 0; left -= 1) documents.push({ page, section });
}

// Give entries their notes, leads and ids; those of late pages have none until the rest has come.
function decodeEntries(entries, { notes, leads }, readText) {
  const [note, lead] = [notes, leads].map((text) => text.split("\n")[Symbol.iterator]());
  for (const entry of entries) {
    Object.assign(entry, { note: readText(next(note)) }, decodeLead(next(lead), entry.page.taken));
  }
}

// `lead` is the name that an entry is known by, "" if the code made that name itself.
function decodeLead(head, taken) {
  const id = head.startsWith("=") ? head.slice(1) : makeId(head.replace(/^.*[:~]/, ""), taken);
  taken.add(id);
  return { id, lead: /^[:=]/.test(head) ? "" : head.replace("~", "") };
}

// As type_text of sheet_search/keyboard_codec.py writes it: keys of Hangul, other letters between backquotes.
function makeTypedReader() {
  const readWord = remember(readKeys); // most words come again
  const readPiece = (piece, place) => (place % 2 ? piece || "`" : piece.replace(/[A-Za-z]+/g, readWord));
  return (text) => text.split("`").map(readPiece).join("");
}

function decodeNames(line) {
  const [names, asides] = line.split("=").map((part) => part.split(" ").filter(Boolean));
  return { names, asides };
}

// As make_id of sheet_search/data.py.
function makeId(lead, taken) {
  const slug = lead
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  let id = slug;
  for (let number = 2; taken.has(id); number += 1) id = `${slug}-${number}`;
  return id;
}

// The titles of sections, what they consist of, and how much each tells of its section.

const WHOLE_PAGE = 1.2; // what a page is about weighs more than what one of its sections is about
const TITLE_PART = 0.9; // "저장" in "저장과 불러오기"

// What stands beside each other in a title. Splits "A and B", "A, B", "A와 B", "A(B)"; not "A of B".
const TITLE_SEAM = /(?<=[가-힣a-z0-9)])(?:과|와)\s+|\s*,\s*|\s+(?:and|및)\s+|\s*[()]\s*/i;

// Rows of titles and, for less, of their parts. A section whose title is a part of its page's stands
// for it.
function listTitles(sections) {
  const ofPages = listKeys(sections.filter(isPage));
  const ofOthers = listKeys(sections.filter((pair) => !isPage(pair)));
  return sections.flatMap(([section, number]) =>
    splitTitle(section).map((text, place) => {
      const key = keyTitle(section, text);
      const part = place ? TITLE_PART : 1;
      const isTaken = place > 0 && isPage([section, number]) && ofOthers.has(key);
      return [text, [[number, ofPages.has(key) && !isTaken ? part * WHOLE_PAGE : part * part]]];
    }),
  );
}

function isPage([section, number]) {
  return number === section.page.top;
}

// The title first.
function splitTitle({ title }) {
  return [...new Set([title, ...title.split(TITLE_SEAM).filter(Boolean)])];
}

function keyTitle({ page }, text) {
  return `${page.uri} ${squeeze(text)}`;
}

function listKeys(sections) {
  return new Set(sections.flatMap(([section]) => splitTitle(section).map((text) => keyTitle(section, text))));
}

// Rows of the ids of sections whose title is in another language: ids come from the source's titles.
function listAnchors(sections) {
  const foreign = sections.filter(([section]) => squeeze(section.title) !== squeeze(section.id));
  return foreign.map((pair) => [pair[0].id, [[pair[1], isPage(pair) ? WHOLE_PAGE : 1]]]);
}

// Words for the same thing, in all languages: rows of a glossary.

function makeSynonyms(rows) {
  const byKey = new Map();
  for (const row of rows) {
    const keys = [...new Set(row.map((term) => squeeze(normalize(term))))];
    for (const key of keys) byKey.set(key, new Set([...(byKey.get(key) ?? []), ...keys]));
  }
  return byKey;
}

// Other words for one, or for any of its forms; none of them twice.
export function findSynonyms(synonyms, forms) {
  const found = new Set(forms.flatMap((form) => [...(synonyms.get(form) ?? [])]));
  for (const form of forms) found.delete(form);
  return [...found];
}

const LAST_PAGE = 0.84; // pages that come last are about what the others have shown
const PLACE = 1.2; // the words for a place, beside those for a name that stands there
const PASSING = 0.92; // pages that show in passing what the others are about

export function makeIndex(data, glossary) {
  const { pages, documents, readText } = decodeData(data);
  const numbered = documents.map((document, number) => [document, number]);
  const sections = numbered.filter(([document]) => document.title !== undefined);
  const { names, paths } = listNameRows(documents, data.aliases);
  const fields = {
    titles: makeField(listTitles(sections)),
    anchors: makeField(listAnchors(sections)),
    notes: makeField(listNotes(documents)),
    names: makeField(names),
    paths: makeField(paths),
  };
  return {
    documents,
    readText,
    fields,
    aliases: data.aliases,
    synonyms: makeSynonyms(glossary),
    syllables: new Set(listSyllables(fields)),
    tops: Int32Array.from(documents, ({ page }) => page.top),
    sections: Int32Array.from(documents, ({ section }) => section),
    priors: documents.map(({ page }) => weighPage(page, pages.length)),
  };
}

function listNotes(documents) {
  return documents.flatMap(({ note }, number) => (note ? [[note, [[number, 1]]]] : []));
}

function weighPage({ number, isAside }, count) {
  return (1 - ((1 - LAST_PAGE) * number) / count) * (isAside ? PASSING : 1);
}

// Words of one syllable, which a stem of one must be.
function listSyllables({ titles, notes }) {
  return [titles, notes].flatMap((field) => [...splitWords(field, WORD)].filter((word) => word.length === 1));
}

// Rows of phrases for the sections and entries that these are meant for: "12", a document's number.
function listPlaceRows(uses) {
  const places = [...uses].filter(([name]) => /^\d+$/.test(name));
  return places.flatMap(([name, phrases]) => phrases.map((phrase) => [phrase, [[Number(name), PLACE]]]));
}

// The phrases for each name, of lines such as "argmax", a tab and "index of the maximum, predicted class".
function readUses(lines) {
  const cells = readLines(lines).map((line) => line.split("\t"));
  return new Map(cells.map(([name, phrases]) => [name, phrases.split(", ")]));
}

// The rest, which comes later: of sections their prose, of entries all names, code and output. In steps between
// which a reader can type; until the last one queries are answered as if there was none.
export function* addRest(index, rest) {
  const numbers = [...index.documents.keys()];
  const sections = numbers.filter((number) => index.sections[number] === number);
  const entries = numbers.filter((number) => index.sections[number] !== number);
  decodeEntries(
    index.documents.filter(({ id }) => id === undefined),
    rest.late,
    index.readText,
  );
  sections.forEach((number, place) => {
    Object.assign(index.documents[number], { prose: rest.prose[place] });
  });
  readLines(rest.names).forEach((line, place) => {
    const texts = { code: rest.code[place], output: rest.outputs[place] };
    Object.assign(index.documents[entries[place]], decodeNames(line), texts);
  });
  yield;
  const asked = readUses(rest.uses);
  const { names, paths, uses } = listNameRows(index.documents, index.aliases, asked);
  const rows = (texts, owners) => texts.map((text, place) => [text, [[owners[place], 1]]]);
  const outputs = rows(rest.outputs, entries);
  const fields = {};
  for (const [name, listed] of Object.entries({
    notes: listNotes(index.documents),
    names,
    paths,
    uses: [...uses, ...listPlaceRows(asked)],
    prose: rows(rest.prose, sections),
    code: rows(rest.code, entries),
    outputs,
  })) {
    yield;
    fields[name] = makeField(listed);
  }
  yield;
  const messages = makeMessages(outputs);
  Object.assign(index.fields, fields);
  Object.assign(index, {
    messages,
    syllables: new Set(listSyllables(index.fields)),
    vocabulary: null,
    terms: null,
  });
}

const SHOWN_ROWS = 3;

// The entries whose code stands for a document: itself, or the first ones below a heading.
export function listRows(documents, number) {
  const found = documents[number];
  if (found.title === undefined) return found.code ? [found] : [];
  const isPage = found.page.top === number;
  const isBelow = ({ page, section, code }) => code && (isPage ? page === found.page : section === number);
  const rows = [];
  for (let at = number + 1; documents[at]?.page === found.page && rows.length < SHOWN_ROWS; at += 1) {
    if (isBelow(documents[at])) rows.push(documents[at]);
  }
  return rows;
}
