// Everything that can be found, by the kinds of its texts.
"use strict";

const LAST_PAGE = 0.84; // pages that come last are about what the others have shown
const PASSING = 0.92; // pages that show in passing what the others are about

function makeIndex(data, glossary) {
  const { pages, documents } = decodeData(data);
  const numbered = documents.map((document, number) => [document, number]);
  const sections = numbered.filter(([document]) => document.title !== undefined);
  const entries = numbered.filter(([document]) => document.title === undefined);
  const { names, paths } = listNameRows(documents, data.aliases);
  const fields = {
    titles: makeField(listTitles(sections)),
    anchors: makeField(listAnchors(sections)),
    notes: makeField(entries.map(([entry, number]) => [entry.note, [[number, 1]]])),
    names: makeField(names),
    paths: makeField(paths),
  };
  return {
    documents,
    fields,
    aliases: data.aliases,
    synonyms: makeSynonyms(glossary),
    syllables: new Set(listSyllables(fields)),
    tops: Int32Array.from(documents, ({ page }) => page.top),
    sections: Int32Array.from(documents, ({ section }) => section),
    priors: documents.map(({ page }) => weighPage(page, pages.length)),
  };
}

function weighPage({ number, isAside }, count) {
  return (1 - ((1 - LAST_PAGE) * number) / count) * (isAside ? PASSING : 1);
}

// Words of one syllable, which a stem of one must be.
function listSyllables({ titles, notes }) {
  return [titles, notes].flatMap((field) => [...splitWords(field, WORD)].filter((word) => word.length === 1));
}

// The rest, which comes later: of sections their prose, of entries all names, code and output.
function addRest(index, rest) {
  const numbers = [...index.documents.keys()];
  const sections = numbers.filter((number) => index.sections[number] === number);
  const entries = numbers.filter((number) => index.sections[number] !== number);
  sections.forEach((number, place) => Object.assign(index.documents[number], { prose: rest.prose[place] }));
  readLines(rest.names).forEach((line, place) => {
    const texts = { code: rest.code[place], output: rest.outputs[place] };
    Object.assign(index.documents[entries[place]], decodeNames(line), texts);
  });
  const rows = (texts, owners) => texts.map((text, place) => [text, [[owners[place], 1]]]);
  const { names, paths } = listNameRows(index.documents, index.aliases);
  Object.assign(index.fields, {
    names: makeField(names),
    paths: makeField(paths),
    prose: makeField(rows(rest.prose, sections)),
    code: makeField(rows(rest.code, entries)),
    outputs: makeField(rows(rest.outputs, entries)),
  });
  index.messages = makeMessages(rows(rest.outputs, entries));
  index.vocabulary = index.terms = null;
}
