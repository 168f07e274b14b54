// Load the search when the reader first reaches for it: on every page, as small as can be.

import { onAsked } from "#sheet_web/contracts.js";
import { findOwnAddress, loadScript, loadStyles } from "#sheet_web/scripts.js";
import { files } from "./files.js";

const folder = findOwnAddress();
const root = new URL("../", folder).href; // the folder of the language
const loads = new Map();

// A script of the search, or its styles, by its name in `files`, once.
function load(name) {
  const address = new URL(files[name], folder).href;
  if (!loads.has(name)) loads.set(name, name === "styles" ? loadStyles(address) : loadScript(address));
  return loads.get(name);
}

function loadAll() {
  for (const name of Object.keys(files)) load(name).catch(() => loads.delete(name));
}

// On the page of the search its own box. Without its scripts the search is a link to that page.
async function openSearch(query) {
  const box = document.getElementById("search-query");
  if (box) focusBox(box, query);
  else {
    loadAll();
    try {
      await load("engine");
      globalThis.sheetSearch.openPanel(load, root, query);
    } catch {
      location.href = `${root}search.html?q=${encodeURIComponent(query)}`;
    }
  }
}

function focusBox(box, query) {
  if (query) {
    box.value = query;
    box.dispatchEvent(new Event("input"));
  }
  box.focus();
  box.select();
}

function findOpener(event) {
  return event.target.closest?.("a.search-open");
}

document.addEventListener("keydown", (event) => {
  const isOurs = event.code === "KeyK" && (event.ctrlKey || event.metaKey);
  if (!isOurs || event.shiftKey || event.altKey || event.isComposing) return;
  event.preventDefault();
  openSearch("");
});
document.addEventListener("click", (event) => {
  if (!findOpener(event) || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  openSearch("");
});
onAsked("search", (query) => openSearch(String(query ?? "")));
onAsked("terms", (take) =>
  load("glossary").then(
    () => take(globalThis.sheetGlossary),
    () => loads.delete("glossary"),
  ),
);
for (const reach of ["pointerover", "focusin"]) {
  document.addEventListener(reach, (event) => findOpener(event) && loadAll());
}
if (document.getElementById("search-results")) {
  loadAll();
  load("engine").then(() => globalThis.sheetSearch.showPage(load, root));
} else {
  document.getElementById("search-query")?.addEventListener("focus", startHome, { once: true });
}

// The field of the home page; without its scripts it leads to the page of the search.
function startHome() {
  loadAll();
  load("engine").then(
    () => globalThis.sheetSearch.showHome(load, root),
    () => {},
  );
}
