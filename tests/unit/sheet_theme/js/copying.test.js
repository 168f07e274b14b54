import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, settle } from "../../../fixtures/page.js";

const hasCopying = (page) => Boolean(page.find('script[src$="copying.js"]'));

test("a page of rows loads it when the reader moves", async () => {
  const page = await openPage("en/two.html");
  assert.ok(!hasCopying(page));
  page.find("main").dispatchEvent(new page.window.Event("pointerover", { bubbles: true }));
  assert.ok(hasCopying(page));
});

test("a click that is quicker counts once it is there", async () => {
  const page = await openPage("en/two.html");
  await page.click(".entry .copy");
  assert.deepEqual(page.copied, ["max(1, 2)"]);
  assert.equal(page.findAll('script[src$="copying.js"]').length, 1);
});

test("what did not come is asked for again", async () => {
  const page = await openPage("en/two.html");
  const { dataset } = page.document.documentElement;
  const { root } = dataset;
  dataset.root = "none/";
  page.find("main").dispatchEvent(new page.window.Event("pointerover", { bubbles: true }));
  await settle();
  dataset.root = root;
  await page.click(".entry .copy");
  assert.deepEqual(page.copied, ["max(1, 2)"]);
});

test("a page without rows loads it at once", async () => {
  assert.ok(hasCopying(await openPage("en/words.html")));
});

test("code that is no row has buttons then, with names", async () => {
  const page = await openPage("en/one/deep.html");
  assert.ok(!page.find(".highlight > .copybtn"));
  await page.click(".entry .copy");
  assert.equal(page.find(".highlight > .copybtn").getAttribute("aria-label"), "Copy code: $ make html");
});
