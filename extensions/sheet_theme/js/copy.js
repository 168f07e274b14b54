// What the buttons of sphinx-copybutton lack: a name, the note of a row, the copying of several rows, and
// a word to everyone of how it went.

import { listenForCopies } from "#sheet_web/clipboard.js";
import { make } from "#sheet_web/dom.js";
import { icons, makeIcon } from "#sheet_web/icons.js";
import { words } from "#sheet_web/words.js";
import { readRow, writeParts } from "./row_texts.js";
import { settings } from "./settings.js";
import { say } from "./status.js";

let count = 0; // of the texts that have ids of their own

function writeRow(row) {
  return writeChosen(readRow(row));
}

// With the note, where the reader wants notes.
export function writeChosen({ code, note }) {
  return writeParts({ code, note: settings.notes ? note : "" });
}

export function joinRows(rows) {
  return rows.map(writeRow).join("\n\n");
}

// A row that came later gets the button that the others have: one listener serves all.
export function addCopyButton(row) {
  const button = make("button", { type: "button", className: "copybtn" }, makeIcon(icons.copy));
  row.querySelector(".entry-tools").prepend(row.querySelector(".copybtn") ?? button);
  aimCopyButton(row);
}

// It copies the text of an element: of the row's code, or of one that is not shown, with the note.
export function aimCopyButton(row) {
  row.querySelector(".copied")?.remove();
  if (settings.notes) row.append(make("div", { className: "copied", hidden: true }, writeRow(row)));
  const copied = row.querySelector(settings.notes ? ".copied" : "pre");
  if (!copied.id) copied.id = `copied-${++count}`;
  row.querySelector(".copybtn").dataset.clipboardTarget = `#${copied.id}`;
}

export function nameCopyButton(button) {
  button.classList.add("copy");
  button.title = words.copy;
  button.setAttribute("aria-label", `${words.copy}: ${findName(button)}`);
}

// A row is called there as in its link, other code by its first line.
function findName(button) {
  const row = button.closest(".entry");
  return row ? readName(row) : button.previousElementSibling.textContent.split("\n", 1)[0];
}

/**
 * What a row is called where notes alone don't tell: its note, with its place where another has the same.
 * @param {any} row
 */
export function readName(row) {
  return row.querySelector(".entry-tools").dataset.name;
}

// The names of rows, and their links by these; `all` are the rows that they are told apart from.
export function nameRows(rows, all) {
  const seen = new Set();
  const shared = new Set();
  for (const row of all) {
    const { note } = readRow(row);
    (seen.has(note) ? shared : seen).add(note);
  }
  for (const row of rows) {
    const { note } = readRow(row);
    const name = shared.has(note) ? `${note} (${row.id})`.trim() : note;
    row.querySelector(".entry-tools").dataset.name = name;
    const link = row.querySelector(".entry-link");
    link.title = words.link;
    link.setAttribute("aria-label", `${words.link}: ${name}`);
  }
}

export function nameOutput(output) {
  const summary = output.firstElementChild;
  summary.setAttribute("aria-label", `${summary.textContent}: ${readName(output.closest(".entry"))}`);
}

export function tellOfCopy(button, isCopied) {
  say(isCopied ? words.copied : words.copyFailed);
  button.classList.toggle("success", isCopied);
  setTimeout(() => button.classList.remove("success"), 1500);
}

listenForCopies(".copybtn", tellOfCopy);
