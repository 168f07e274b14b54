import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, settle } from "../../../fixtures/page.js";

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

test("a name that is no text of an address is shown as it is", async () => {
  const page = await openPage("en/one/deep.html#%E0%A4%A");
  assert.match(page.find(".unknown-place").textContent, /“%E0%A4%A”/);
});
