// One kind of text of all documents, folded and joined, to be looked through in one go.

import { isInflection } from "./english.js";
import { isEnding, isSureEnding, isSyllable } from "./korean.js";
import { addCharacter, foldText, INSIDE, makeFolded, PART, readCodes, WORD } from "./text.js";

export const BREAK = "\n";
const BREAK_CODE = 10;

// `rows` are a text and what it speaks of: pairs of a document's number and how much of it.
export function makeField(rows) {
  const folded = makeFolded(rows.reduce((sum, [text]) => sum + text.length + 1, 1));
  /** @type {number[]} */
  const ends = [];
  /** @type {unknown[]} */
  const owners = [];
  for (const [text, documents] of rows) {
    const start = folded.length;
    foldText(folded, text);
    if (folded.length === start) continue;
    folded.edge = WORD;
    addCharacter(folded, BREAK_CODE, text.length);
    ends.push(folded.length);
    owners.push(documents);
  }
  if (!folded.length) addCharacter(folded, BREAK_CODE, 0);
  const text = readCodes(folded);
  return { text, starts: folded.starts.slice(0, text.length), ends, owners, links: null };
}

// Places of a text by a hash of what stands there: the first one of each hash, behind each place the next one
// of its hash, -1 behind the last, and how many they are. `hashAt` gives -1 for a place that is left out.
function linkPlaces(length, hashAt) {
  const [firsts, counts] = [new Int32Array(HASHES).fill(-1), new Uint32Array(HASHES)];
  const nexts = new Int32Array(Math.max(0, length));
  for (let at = length - 1; at >= 0; at -= 1) {
    const hash = hashAt(at);
    if (hash < 0) continue;
    nexts[at] = firsts[hash];
    firsts[hash] = at;
    counts[hash] += 1;
  }
  return { firsts, nexts, counts };
}

const HASHES = 1 << 16;
const TRIPLE = 3; // letters

function hashTriple(text, at) {
  return ((text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) * 31 + text.charCodeAt(at + 2)) % HASHES;
}

function hashPair(text, at) {
  return (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) % HASHES;
}

// Where three letters stand beside each other, or two of which the last is a syllable, and where words and
// their parts begin, by their first letter.
function linkText({ text, starts }) {
  return {
    triples: linkPlaces(text.length - TRIPLE + 1, (at) => hashTriple(text, at)),
    pairs: linkPlaces(text.length - 1, (at) =>
      isSyllable(text.charCodeAt(at + 1)) ? hashPair(text, at) : -1,
    ),
    heads: linkPlaces(text.length, (at) => (starts[at] === INSIDE ? -1 : text.charCodeAt(at))),
  };
}

// The places of a needle, in the order of the text. One that is too short to say anything inside a word is
// looked for where words begin.
function findPlaces(field, needle) {
  const { text } = field;
  field.links ??= linkText(field); // when it is first looked through
  const { triples, pairs, heads } = field.links;
  if (needle.length >= TRIPLE) return checkPlaces(text, needle, triples, findRarest(triples, needle));
  if (saysInside(needle)) return checkPlaces(text, needle, pairs, { hash: hashPair(needle, 0), offset: 0 });
  return checkPlaces(text, needle, heads, { hash: needle.charCodeAt(0), offset: 0 });
}

// Of the triples of a needle the one that stands at the fewest places, and how far behind its start.
function findRarest({ counts }, needle) {
  let rarest = { hash: hashTriple(needle, 0), offset: 0 };
  for (let offset = 1; offset + TRIPLE <= needle.length; offset += 1) {
    const hash = hashTriple(needle, offset);
    if (counts[hash] < counts[rarest.hash]) rarest = { hash, offset };
  }
  return rarest;
}

function checkPlaces(text, needle, { firsts, nexts }, { hash, offset }) {
  const found = [];
  for (let at = firsts[hash]; at >= 0; at = nexts[at]) {
    if (at >= offset && text.startsWith(needle, at - offset)) found.push(at - offset);
  }
  return found;
}

// For each row that holds the needle, how well at best, from 0 to 1, and the part of the row it fills.
export function findRows(field, needle) {
  const found = [];
  if (!needle) return found;
  let row = 0;
  for (const at of findPlaces(field, needle)) {
    const quality = rateHit(field, at, needle);
    if (!quality) continue;
    if (field.ends[row] <= at) row = findFirst(row + 1, field.ends.length, (end) => field.ends[end] > at);
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

// The first number, at least `low`, of which something holds that holds of all behind it; else `high`.
export function findFirst(low, high, holds) {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

// What a needle at a place is worth: a whole word most, the beginning of one less, its inside little.
export function rateHit(field, at, needle) {
  const { text, starts } = field;
  const end = at + needle.length;
  if (starts[at] === INSIDE) return saysInside(needle) ? rateInside(field, at, end) : 0;
  const begin = starts[at] === WORD ? 1 : 0.85;
  if (starts[end] === WORD) return begin;
  if (starts[end] === PART) return begin * 0.85;
  let stop = end;
  while (starts[stop] === INSIDE) stop += 1;
  return begin * rateRest(text.slice(end, stop), needle);
}

// What a needle is worth after which the word goes on.
function rateRest(rest, needle) {
  const isHangul = endsInHangul(needle);
  if (isHangul && needle.length === 1) return isSureEnding(rest, needle) ? 0.98 : 0;
  if (isHangul) return isEnding(rest, needle) ? 0.98 : 0.7;
  if (isInflection(rest, needle) || SIZE.test(rest) || rest === "_") return 0.95;
  return needle.length > 2 ? 0.6 : needle.length > 1 ? 0.4 : 0;
}

const SIZE = /^\d+d?$/; // of conv2d and float32

// Inside a word two syllables or four letters say something.
function saysInside(needle) {
  return needle.length >= (endsInHangul(needle) ? 2 : 4);
}

function endsInHangul(needle) {
  return isSyllable(needle.charCodeAt(needle.length - 1));
}

// And not beyond the word.
function rateInside(field, at, end) {
  for (let place = at + 1; place < end; place += 1) if (field.starts[place] !== INSIDE) return 0;
  return field.starts[end] === INSIDE ? 0.15 : 0.25;
}
