// The two places of the search: a dialog over any page, and a page of its own.

import { make } from "#sheet_web/dom.js";
import { words } from "#sheet_web/words.js";
import { listenForResults, showAnswers } from "./results.js";
import { createSearch } from "./search.js";

// One engine for the page, asked anew when more of the texts is there.

const PATIENCE = 200; // milliseconds to wait for the whole texts before showing what there is

/**
 * `ready` is settled when queries can be answered, `whole` when nothing more will come.
 * @typedef {{ engine: ReturnType<typeof createSearch> | null, ready: Promise<void>, whole: Promise<void> }} Session
 * @typedef {(name: string) => Promise<unknown>} Load
 */

/** @type {Session | null} */
let session = null;

/** @param {Load} load */
function startSession(load) {
  session ??= makeSession(load);
  return session;
}

/**
 * @param {Load} load
 * @returns {Session}
 */
function makeSession(load) {
  const ready = Promise.all([load("glossary"), load("data")]).then(() => {
    started.engine = createSearch(globalThis.sheetData, globalThis.sheetGlossary);
  });
  const whole = Promise.all([ready, load("texts")]).then(async () => {
    const steps = started.engine?.addRestInSteps(globalThis.sheetTexts) ?? [];
    for (const step of steps) await new Promise((resolve) => setTimeout(resolve, 0, step));
  });
  /** @type {Session} */
  const started = { engine: null, ready, whole };
  for (const promise of [ready, whole]) promise.catch(() => (session = null));
  return started;
}

// Answer now if all texts are there or late, and again when they have come: but not below the hands of a reader
// who has gone to the results.
async function answer(load, list, isAsked, show) {
  list.setAttribute("aria-busy", "true");
  try {
    const started = startSession(load);
    await started.ready;
    const soon = new Promise((resolve) => setTimeout(resolve, PATIENCE, "late"));
    const isLate = (await Promise.race([started.whole, soon])) === "late";
    if (isLate && isAsked()) show(started.engine);
    await started.whole;
    const isRead = isLate && list.contains(document.activeElement);
    if (isAsked() && !isRead) show(started.engine);
  } finally {
    if (isAsked()) list.removeAttribute("aria-busy");
  }
}

// The search over any page: a dialog with results as the reader types.

const MOST_IN_PANEL = 20;

/** @type {(() => void) | undefined} */
let updateDialog;

/**
 * Give the dialog what it lacks, once, and answer what its box holds.
 * @param {Load} load
 * @param {string} root
 * @param {HTMLDialogElement} dialog with a form, which holds the box
 */
export function furnishPanel(load, root, dialog) {
  listenForResults();
  updateDialog ??= furnish(load, root, dialog);
  updateDialog();
}

function furnish(load, root, dialog) {
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  Object.assign(input, { placeholder: words.hint, autocomplete: "off", spellcheck: false });
  const attributes = { "aria-describedby": "search-panel-status", enterkeyhint: "search" };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  const said = { id: "search-panel-status", className: "search-status", attributes: { role: "status" } };
  const status = make("p", said);
  const list = make("ol", { className: "search-list" });
  const close = make("button", { type: "button", className: "search-close", textContent: words.close });
  form.append(close);
  dialog.append(status, list);
  const update = () => updatePanel({ load, root, input, status, list, update });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => moveInPanel(event, input, list));
  list.addEventListener(
    "click",
    (event) => /** @type {Element} */ (event.target).closest("a") && dialog.close(),
  );
  input.addEventListener("keydown", keepEnterOfComposition);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  input.addEventListener("input", update);
  return update;
}

export function updatePanel({ load, root, input, status, list, update }) {
  const query = input.value;
  const ask = (term) => {
    input.value = term;
    input.focus();
    update();
  };
  const more = `${root}search.html?q=${encodeURIComponent(query)}`;
  const asked = { query, root, most: MOST_IN_PANEL, ask, more };
  const show = (engine) => showAnswers({ status, list }, { engine, ...asked });
  if (!session?.engine) status.replaceChildren(words.loading);
  answer(load, list, () => input.value === query, show).catch(() => status.replaceChildren(words.failed));
}

// Enter that ends a syllable opens nothing. Safari ends the composition before it says so: 229.
export function keepEnterOfComposition(event) {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
}

// Arrows go from the box through the results and back; a letter typed on a result goes to the box.
export function moveInPanel(event, input, list) {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
  else if (event.key === "ArrowUp") (links[at - 1] ?? input).focus();
  else {
    if (at >= 0 && event.key.length === 1 && event.key !== " ") input.focus();
    return;
  }
  event.preventDefault();
}

// The page of the search: the query stands in its address.

export function showPage(load, root) {
  listenForResults();
  const input = /** @type {HTMLInputElement} */ (document.getElementById("search-query"));
  const status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
  const list = /** @type {HTMLElement} */ (document.getElementById("search-results"));
  const base = root === new URL(".", location.href).href ? "" : root;
  const readAddress = () => new URLSearchParams(location.search).get("q") ?? "";
  const update = () => {
    const query = input.value;
    const ask = (term) => {
      input.value = term;
      keepQuery(term);
      update();
    };
    const show = (engine) =>
      showAnswers({ status, list }, { engine, query, root: base, most: Infinity, ask, more: "" });
    answer(load, list, () => input.value === query, show).catch(() => status.replaceChildren(words.failed));
  };
  input.addEventListener("input", () => {
    keepQuery(input.value);
    update();
  });
  input.addEventListener("keydown", keepEnterOfComposition);
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.focus();
  });
  addEventListener("popstate", () => {
    input.value = readAddress();
    update();
  });
  input.value = readAddress() || input.value;
  update();
}

// In the address, without a step of the browser's history for every letter.
function keepQuery(query) {
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
}
