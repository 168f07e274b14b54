// Text as it is matched: lower case, without blanks and signs, and where its words begin.

import { isSyllable } from "./korean.js";

// How a place begins a word: not at all, inside a name (noGrad, no_grad), or after a gap.
export const INSIDE = 0;
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

// The same, where a bar and a plus are not plain either.
const PLAIN = SCRIPTS.map((script, code) => (code === BAR || code === PLUS ? UPPER : script));

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
export function makeFolded(size) {
  const lists = { codes: new Uint16Array(size), starts: new Uint8Array(size), places: new Int32Array(size) };
  return { ...lists, length: 0, before: NONE, edge: WORD };
}

export function foldText(folded, text) {
  folded.before = NONE;
  folded.edge = WORD;
  for (let at = foldPlain(folded, text, 0); at < text.length; at = foldPlain(folded, text, at + 1)) {
    const code = text.charCodeAt(at);
    if (code === BAR && isLastBar(text, at)) addCharacter(folded, code, at);
    else if (code <= LAST_ASCII || isSyllable(code)) foldCharacter(folded, text, at, code);
    else for (const char of text[at].normalize("NFKC")) foldCharacter(folded, text, at, char.charCodeAt(0));
  }
}

// What most texts consist of, small letters, digits, syllables and signs, as far as there is room for them: as
// `foldCharacter` does it, ten times as fast. Where it ends.
function foldPlain(folded, text, start) {
  const { codes, starts, places } = folded;
  let { length, before, edge } = folded;
  const end = Math.min(text.length, start + codes.length - length);
  let at = start;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    const script = code <= LAST_ASCII ? PLAIN[code] : isSyllable(code) ? HANGUL : UPPER;
    if (script === UPPER) break;
    if (script === NONE) edge = WORD;
    else {
      codes[length] = code;
      starts[length] = before !== NONE && before !== script ? WORD : edge;
      places[length] = at;
      length += 1;
      edge = INSIDE;
    }
    before = script;
  }
  Object.assign(folded, { length, before, edge });
  return at;
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

export function addCharacter(folded, code, at) {
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

export function readCodes({ codes, length }) {
  const parts = [];
  for (let at = 0; at < length; at += MOST_AT_ONCE) {
    parts.push(String.fromCharCode.apply(null, codes.subarray(at, Math.min(length, at + MOST_AT_ONCE))));
  }
  return parts.join("");
}
