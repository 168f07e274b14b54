// Show the entries that match what is typed: code, notes and names, spaces or none, initial consonants.

const filter = document.getElementById("filter");
const glossary = new Map(); // a term without spaces to all the terms of its row
let haystacks = new Map(); // a row to what is looked for in it

function loadGlossary() {
  if (loadGlossary.done) return;
  loadGlossary.done = true;
  const script = make("script", { src: `${document.documentElement.dataset.root}_static/glossary.js` });
  script.addEventListener("load", () => {
    for (const terms of globalThis.sheetGlossary || []) {
      const plain = terms.map(squeeze);
      for (const term of plain) glossary.set(term, [...(glossary.get(term) || []), ...plain]);
    }
    if (filter.value) applyFilter();
  });
  document.head.append(script);
}

function squeeze(text) {
  return normalize(text).replace(/[\s_]+/g, "");
}

function readHaystack(row) {
  if (!haystacks.has(row)) {
    const { code, note } = readRow(row);
    const text = squeeze(`${row.id} ${code} ${note}`);
    haystacks.set(row, { text, initials: initials(text) });
  }
  return haystacks.get(row);
}

function matchWord({ text, initials: heads }, word) {
  if (isInitials(word)) return heads.includes(word);
  return text.includes(word) || (glossary.get(word) || []).some((term) => text.includes(term));
}

function matchQuery(haystack, query) {
  const joined = squeeze(query);
  if (matchWord(haystack, joined)) return true;
  return normalize(query).split(/\s+/).filter(Boolean).every((word) => matchWord(haystack, word));
}

function applyFilter() {
  const query = filter.value.trim();
  let count = 0;
  for (const row of findRows()) {
    row.hidden = query !== "" && !matchQuery(readHaystack(row), query);
    count += !row.hidden;
  }
  document.body.classList.toggle("filtering", query !== "");
  for (const part of document.querySelectorAll("main section, .entries"))
    part.hidden = query !== "" && !part.querySelector(".entry:not([hidden])");
  showCount(query, count);
}

function showCount(query, count) {
  const status = document.querySelector(".found");
  const found = count === 1 ? words.foundOne : words.found.replace("%s", count);
  status.textContent = query ? (count ? found : words.foundNone) : "";
}

function clearFilter() {
  filter.value = "";
  applyFilter();
}

function searchAll(query) {
  const asked = new CustomEvent("sheet:search", { detail: query, cancelable: true });
  if (document.dispatchEvent(asked))
    location.href = `${document.documentElement.dataset.root}search.html?q=${encodeURIComponent(query)}`;
}

filter?.addEventListener("focus", () => {
  loadGlossary();
  loadEverything().then(() => filter.value && applyFilter());
});
filter?.addEventListener("input", applyFilter);
if (filter?.value) applyFilter(); // the browser kept it when the reader came back
