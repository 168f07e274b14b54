// Text as it is matched: lower case, without blanks and signs, and where its words begin.
"use strict";

// How a place begins a word: not at all, inside a name (noGrad, no_grad), or after a gap.
const INSIDE = 0;
const PART = 1;
const WORD = 2;

const OTHER_LETTER = /[\p{L}\p{N}]/u;
const BAR = 95; // "_"

function isDigit(code) {
  return code >= 48 && code <= 57;
}

function isUpper(code) {
  return code >= 65 && code <= 90;
}

function isLower(code) {
  return code >= 97 && code <= 122;
}

// What ends a name: the _ of add_, not that of no_grad or __init__.
const LAST_BAR = /[A-Za-z0-9]_(?![A-Za-z0-9_])/y;

function isLastBar(text, at) {
  LAST_BAR.lastIndex = at - 1;
  return at > 0 && LAST_BAR.test(text);
}

// "gap" for what is dropped, else the script. A plus belongs to the letter before it: C++.
function findScript(char, before) {
  const code = char.charCodeAt(0);
  if (isLower(code) || isUpper(code) || isDigit(code)) return "latin";
  if (isSyllable(code) || (code >= 0x3131 && code <= 0x318e)) return "hangul";
  if (char === "+" && before === "latin") return "latin";
  return code > 127 && OTHER_LETTER.test(char) ? "latin" : "gap";
}

// Whether a capital begins a part of a name: the L of noLoss and of MSELoss, not the S of MSE.
function isHump(text, at) {
  if (!isUpper(text.charCodeAt(at))) return false;
  return !isUpper(text.charCodeAt(at - 1)) || isLower(text.charCodeAt(at + 1));
}

// The text, one of `INSIDE`, `PART`, `WORD` for each of its characters, and where each stood.
function fold(text) {
  const folded = { text: "", starts: [], places: [], before: "gap", edge: WORD };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BAR && isLastBar(text, at)) addCharacter(folded, "_", at);
    else if (code < 128 || isSyllable(code)) foldCharacter(folded, text, at, text[at]);
    else for (const char of text[at].normalize("NFKC")) foldCharacter(folded, text, at, char);
  }
  return folded;
}

function foldCharacter(folded, text, at, char) {
  const script = findScript(char, folded.before);
  if (script === "gap") folded.edge = Math.max(folded.edge, char === "_" ? PART : WORD);
  else {
    if (folded.before !== "gap" && folded.before !== script) folded.edge = WORD;
    if (folded.edge === INSIDE && isHump(text, at)) folded.edge = PART;
    addCharacter(folded, char.toLowerCase()[0], at);
  }
  folded.before = script;
}

function addCharacter(folded, char, at) {
  folded.text += char;
  folded.starts.push(folded.edge);
  folded.places.push(at);
  folded.edge = INSIDE;
}
