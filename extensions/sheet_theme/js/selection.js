// What is selected over rows is copied as notes and code, and nothing of what stands beside them: this comes
// when a reader first selects something.

import { findAll } from "#sheet_web/dom.js";
import { readRow, writeParts } from "./row_texts.js";

/**
 * The text of a node as far as it is selected.
 * @param {Range} range
 * @param {Node} node
 */
function readSelected(range, node) {
  if (!range.intersectsNode(node)) return "";
  const part = document.createRange();
  part.selectNodeContents(node);
  if (part.compareBoundaryPoints(Range.START_TO_START, range) < 0)
    part.setStart(range.startContainer, range.startOffset);
  if (part.compareBoundaryPoints(Range.END_TO_END, range) > 0)
    part.setEnd(range.endContainer, range.endOffset);
  return part.toString();
}

function readSelectedRow(range, row) {
  const { code, note } = readRow(row, (node) => readSelected(range, node));
  return { note, code: code.replace(/^\n+|\s+$/g, "") };
}

// Of a note alone, of an output or of other words the browser makes what it makes.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  const typed = /** @type {Element} */ (event.target).closest?.("input, textarea");
  if (typed || !selection?.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const rows = findAll(".entry").filter((row) => row.checkVisibility() && range.intersectsNode(row));
  const parts = rows.map((row) => readSelectedRow(range, row)).filter(({ note, code }) => note || code);
  if (!parts.some(({ code }) => code)) return;
  event.clipboardData?.setData("text/plain", parts.map(writeParts).join("\n\n"));
  event.preventDefault();
});
