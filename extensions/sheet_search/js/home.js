// The field of the home page: results below it as the reader types.

import { make } from "#sheet_web/dom.js";
import { keepEnterOfComposition, moveInPanel, updatePanel } from "./panel.js";
import { listenForResults } from "./results.js";

export function showHome(load, root) {
  const input = /** @type {HTMLInputElement} */ (document.getElementById("search-query"));
  const said = { id: "search-home-status", className: "search-status", attributes: { role: "status" } };
  const status = make("p", said);
  const list = make("ol", { className: "search-list" });
  const below = make("div", { className: "search-below", hidden: true }, status, list);
  const form = /** @type {HTMLFormElement} */ (input.form);
  const update = () => {
    below.hidden = !input.value.trim();
    if (!below.hidden) updatePanel({ load, root, input, status, list, update });
  };
  listenForResults();
  form.after(below);
  input.setAttribute("aria-describedby", status.id);
  input.addEventListener("input", update);
  input.addEventListener("keydown", keepEnterOfComposition);
  for (const part of [form, below]) {
    part.addEventListener("keydown", (event) => below.hidden || moveInPanel(event, input, list));
  }
  form.addEventListener("submit", (event) => {
    const first = list.querySelector("a");
    if (!first) return;
    event.preventDefault();
    first.click();
  });
  update();
}
