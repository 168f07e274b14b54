import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, settle } from "../../../fixtures/page.js";

const PAGE = "en/one/deep.html";

// A page whose reader has begun to select, which brings what copies.
async function openSelected() {
  const page = await openPage(PAGE);
  page.document.dispatchEvent(new page.window.Event("selectionchange"));
  await settle();
  return page;
}

// What the page puts into the clipboard, null where it leaves that to the browser.
function copySelected(page, [start, from], [end, to]) {
  const selection = page.window.getSelection();
  selection.setBaseAndExtent(start, from, end, to);
  const event = new page.window.Event("copy", { bubbles: true, cancelable: true });
  let copied = null;
  event.clipboardData = { setData: (kind, text) => (copied = `${kind}: ${text}`) };
  page.document.body.dispatchEvent(event);
  assert.equal(event.defaultPrevented, copied !== null);
  return copied;
}

test("rows that are selected give their notes as comments and their code", async () => {
  const page = await openSelected();
  const [main, words] = [page.find("#main"), page.find("#words")];
  const expected = "# add two numbers\n1 + 1\n\n# 손실 함수\nabs(-1)\n\n# round down\nmath.floor(2.5)";
  assert.equal(copySelected(page, [main, 0], [words, 0]), `text/plain: ${expected}`);
});

test("of a row that is half selected the half is copied", async () => {
  const page = await openSelected();
  const note = page.find("#abs-1 .entry-note").firstChild;
  const code = page.find("#math-floor pre").firstChild;
  const expected = "# 함수\nabs(-1)\n\n# round down\nmath";
  assert.equal(copySelected(page, [note, 3], [code, 4]), `text/plain: ${expected}`);
});

test("of lines that are selected none is empty at an end", async () => {
  const page = await openSelected();
  page.find("#math-floor pre").textContent = "a\nb\n\nc";
  const text = page.find("#math-floor pre").firstChild;
  assert.equal(copySelected(page, [text, 1], [text, 5]), "text/plain: b");
});

test("of a note or an output alone the browser makes what it makes", async () => {
  const page = await openSelected();
  const note = page.find("#abs-1 .entry-note");
  assert.equal(copySelected(page, [note, 0], [note, 1]), null);
  const output = page.find("#abs-1 .entry-gives");
  assert.equal(copySelected(page, [output, 0], [output, 1]), null);
  const words = page.find("#words");
  assert.equal(copySelected(page, [words, 0], [words, 2]), null);
});

test("what is typed into a field is the field's", async () => {
  const page = await openSelected();
  await page.type("#filter", "abs");
  page.window.getSelection().selectAllChildren(page.find("#main"));
  const event = new page.window.Event("copy", { bubbles: true, cancelable: true });
  page.find("#filter").dispatchEvent(event);
  assert.ok(!event.defaultPrevented);
});

test("rows that the filter hides are not copied", async () => {
  const page = await openSelected();
  await page.type("#filter", "floor");
  const main = page.find("#main");
  const copied = copySelected(page, [main, 0], [main, main.childNodes.length]);
  assert.equal(copied, "text/plain: # round down\nmath.floor(2.5)");
});
