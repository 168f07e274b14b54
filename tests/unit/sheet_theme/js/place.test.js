import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

const PAGE = "en/one/deep.html";
const readKept = (page) => JSON.parse(page.window.sessionStorage.getItem("sheet-place"));

test("what is looked for goes along to the next language", async () => {
  const page = await openPage(PAGE);
  await page.type("#filter", "floor");
  await page.click('nav.languages a[lang="ko"]');
  assert.equal(readKept(page).path, "/ko/one/deep.html");
  assert.equal(readKept(page).query, "floor");
});

test("a link that opens elsewhere takes nothing along", async () => {
  const page = await openPage(PAGE);
  const link = page.find('nav.languages a[lang="ko"]');
  link.dispatchEvent(new page.window.MouseEvent("click", { bubbles: true, ctrlKey: true }));
  assert.equal(readKept(page), null);
});
