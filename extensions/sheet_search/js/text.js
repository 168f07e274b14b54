// Texts as they are matched, and all of one kind joined, to be looked through in one go.

import { isEnding, isSureEnding, isSyllable } from "./korean.js";

// Text as it is matched: lower case, without blanks and signs, and where its words begin.

// How a place begins a word: not at all, inside a name (noGrad, no_grad), or after a gap.
const INSIDE = 0;
export const PART = 1;
export const WORD = 2;

const OTHER_LETTER = /[\p{L}\p{N}]/u;
const BAR = 95; // "_"
const PLUS = 43;
const LAST_ASCII = 127;

// Scripts of characters; what is dropped has none.
const NONE = 0;
const LATIN = 1;
const UPPER = 2; // of Latin
const HANGUL = 3;
const SCRIPTS = Uint8Array.from({ length: LAST_ASCII + 1 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[A-Z]/.test(char) ? UPPER : /[a-z0-9]/.test(char) ? LATIN : NONE;
});

function isUpper(code) {
  return SCRIPTS[code] === UPPER;
}

function isLower(code) {
  return code >= 97 && code <= 122;
}

// What ends a name: the _ of add_, not that of no_grad or __init__.
const LAST_BAR = /[A-Za-z0-9]_(?![A-Za-z0-9_])/y;

export function isLastBar(text, at) {
  LAST_BAR.lastIndex = at - 1;
  return at > 0 && LAST_BAR.test(text);
}

// A plus belongs to the letter before it: C++.
function findScript(code, before) {
  if (code <= LAST_ASCII) return code === PLUS && before === LATIN ? LATIN : SCRIPTS[code];
  if (isSyllable(code) || (code >= 0x3131 && code <= 0x318e)) return HANGUL;
  return OTHER_LETTER.test(String.fromCharCode(code)) ? LATIN : NONE;
}

// Whether a capital begins a part of a name: the L of noLoss and of MSELoss, not the S of MSE.
function isHump(text, at) {
  if (!isUpper(text.charCodeAt(at))) return false;
  return !isUpper(text.charCodeAt(at - 1)) || isLower(text.charCodeAt(at + 1));
}

// The text, one of `INSIDE`, `PART`, `WORD` for each of its characters, and where each stood.
export function fold(text) {
  const folded = makeFolded(text.length);
  foldText(folded, text);
  const [starts, places] = [folded.starts, folded.places].map((list) => [...list.subarray(0, folded.length)]);
  return { text: readCodes(folded), starts, places };
}

let scratch; // one for all short texts

// The folded text alone.
export function squeeze(text) {
  scratch ??= makeFolded(text.length);
  scratch.length = 0;
  foldText(scratch, text);
  return readCodes(scratch);
}

// Room for so many characters, and for more of them where they are taken apart.
function makeFolded(size) {
  const lists = { codes: new Uint16Array(size), starts: new Uint8Array(size), places: new Int32Array(size) };
  return { ...lists, length: 0, before: NONE, edge: WORD };
}

function foldText(folded, text) {
  folded.before = NONE;
  folded.edge = WORD;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BAR && isLastBar(text, at)) addCharacter(folded, code, at);
    else if (code <= LAST_ASCII || isSyllable(code)) foldCharacter(folded, text, at, code);
    else for (const char of text[at].normalize("NFKC")) foldCharacter(folded, text, at, char.charCodeAt(0));
  }
}

function foldCharacter(folded, text, at, code) {
  const found = findScript(code, folded.before);
  const script = found === UPPER ? LATIN : found;
  if (script === NONE) folded.edge = Math.max(folded.edge, code === BAR ? PART : WORD);
  else {
    if (folded.before !== NONE && folded.before !== script) folded.edge = WORD;
    if (found === UPPER && folded.edge === INSIDE && isHump(text, at)) folded.edge = PART;
    addCharacter(folded, found === UPPER ? code + 32 : lower(code), at);
  }
  folded.before = script;
}

function lower(code) {
  return code <= LAST_ASCII || isSyllable(code)
    ? code
    : String.fromCharCode(code).toLowerCase().charCodeAt(0);
}

function addCharacter(folded, code, at) {
  if (folded.length === folded.codes.length) widen(folded);
  folded.codes[folded.length] = code;
  folded.starts[folded.length] = folded.edge;
  folded.places[folded.length] = at;
  folded.length += 1;
  folded.edge = INSIDE;
}

function widen(folded) {
  const wider = makeFolded(2 * folded.length + 16);
  for (const name of ["codes", "starts", "places"]) {
    wider[name].set(folded[name]);
    folded[name] = wider[name];
  }
}

const MOST_AT_ONCE = 4096; // arguments of a call

function readCodes({ codes, length }) {
  const parts = [];
  for (let at = 0; at < length; at += MOST_AT_ONCE) {
    parts.push(String.fromCharCode.apply(null, codes.subarray(at, Math.min(length, at + MOST_AT_ONCE))));
  }
  return parts.join("");
}

// What English adds to a word, and words that say nothing of what is looked for.

const INFLECTIONS = new Set("s es d ed ing r er rs ers e ly".split(" "));
const NOUN_ENDINGS = new Set("ion ions ation ations".split(" "));
export const FILLERS = new Set(
  (
    "a an the of in on at to for from by with without and or is are be was do does did " +
    "how what why when which where " +
    "can should could would i my me it its this that there not no vs versus use using make get do doing " +
    "way want need trying please example properly correctly simply pytorch " +
    "we you your they their works work working while so if but about really just explain understand " +
    "파이토치 알려줘 뭔가요 인가요 되나요 할까 하려면 쓰는 쓰는법 만드는법 제대로 " +
    "법 방법 하는 하는법 하기 하나요 어떻게 무엇 뭐 왜 및 또는 그리고 대한 위한 위해 통해 있는 없는 경우 때 것 수 하고 하면 " +
    "사용 사용법 사용하기 예제 예시 코드 있 없 싶 싶어 쓰 " +
    "해결 해결법 해결하기 해결방법 뜻 의미 이유 원인 질문 관련 좀 그냥 싶은데 되는 되게 하려고 해야 " +
    "써 쓸 쓸때 할 할때 뭐가 뭐야 뭔지 무슨 어떤 얼마나 대신 같이 보려면 싶으면 싶은 해줘 안됨 안돼 안되는 안될때 " +
    "tensorflow keras 텐서플로 텐서플로우 케라스"
  ).split(" "),
);

// Whether the rest of a word changes nothing of what it is about: clip, clips, clipped, clipping.
function isInflection(rest, stem) {
  if (NOUN_ENDINGS.has(rest)) return stem.length > 3;
  if (INFLECTIONS.has(rest)) return stem.length > 2;
  const last = stem[stem.length - 1];
  return rest[0] === last && INFLECTIONS.has(rest.slice(1)) && stem.length > 2;
}

// What a word is a form of, without itself: "saving" gives "sav", which is found in save and saved.
export function findEnglishStems(word) {
  if (!/^[a-z]{4,}$/.test(word)) return [];
  const stems = new Set();
  const cut = (ending, least = 3) => {
    if (word.endsWith(ending) && word.length - ending.length >= least)
      stems.add(word.slice(0, -ending.length));
  };
  if (word.endsWith("ies")) stems.add(`${word.slice(0, -3)}y`);
  if (!/(ss|us|is)$/.test(word)) cut("s");
  for (const ending of ["es", "ing", "ed", "er", "ers", "e"]) cut(ending);
  for (const ending of ["ation", "ion", "ism"]) cut(ending, 4);
  for (const stem of [...stems]) if (/([^aeiousl])\1$/.test(stem)) stems.add(stem.slice(0, -1));
  return [...stems];
}

// One kind of text of all documents, folded and joined, to be looked through in one go.

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
  const starts = folded.starts.slice(0, text.length);
  return { text, starts, ends, owners, ...linkText(text, starts) };
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

// Where three letters stand beside each other, and where words and their parts begin, by their first letter.
function linkText(text, starts) {
  return {
    triples: linkPlaces(text.length - TRIPLE + 1, (at) => hashTriple(text, at)),
    heads: linkPlaces(text.length, (at) => (starts[at] === INSIDE ? -1 : text.charCodeAt(at))),
  };
}

// The places of a needle, in the order of the text. One that is too short to say anything inside a word is
// looked for where words begin.
function findPlaces({ text, triples, heads }, needle) {
  if (needle.length >= TRIPLE) return checkPlaces(text, needle, triples, findRarest(triples, needle));
  if (!saysInside(needle)) return checkPlaces(text, needle, heads, { hash: needle.charCodeAt(0), offset: 0 });
  const found = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) found.push(at);
  return found;
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
export function rateHit(field, at, needle) {
  const { text, starts } = field;
  const end = at + needle.length;
  const isHangul = isSyllable(needle.charCodeAt(needle.length - 1));
  if (starts[at] === INSIDE) return saysInside(needle) ? rateInside(field, at, end) : 0;
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

// Inside a word two syllables or four letters say something.
function saysInside(needle) {
  return needle.length >= (isSyllable(needle.charCodeAt(needle.length - 1)) ? 2 : 4);
}

// And not beyond the word.
function rateInside(field, at, end) {
  for (let place = at + 1; place < end; place += 1) if (field.starts[place] !== INSIDE) return 0;
  return field.starts[end] === INSIDE ? 0.15 : 0.25;
}
