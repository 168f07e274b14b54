import assert from "node:assert/strict";
import { test } from "node:test";
import { JSDOM } from "jsdom";
import { readRow, writeParts } from "../../../../extensions/sheet_theme/js/row_texts.js";

const NOTE = '<div class="entry-note"> a <em>sum</em><span class="entry-needs">needs x</span></div>';
const ROW = `<div class="entry">${NOTE}<div class="entry-code"><pre>1 + 1\n</pre></div></div>`;

function readIt(read) {
  return readRow(new JSDOM(ROW).window.document.querySelector(".entry"), read);
}

test("a row is its note, without what it needs, and its code", () => {
  assert.deepEqual(readIt(), { note: "a sum", code: "1 + 1\n" });
});

test("of each node there is what is read of it", () => {
  assert.deepEqual(
    readIt(({ nodeName }) => nodeName),
    { note: "#textEM", code: "PRE" },
  );
});

test("the note is a comment above the code, and what is missing no line", () => {
  assert.equal(writeParts({ note: "a sum", code: "1 + 1" }), "# a sum\n1 + 1");
  assert.equal(writeParts({ note: "", code: "1 + 1" }), "1 + 1");
  assert.equal(writeParts({ note: "a sum", code: "" }), "# a sum");
});
