// Load the search when the reader first reaches for it: on every page, as small as can be.

import { onAsked } from "#sheet_web/contracts.js";
import { findOwnAddress, loadScript, loadStyles } from "#sheet_web/scripts.js";
import { words } from "#sheet_web/words.js";
import { files } from "./files.js";

const folder = findOwnAddress();
const root = new URL("../", folder).href; // the folder of the language
const loads = new Map();
/** @type {HTMLDialogElement | undefined} */
let panel;

// A script of the search, or its styles, by its name in `files`, once.
function load(name) {
  const address = new URL(files[name], folder).href;
  if (!loads.has(name)) loads.set(name, name === "styles" ? loadStyles(address) : loadScript(address));
  return loads.get(name);
}

function loadAll() {
  for (const name of Object.keys(files)) load(name).catch(() => loads.delete(name));
}

// On the pages that have one their own box; elsewhere a panel, which is there at once: what is typed until the
// engine comes were lost otherwise, or taken for keys of the page.
function openSearch(query) {
  const own = document.getElementById("search-query");
  if (!own) openPanel(query);
  else {
    fillBox(own, query);
    if (query) own.dispatchEvent(new Event("input"));
  }
}

function fillBox(box, query) {
  if (query) box.value = query;
  box.focus();
  box.select();
}

// Without its scripts the search is a link to its page.
async function openPanel(query) {
  panel ??= makePanel();
  if (!panel.open) panel.showModal();
  const box = /** @type {HTMLInputElement} */ (panel.querySelector("input"));
  fillBox(box, query);
  loadAll();
  try {
    await load("engine");
    globalThis.sheetSearch.furnishPanel(load, root, panel);
  } catch {
    location.href = `${root}search.html?q=${encodeURIComponent(box.value)}`;
  }
}

// Its form leads to the page of the search for who is faster than the engine.
function makePanel() {
  const dialog = Object.assign(document.createElement("dialog"), { className: "search-panel" });
  const address = { className: "search-form", action: `${root}search.html` };
  const form = Object.assign(document.createElement("form"), address);
  const box = Object.assign(document.createElement("input"), { type: "search", name: "q" });
  form.setAttribute("role", "search");
  for (const element of [dialog, box]) element.setAttribute("aria-label", words.search);
  form.append(box);
  dialog.append(form);
  document.body.append(dialog);
  return dialog;
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
