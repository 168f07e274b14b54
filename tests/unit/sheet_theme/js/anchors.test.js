import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, settle } from "../../../fixtures/page.js";

const listHashes = (page) => page.findAll("nav.languages a").map((link) => link.hash);

test("the switch of language leads to the same place", async () => {
  const page = await openPage("en/one/deep.html#math-floor");
  assert.deepEqual(listHashes(page), ["#math-floor", "#math-floor"]);
  page.window.location.hash = "#abs-1";
  await settle();
  assert.deepEqual(listHashes(page), ["#abs-1", "#abs-1"]);
  assert.equal(page.find(".unknown-place"), null);
});

test("an unknown place is said, and can be searched for", async () => {
  const page = await openPage("en/one/deep.html#torch-cat_dim");
  const asked = [];
  page.document.addEventListener("sheet:search", (event) => asked.push(event.detail));
  assert.match(page.find(".unknown-place").textContent, /“torch-cat_dim”/);
  await page.click(".unknown-place button");
  assert.deepEqual(asked, ["torch cat dim"]);
});

test("of a long name the beginning is said, of several unknown places the last", async () => {
  const page = await openPage("en/one/deep.html#nowhere");
  page.window.location.hash = `#${"a".repeat(90)}`;
  await settle();
  const said = page.findAll(".unknown-place").map((place) => /“.*”/.exec(place.textContent)[0]);
  assert.deepEqual(said, [`“${"a".repeat(80)}”`]);
});

test("a name may be written as addresses write it", async () => {
  const page = await openPage("en/one/deep.html#math%2Dfloor");
  assert.equal(page.find(".unknown-place"), null);
});

test("a name that is no text of an address is shown as it is", async () => {
  const page = await openPage("en/one/deep.html#%E0%A4%A");
  assert.match(page.find(".unknown-place").textContent, /“%E0%A4%A”/);
});

test("a place that has moved leads on", async () => {
  const page = await openPage("en/one/deep.html#gone");
  assert.equal(page.left.length, 1);
});

test("a place that comes with a later chapter is scrolled to", async () => {
  const page = await openPage("en/all.html#one/deep/math-floor");
  assert.deepEqual(page.scrolled, ["one/deep/math-floor"]);
  assert.equal(page.find(".unknown-place"), null);
});
