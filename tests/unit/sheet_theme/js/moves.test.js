import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

const PAGE = "en/one/deep.html";
const findPlace = (page) => page.document.activeElement.id;

test("arrows go from the filter through the rows and back", async () => {
  const page = await openPage(PAGE);
  page.find("#filter").focus();
  const places = [];
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"]) {
    await page.press(key);
    places.push(findPlace(page));
  }
  assert.deepEqual(places, ["1-1", "abs-1", "math-floor", "math-floor", "abs-1", "1-1", "filter"]);
});

test("rows that are not shown are passed over", async () => {
  const page = await openPage(PAGE);
  await page.type("#filter", "floor");
  await page.press("ArrowDown");
  assert.equal(findPlace(page), "math-floor");
});

test("Enter copies the row, in the filter the first that is shown", async () => {
  const page = await openPage(PAGE);
  page.find("#filter").focus();
  await page.press("Enter");
  assert.deepEqual(page.copied, []);
  await page.type("#filter", "floor");
  await page.press("Enter");
  await page.press("ArrowDown");
  await page.press("Enter");
  assert.deepEqual(page.copied, ["math.floor(2.5)", "math.floor(2.5)"]);
});

test("Enter on a filter that shows nothing searches the whole sheet", async () => {
  const page = await openPage(PAGE);
  const asked = [];
  page.document.addEventListener("sheet:search", (event) => asked.push(event.detail));
  await page.type("#filter", " nowhere ");
  await page.press("Enter");
  assert.deepEqual(asked, ["nowhere"]);
});

test("arrows with Shift select text in the filter", async () => {
  const page = await openPage(PAGE);
  page.find("#filter").focus();
  assert.ok(!(await page.press("ArrowDown", { shiftKey: true })).defaultPrevented);
});

test("arrows elsewhere are the browser's", async () => {
  const page = await openPage(PAGE);
  assert.ok(!(await page.press("ArrowDown")).defaultPrevented);
});

test("J and K go from row to row, from wherever the reader is", async () => {
  const page = await openPage(PAGE);
  const places = [];
  for (const key of ["j", "j", "k"]) {
    await page.press(key);
    places.push(findPlace(page));
  }
  assert.deepEqual(places, ["1-1", "abs-1", "1-1"]);
});

test("from a tool of a row arrows lead on, and Enter stays the tool's own", async () => {
  const page = await openPage(PAGE);
  page.find("#abs-1 .entry-link").focus();
  assert.ok(!(await page.press("Enter")).defaultPrevented);
  await page.press("ArrowDown");
  assert.equal(findPlace(page), "math-floor");
});
