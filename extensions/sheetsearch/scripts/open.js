// Load the search when the reader first reaches for it: on every page, as small as can be.
"use strict";

const folder = document.currentScript.src;
const root = new URL("../", folder).href; // the folder of the language
const loads = new Map();

// A script of the search by its name in `words`, once.
function load(name) {
  if (!loads.has(name)) loads.set(name, loadScript(new URL(words[name], folder).href));
  return loads.get(name);
}

function loadScript(src) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src, onload: resolve });
    script.onerror = () => reject(new Error(src));
    document.head.append(script);
  });
}

function loadStyles() {
  if (document.getElementById("search-styles")) return;
  const link = document.createElement("link");
  const href = new URL(words.styles, folder).href;
  document.head.append(Object.assign(link, { id: "search-styles", rel: "stylesheet", href }));
}

function loadAll() {
  loadStyles();
  for (const name of ["engine", "glossary", "data", "texts"]) load(name).catch(() => loads.delete(name));
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
document.addEventListener("sheet:search", (event) => {
  event.preventDefault();
  openSearch(String(event.detail ?? ""));
});
for (const reach of ["pointerover", "focusin"]) {
  document.addEventListener(reach, (event) => findOpener(event) && loadAll());
}
if (document.getElementById("search-results")) {
  loadAll();
  load("engine").then(() => globalThis.sheetSearch.showPage(load, root));
}
