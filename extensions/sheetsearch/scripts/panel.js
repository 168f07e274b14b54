// The search over any page: a dialog with results as the reader types.
"use strict";

const MOST_IN_PANEL = 20;

let panel = null;

function openPanel(load, root, query) {
  panel ??= makePanel(load, root);
  if (!panel.dialog.open) panel.dialog.showModal();
  if (query) panel.input.value = query;
  panel.input.select();
  panel.update();
}

function makePanel(load, root) {
  const input = make("input", {
    type: "search",
    placeholder: words.hint,
    autocomplete: "off",
    spellcheck: false,
    attributes: { "aria-label": words.search, "aria-describedby": "search-panel-status", enterkeyhint: "search" },
  });
  const said = { id: "search-panel-status", className: "search-status", attributes: { role: "status" } };
  const status = make("p", said);
  const list = make("ol", { className: "search-list" });
  const close = make("button", { type: "button", className: "search-close", textContent: words.close });
  const form = make("form", { className: "search-form", attributes: { role: "search" } }, input, close);
  const named = { className: "search-panel", attributes: { "aria-label": words.search } };
  const dialog = make("dialog", named, form, status, list);
  document.body.append(dialog);
  const update = () => updatePanel({ load, root, input, status, list, update });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => moveInPanel(event, input, list));
  list.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
  input.addEventListener("keydown", keepEnterOfComposition);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  input.addEventListener("input", update);
  return { dialog, input, update };
}

function updatePanel({ load, root, input, status, list, update }) {
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
  answer(load, () => input.value === query, show).catch(() => status.replaceChildren(words.failed));
}

// Enter that ends a syllable opens nothing. Safari ends the composition before it says so: 229.
function keepEnterOfComposition(event) {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
}

// Arrows go from the box through the results and back; a letter typed on a result goes to the box.
function moveInPanel(event, input, list) {
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
