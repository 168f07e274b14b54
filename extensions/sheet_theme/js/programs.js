// The second way to copy a row: with all that it needs to run alone. What the reader chose for rows is the
// first way, by its place and by Enter.

import { listenForCopies } from "#sheet_web/clipboard.js";
import { make } from "#sheet_web/dom.js";
import { icons, makeIcon } from "#sheet_web/icons.js";
import { findProgram } from "#sheet_web/programs.js";
import { words } from "#sheet_web/words.js";
import { joinRows, readName, tellOfCopy, writeChosen } from "./copy.js";
import { readRow } from "./row_texts.js";
import { onSettingChange, settings } from "./settings.js";

// Matches the imports that a program begins with, not those further down.
const IMPORTS = /^(?:(?:import|from) .*\n)+/;

async function readProgram(row) {
  const { code, note } = readRow(row);
  const program = await findProgram(row.querySelector(".entry-link").href, code);
  return { above: program.above, own: writeChosen({ code: program.code, note }) };
}

/**
 * Rows below one another, below the imports that they use.
 * @param {Element[]} rows
 */
export async function joinWithImports(rows) {
  const programs = await Promise.all(rows.map(readProgram));
  const lines = programs.flatMap(({ above }) => (IMPORTS.exec(above)?.[0] ?? "").split("\n"));
  const imports = [...new Set(lines)].filter(Boolean).join("\n");
  return [imports, joinRows(rows)].filter(Boolean).join("\n\n");
}

export function addProgramButton(row) {
  if (row.querySelector(".program")) return;
  const attributes = { "aria-label": `${words.copyProgram}: ${readName(row)}`, "data-program": "" };
  const properties = { type: "button", className: "program", title: words.copyProgram, attributes };
  row.querySelector(".copybtn").after(make("button", properties, makeIcon(icons.program)));
}

// What Enter does, and with Shift the other.
export function findCopyButton(row, isOther) {
  return (
    row.querySelector(settings.programs === isOther ? ".copybtn" : ".program") ??
    row.querySelector(".copybtn")
  );
}

function showChoice() {
  document.documentElement.toggleAttribute("data-programs", settings.programs);
}

showChoice();
onSettingChange(showChoice);
listenForCopies(".program", tellOfCopy, async (button) => {
  const { above, own } = await readProgram(button.closest(".entry"));
  return above + own;
});
