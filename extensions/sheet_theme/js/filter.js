// Show the entries that match what is typed: code, notes and names, spaces or none, initial consonants.

import { ask } from "#sheet_web/contracts.js";
import { findAll } from "#sheet_web/dom.js";
import { initials, isInitials, normalize, spell, splitPairs } from "#sheet_web/hangul.js";
import { words } from "#sheet_web/words.js";
import { readRow } from "./row_texts.js";
import { findRows, takeTurns } from "./rows.js";

export const filter = /** @type {HTMLInputElement | null} */ (document.getElementById("filter"));
const glossary = new Map(); // a term without spaces to all the terms of its row
let glossaryIsAsked = false;
const haystacks = new Map(); // a row to what is looked for in it

function loadGlossary() {
  if (glossaryIsAsked) return;
  glossaryIsAsked = true;
  ask("terms", (rows) => {
    for (const terms of rows) {
      const plain = terms.map(squeeze);
      for (const term of plain) glossary.set(term, [...(glossary.get(term) || []), ...plain]);
    }
    applyFilter();
  });
}

function squeeze(text) {
  return normalize(text).replace(/[\s_]+/g, "");
}

function readHaystack(row) {
  if (!haystacks.has(row)) {
    const { code, note } = readRow(row);
    const text = squeeze(`${row.id} ${code} ${note}`);
    haystacks.set(row, { text, initials: initials(text), keys: "" });
  }
  return haystacks.get(row);
}

// What of a row shows that it holds a word. An open one is Hangul that is still being typed: its keys begin
// those of a word in the row, or of a term of the glossary.
function readWord(word, isOpen) {
  if (isInitials(word)) return { heads: splitPairs(word), texts: [], keys: "" };
  const keys = isOpen ? spell(word) : "";
  const terms = isOpen ? [...glossary.keys()].filter((term) => spell(term).startsWith(keys)) : [word];
  return { heads: "", texts: [word, ...terms.flatMap((term) => glossary.get(term) ?? [])], keys };
}

function holdsWord(haystack, { heads, texts, keys }) {
  if (heads) return haystack.initials.includes(heads);
  if (texts.some((text) => haystack.text.includes(text))) return true;
  if (keys) haystack.keys ||= spell(haystack.text);
  return keys && haystack.keys.includes(keys);
}

// The rows that hold a query as one word, or all its words; `isOpen` is the last one.
function findMatches(rows, query, isOpen) {
  const typed = normalize(query).split(/\s+/).filter(Boolean);
  const words = typed.map((word, place) => readWord(word, isOpen && place === typed.length - 1));
  const whole = readWord(squeeze(query), isOpen);
  return rows.filter((row) => {
    const haystack = readHaystack(row);
    return holdsWord(haystack, whole) || words.every((word) => holdsWord(haystack, word));
  });
}

function applyFilter() {
  const query = filter?.value.trim() ?? "";
  const rows = findRows();
  let found = query ? findMatches(rows, query, false) : rows;
  if (!found.length && /[ㄱ-힣]$/.test(query)) found = findMatches(rows, query, true);
  const shown = new Set(found);
  for (const row of rows) row.hidden = !shown.has(row);
  document.body.classList.toggle("filtering", query !== "");
  for (const part of findAll("main section, .entries"))
    part.hidden = query !== "" && !part.querySelector(".entry:not([hidden])");
  takeTurns(document);
  showCount(query, found.length);
}

function showCount(query, count) {
  const found = count === 1 ? words.foundOne : words.found.replace("%s", count);
  const said = query ? (count ? found : words.foundNone) : "";
  document.querySelector(".found")?.replaceChildren(said);
}

export function clearFilter() {
  if (filter) filter.value = "";
  applyFilter();
}

export function startFilter(query) {
  if (!filter) return;
  filter.value = query;
  applyFilter();
  prepareFilter();
}

export function searchAll(query) {
  ask("search", query);
}

function prepareFilter() {
  loadGlossary();
  ask("everything", applyFilter);
}

filter?.addEventListener("focus", prepareFilter);
filter?.addEventListener("input", applyFilter);
if (filter?.value) startFilter(filter.value); // the browser kept it when the reader came back
