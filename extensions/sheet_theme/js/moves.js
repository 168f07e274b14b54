// Arrow keys go from row to row, J and K from wherever the reader is; Enter copies the row.

import { filter, searchAll } from "./filter.js";
import { findCopyButton } from "./programs.js";
import { findRows } from "./rows.js";

function listVisibleRows() {
  return findRows().filter((row) => !row.hidden);
}

function focusRow(row) {
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

// From the filter down to the first row, from the first row up to the filter.
function moveFrom(element, step) {
  const rows = listVisibleRows();
  const at = rows.indexOf(element.closest(".entry"));
  if (at + step >= 0 && rows[at + step]) focusRow(rows[at + step]);
  else if (step < 0) filter?.focus();
}

// Where no row has the focus, to the first that begins on the screen.
export function goToRow(step) {
  const { activeElement } = document;
  if (activeElement?.closest(".entry")) moveFrom(activeElement, step);
  else {
    const row = listVisibleRows().find((seen) => seen.getBoundingClientRect().top >= 0);
    if (row) focusRow(row);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const { key, shiftKey } = event;
  if (shiftKey && key !== "Enter") return;
  const target = /** @type {HTMLElement} */ (event.target);
  if (!target.closest?.(".entry") && target !== filter) return;
  if (key === "ArrowDown" || key === "ArrowUp") moveFrom(target, key === "ArrowDown" ? 1 : -1);
  else if (key === "Enter" && (target === filter || target.matches(".entry"))) chooseRow(target, shiftKey);
  else return;
  event.preventDefault();
});

function chooseRow(target, isOther) {
  const row = target.closest(".entry") || listVisibleRows()[0];
  if (row && (target !== filter || filter?.value.trim())) findCopyButton(row, isOther)?.click();
  else if (!row) searchAll(filter?.value.trim() ?? "");
}
