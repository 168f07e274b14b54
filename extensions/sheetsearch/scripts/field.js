// One kind of text of all documents, folded and joined, to be looked through in one go.
"use strict";

const BREAK = "\n";

// `rows` are a text and what it speaks of: pairs of a document's number and how much of it.
function makeField(rows) {
  const texts = [];
  const starts = [];
  const ends = [];
  const owners = [];
  for (const [text, documents] of rows) {
    const folded = fold(text);
    if (!folded.text) continue;
    texts.push(folded.text);
    for (const start of folded.starts) starts.push(start);
    starts.push(WORD);
    ends.push(starts.length);
    owners.push(documents);
  }
  const text = texts.join(BREAK) + BREAK;
  return { text, starts: Uint8Array.from(starts), ends, owners, triples: markTriples(text) };
}

// Which three letters stand somewhere beside each other, by a hash: tells at once that a needle is not
// there, as most guesses and phrases are not.
function markTriples(text) {
  const triples = new Uint8Array(1 << 16);
  for (let at = 2; at < text.length; at += 1) triples[hashTriple(text, at)] = 1;
  return triples;
}

function hashTriple(text, end) {
  return ((text.charCodeAt(end - 2) * 31 + text.charCodeAt(end - 1)) * 31 + text.charCodeAt(end)) & 0xffff;
}

function mayHold(field, needle) {
  for (let at = 2; at < needle.length; at += 1) if (!field.triples[hashTriple(needle, at)]) return false;
  return true;
}

// For each row that holds the needle, how well at best, from 0 to 1, and the part of the row it fills.
function findRows(field, needle) {
  const found = [];
  if (!needle || !mayHold(field, needle)) return found;
  let row = 0;
  for (let at = field.text.indexOf(needle); at >= 0; at = field.text.indexOf(needle, at + 1)) {
    const quality = rateHit(field, at, needle);
    if (!quality) continue;
    while (field.ends[row] <= at) row += 1;
    const last = found[found.length - 1];
    if (last?.row === row) last.quality = Math.max(last.quality, quality);
    else {
      const start = field.ends[row - 1] ?? 0;
      const part = needle.length / (field.ends[row] - 1 - start);
      found.push({ row, quality, part, isFirst: at === start });
    }
  }
  return found;
}

// What a needle at a place is worth: a whole word most, the beginning of one less, its inside little.
function rateHit(field, at, needle) {
  const { text, starts } = field;
  const end = at + needle.length;
  const isHangul = isSyllable(needle.charCodeAt(needle.length - 1));
  if (starts[at] === INSIDE) return rateInside(field, at, end, isHangul);
  const begin = starts[at] === WORD ? 1 : 0.85;
  if (starts[end] === WORD) return begin;
  if (starts[end] === PART) return begin * 0.85;
  let stop = end;
  while (starts[stop] === INSIDE) stop += 1;
  return begin * rateRest(text.slice(end, stop), needle, isHangul);
}

// What a needle is worth after which the word goes on.
function rateRest(rest, needle, isHangul) {
  if (isHangul && needle.length === 1) return isSureEnding(rest, needle) ? 0.98 : 0;
  if (isHangul) return isEnding(rest, needle) ? 0.98 : 0.7;
  if (isInflection(rest, needle) || SIZE.test(rest) || rest === "_") return 0.95;
  return needle.length > 2 ? 0.6 : needle.length > 1 ? 0.4 : 0;
}

const SIZE = /^\d+d?$/; // of conv2d and float32

// Inside a word, and not beyond it: two syllables or four letters say something.
function rateInside(field, at, end, isHangul) {
  if (end - at < (isHangul ? 2 : 4)) return 0;
  for (let place = at + 1; place < end; place += 1) if (field.starts[place] !== INSIDE) return 0;
  return field.starts[end] === INSIDE ? 0.15 : 0.25;
}
