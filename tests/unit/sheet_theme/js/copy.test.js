import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

const PAGE = "en/one/deep.html";
const copyFirst = (page) => page.click(".entry .copy");

test("a row's code is copied, without its note and output", async () => {
  const page = await openPage(PAGE);
  await copyFirst(page);
  assert.deepEqual(page.copied, ["1 + 1"]);
});

test("the reader is told, and the button shows it for a moment", async () => {
  const page = await openPage(PAGE);
  await copyFirst(page);
  assert.equal(page.find(".spoken").textContent, "Copied");
  assert.ok(page.find(".entry .copy").classList.contains("success"));
});

test("a click on the icon is one on the button", async () => {
  const page = await openPage(PAGE);
  await page.click(".entry .copybtn path");
  assert.deepEqual(page.copied, ["1 + 1"]);
  assert.equal(page.find(".spoken").textContent, "Copied");
});

test("with notes, where the reader wants them", async () => {
  const page = await openPage(PAGE, { kept: { notes: true } });
  await copyFirst(page);
  assert.deepEqual(page.copied, ["# add two numbers\n1 + 1"]);
});

test("a page is copied in the order of its rows, of those that are shown", async () => {
  const page = await openPage(PAGE);
  await page.type("#filter", "n");
  await page.click('[data-do="copy"]');
  assert.deepEqual(page.copied, ["import math\n\n1 + 1\n\nmath.floor(2.5)"]);
});

test("the focus stays where it was", async () => {
  const page = await openPage(PAGE);
  page.find(".entry .copy").focus();
  await copyFirst(page);
  assert.equal(page.document.activeElement, page.find(".entry .copy"));
});

test("where the browser does not let a page copy, the reader is told", async () => {
  const page = await openPage(PAGE);
  page.document.execCommand = () => false;
  await copyFirst(page);
  assert.match(page.find(".spoken").textContent, /does not let/);
  assert.ok(!page.find(".entry .copy").classList.contains("success"));
});

test("of a console the commands are copied, without prompts and what they said", async () => {
  const page = await openPage(PAGE);
  await copyFirst(page); // its button comes with what copies
  page.copied.length = 0;
  const button = page.find("#words .copybtn");
  assert.equal(button.getAttribute("aria-label"), "Copy code: $ make html");
  await page.click(button);
  assert.deepEqual(page.copied, ["make html\nmake pdf"]);
});

test("one click copies once, and each block has one button", async () => {
  const page = await openPage(PAGE, { kept: { notes: true } });
  await copyFirst(page);
  page.copied.length = 0;
  assert.equal(page.findAll(".copybtn").length, 4);
  await page.click("#math-floor .copybtn");
  assert.deepEqual(page.copied, ["# round down\nmath.floor(2.5)"]);
});

test("notes go with the code from when the reader wants them until then", async () => {
  const page = await openPage(PAGE);
  await page.click(".settings-open");
  for (const place of [1, 0]) {
    await page.click(page.findAll('dialog input[name="notes"]')[place]);
    await page.click("#math-floor .copybtn");
  }
  assert.deepEqual(page.copied, ["# round down\nmath.floor(2.5)", "math.floor(2.5)"]);
});

test("rows of the same note are told apart by their places", async () => {
  const page = await openPage("en/all.html", { kept: { outputs: true } });
  await page.type("#filter", "round");
  const labels = page
    .findAll(".entry:not([hidden]) .copy")
    .map((button) => button.getAttribute("aria-label"));
  assert.deepEqual(labels, [
    "Copy code: round down (one/deep/math-floor)",
    "Copy code: round down (one/other/math-floor)",
  ]);
});
