// What `sheetsearch.data` encoded: pages, and their sections and entries in the order of reading.
"use strict";

function readLines(text) {
  return text ? text.split("\n") : [];
}

function decodeData(data) {
  const read = (text) => readLines(text)[Symbol.iterator]();
  const readText = data.typed ? makeTypedReader() : String;
  const source = {
    readText,
    sections: read(data.sections),
    notes: read(data.notes),
    leads: read(data.leads),
    entryCounts: data.entryCounts[Symbol.iterator](),
  };
  const documents = [];
  const pages = readLines(data.pages).map((line, number) => {
    const [uri, chapter, aside] = line.split("\t");
    const page = { uri, chapter: readText(chapter), number, isAside: Boolean(aside), top: documents.length };
    decodePage(page, data.sectionCounts[number], source, documents);
    return page;
  });
  return { pages, documents };
}

// A section knows its page, an entry its page and the number of its section.
function decodePage(page, count, source, documents) {
  const next = (iterator) => iterator.next().value;
  const readSection = (line) => line.split("\t").map((cell, place) => (place ? source.readText(cell) : cell));
  const sections = Array.from({ length: count }, () => readSection(next(source.sections)));
  const taken = new Set(sections.map(([anchor]) => anchor));
  page.title = sections[0]?.[1] ?? "";
  for (const [anchor, title] of sections) {
    const section = documents.length;
    documents.push({ page, section, id: anchor, title });
    for (let left = next(source.entryCounts); left > 0; left -= 1) {
      const note = source.readText(next(source.notes));
      documents.push({ page, section, note, ...decodeLead(next(source.leads), taken) });
    }
  }
}

// `lead` is the name that an entry is known by, "" if the code made that name itself.
function decodeLead(head, taken) {
  const id = head.startsWith("=") ? head.slice(1) : makeId(head.replace(/^.*[:~]/, ""), taken);
  taken.add(id);
  return { id, lead: /^[:=]/.test(head) ? "" : head.replace("~", "") };
}

// As type_text of sheetsearch/typed.py writes it: keys of Hangul, other letters between backquotes.
function makeTypedReader() {
  const known = new Map(); // most words come again
  const readWord = (keys) => {
    if (!known.has(keys)) known.set(keys, readKeys(keys));
    return known.get(keys);
  };
  const readPiece = (piece, place) => (place % 2 ? piece || "`" : piece.replace(/[A-Za-z]+/g, readWord));
  return (text) => text.split("`").map(readPiece).join("");
}

function decodeNames(line) {
  const [names, asides] = line.split("=").map((part) => part.split(" ").filter(Boolean));
  return { names, asides };
}

// As make_id of sheetsearch/data.py.
function makeId(lead, taken) {
  const slug = lead.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  let id = slug;
  for (let number = 2; taken.has(id); number += 1) id = `${slug}-${number}`;
  return id;
}
