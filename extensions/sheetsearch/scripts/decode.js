// What `sheetsearch.data` encoded: pages, and their sections and entries in the order of reading.
"use strict";

function decodeData(data) {
  const lines = (text) => (text ? text.split("\n") : []);
  const source = {
    sections: lines(data.sections)[Symbol.iterator](),
    notes: lines(data.notes)[Symbol.iterator](),
    names: lines(data.names)[Symbol.iterator](),
    entryCounts: data.entryCounts[Symbol.iterator](),
  };
  const documents = [];
  const pages = lines(data.pages).map((line, number) => {
    const [uri, title, chapter] = line.split("\t");
    const page = { uri, title, chapter, top: documents.length };
    decodePage(page, data.sectionCounts[number], source, documents);
    return page;
  });
  return { pages, documents };
}

// A section knows its page, an entry its page and the number of its section.
function decodePage(page, count, source, documents) {
  const next = (iterator) => iterator.next().value;
  const sections = Array.from({ length: count }, () => next(source.sections).split("\t"));
  const taken = new Set(sections.map(([anchor]) => anchor));
  for (const [anchor, title] of sections) {
    const section = documents.length;
    documents.push({ page, section, id: anchor, title });
    for (let left = next(source.entryCounts); left > 0; left -= 1) {
      documents.push({ page, section, note: next(source.notes), ...decodeNames(next(source.names), taken) });
    }
  }
}

// `names` begin with the one that the entry is known by, if it `isNamed`; `left` more were left out.
// `asides` are arguments, values and what the code defines. `mark` tells that it fails or shows nothing.
function decodeNames(line, taken) {
  const [, mark, text] = /^([!-]?)(.*)$/.exec(line);
  const [main, asides] = text.split(" =");
  const [head, ...names] = main.split(" ");
  const left = names.at(-1)?.startsWith("+") ? Number(names.pop()) : 0;
  const isNamed = !/^[:=]/.test(head);
  const id = head.startsWith("=") ? head.slice(1) : makeId(head.replace(/^.*[:~]/, ""), taken);
  taken.add(id);
  if (isNamed) names.unshift(head.replace("~", ""));
  return { id, mark, left, isNamed, names, asides: asides ? asides.split(" ") : [] };
}

// As make_id of sheetsearch/data.py.
function makeId(lead, taken) {
  const slug = lead.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  let id = slug;
  for (let number = 2; taken.has(id); number += 1) id = `${slug}-${number}`;
  return id;
}
