import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

const PAGE = "en/one/deep.html";

test("/ goes to the filter, and once more to the search", async () => {
  const page = await openPage(PAGE);
  const asked = [];
  page.document.addEventListener("sheet:search", (event) => asked.push(event.detail));
  await page.press("/");
  assert.equal(page.document.activeElement, page.find("#filter"));
  assert.deepEqual(asked, []);
  await page.press("/");
  assert.deepEqual(asked, [""]);
});

test("/ is a letter in a filter that holds something", async () => {
  const page = await openPage(PAGE);
  await page.type("#filter", "a");
  assert.ok(!(await page.press("/")).defaultPrevented);
});

test("? opens the window, where no key does anything else", async () => {
  const page = await openPage(PAGE);
  await page.press("?", { code: "Slash", shiftKey: true });
  assert.ok(page.find("dialog.settings").open);
  assert.ok(!(await page.press("l")).defaultPrevented);
});

test("L goes to the next language, by its place on the keyboard, from the last to the first", async () => {
  for (const name of [PAGE, PAGE.replace("en/", "ko/")]) {
    const page = await openPage(name);
    await page.press("ㅣ", { code: "KeyL" });
    assert.equal(page.left.length, 1);
  }
});

test("with Shift a letter does nothing", async () => {
  const page = await openPage(PAGE);
  for (const key of ["L", "J", "K"])
    assert.ok(!(await page.press(key, { shiftKey: true })).defaultPrevented, key);
});

test("with Ctrl, while a syllable is composed or in a field a key is the browser's", async () => {
  const page = await openPage(PAGE);
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }])
    assert.ok(!(await page.press("l", more)).defaultPrevented, JSON.stringify(more));
  page.find("#filter").focus();
  assert.ok(!(await page.press("l")).defaultPrevented);
  assert.equal(page.left.length, 0);
});

test("who has switched single keys off meets none, but Escape", async () => {
  const page = await openPage(PAGE, { kept: { keys: false } });
  await page.press("/");
  assert.notEqual(page.document.activeElement, page.find("#filter"));
  await page.type("#filter", "floor");
  await page.press("Escape");
  assert.equal(page.find("#filter").value, "");
});

test("Escape clears the filter and leaves it", async () => {
  const page = await openPage(PAGE);
  await page.type("#filter", "floor");
  await page.press("Escape");
  assert.equal(page.find("#filter").value, "");
  assert.equal(page.findAll(".entry[hidden]").length, 0);
  assert.notEqual(page.document.activeElement, page.find("#filter"));
});
