import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

test("every row has a button that says what it copies", async () => {
  const page = await openPage("en/one/deep.html");
  const labels = page.findAll(".entry .copy").map((button) => button.getAttribute("aria-label"));
  assert.deepEqual(labels, ["Copy code: add two numbers", "Copy code: 손실 함수", "Copy code: round down"]);
  assert.deepEqual(page.errors, []);
});

test("an output is called as its row is", async () => {
  const page = await openPage("en/one/deep.html");
  assert.equal(page.find("summary").getAttribute("aria-label"), "Output: round down");
});

test("one button opens all long outputs, and closes them", async () => {
  const page = await openPage("en/one/deep.html");
  const button = page.find('[data-do="outputs"]');
  const listOpen = () => page.findAll(".entry-output").map((output) => output.open);
  assert.deepEqual(listOpen(), [false]);
  await page.click(button);
  assert.deepEqual(listOpen(), [true]);
  assert.equal(button.getAttribute("aria-pressed"), "true");
  await page.click(button);
  assert.deepEqual(listOpen(), [false]);
  assert.equal(button.getAttribute("aria-pressed"), "false");
});

test("the next page knows what the button was set to", async () => {
  const page = await openPage("en/one/deep.html");
  await page.click('[data-do="outputs"]');
  const kept = page.window.localStorage.getItem("sheet");
  const next = await openPage("en/one/other.html", { kept });
  assert.ok(next.find(".entry-output").open);
  assert.equal(next.find('[data-do="outputs"]').getAttribute("aria-pressed"), "true");
});

test("rows that come later show their outputs as the others do", async () => {
  const page = await openPage("en/all.html", { kept: { outputs: true } });
  page.find("#filter").focus();
  await page.type("#filter", "round");
  assert.ok(page.findAll(".entry-output").every((output) => output.open));
  assert.equal(page.findAll(".entry-output").length, 2);
});

const listStops = (page) =>
  page.findAll(".entry-tools > *").filter((tool) => tool.tabIndex >= 0 && tool.matches(".copy"));

test("a block is one stop for the tab key: its first row, or the one that had the focus", async () => {
  const page = await openPage("en/one/deep.html");
  const listRows = () => listStops(page).map((tool) => tool.closest(".entry").id);
  assert.deepEqual(listRows(), ["1-1", "math-floor"]);
  page.find("#filter").focus();
  await page.press("ArrowDown");
  await page.press("ArrowDown");
  assert.deepEqual(listRows(), ["abs-1", "math-floor"]);
});

test("a row that the filter hides is no stop", async () => {
  const page = await openPage("en/one/deep.html");
  await page.type("#filter", "abs");
  const shown = listStops(page).filter((tool) => !tool.closest("[hidden]"));
  assert.deepEqual(
    shown.map((tool) => tool.closest(".entry").id),
    ["abs-1"],
  );
});
