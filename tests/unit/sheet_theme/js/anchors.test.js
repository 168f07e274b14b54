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
  assert.equal(page.find("script[src$='/unknown_place.js']"), null);
});

test("a name may be written as addresses write it", async () => {
  const page = await openPage("en/one/deep.html#math%2Dfloor");
  assert.equal(page.find(".unknown-place"), null);
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
