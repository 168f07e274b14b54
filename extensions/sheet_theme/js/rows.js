// The rows of a page: the button of each, one for all of them, their turn for keys, the switch for outputs.

import { listenForCopies } from "#sheet_web/clipboard.js";
import { onAsked } from "#sheet_web/contracts.js";
import { findAll, whenRead } from "#sheet_web/dom.js";
import { addCopyButton, aimCopyButton, nameCopyButton, nameOutput, nameRows, tellOfCopy } from "./copy.js";
import { addProgramButton, joinWithImports } from "./programs.js";
import { changeSetting, onSettingChange, settings } from "./settings.js";

/** @param {ParentNode | null} within */
export function findRows(within = document) {
  return within ? findAll(".entry", within) : [];
}

function addCopyButtons(part) {
  nameRows(findRows(part), findRows());
  findRows(part).forEach(addCopyButton);
  findRows(part).forEach(addProgramButton);
  findAll(".copybtn", part).forEach(nameCopyButton);
}

function showOutputs(within) {
  for (const output of findAll(".entry-output", within)) output.toggleAttribute("open", settings.outputs);
}

function showSwitch() {
  document.querySelector('[data-do="outputs"]')?.setAttribute("aria-pressed", String(settings.outputs));
}

function switchOutputs() {
  changeSetting("outputs", !settings.outputs);
  showSwitch();
  showOutputs(document);
}

function prepareRows(part) {
  addCopyButtons(part);
  findAll(".entry-output", part).forEach(nameOutput);
  takeTurns(part);
  if (settings.outputs) showOutputs(part);
}

// In the order of Tab a block is one stop: the tools of the row that had the focus last, else of the
// first that is shown. From row to row lead the arrow keys.
export function takeTurns(part) {
  for (const block of findAll(".entries", part)) {
    const rows = findRows(block).filter((row) => !row.hidden);
    giveTurn(rows.find((row) => row.querySelector('.entry-tools > [tabindex="0"]')) ?? rows[0]);
  }
}

function giveTurn(row) {
  if (!row) return;
  for (const tool of findAll(".entry-tools > *", row.parentElement))
    tool.tabIndex = row.contains(tool) ? 0 : -1;
}

showSwitch();
// After sphinx-copybutton, which waits for the same.
whenRead(() => prepareRows(document));
onAsked("rows", prepareRows);
document.addEventListener("focusin", ({ target }) =>
  giveTurn(/** @type {Element} */ (target).closest(".entry")),
);
onSettingChange(() => findRows().forEach(aimCopyButton));
listenForCopies('[data-do="copy"]', tellOfCopy, () =>
  joinWithImports(findRows().filter((row) => row.checkVisibility())),
);
document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest('[data-do="outputs"]');
  if (button) switchOutputs();
});
