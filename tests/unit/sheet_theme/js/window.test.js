import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

test("a button opens the window, another closes it", async () => {
  const page = await openPage("en/one/deep.html");
  await page.click(".settings-open");
  const dialog = page.find("dialog.settings");
  assert.ok(dialog.open);
  await page.click(dialog.querySelector(".close"));
  assert.ok(!dialog.open);
  await page.click(".settings-open");
  assert.equal(page.findAll("dialog.settings").length, 1);
});

test("a click beside the window closes it, one in it does not", async () => {
  const page = await openPage("en/one/deep.html");
  await page.click(".settings-open");
  await page.click("dialog.settings h2");
  assert.ok(page.find("dialog.settings").open);
  await page.click("dialog.settings");
  assert.ok(!page.find("dialog.settings").open);
});

test("the window names every key", async () => {
  const page = await openPage("en/one/deep.html");
  await page.click(".settings-open");
  const keys = page.findAll("dialog kbd").map((key) => key.textContent);
  assert.deepEqual(keys, ["/", "Ctrl K", "Esc", "J K ↑ ↓", "Enter", "Shift Enter", "L", "?"]);
  assert.ok(page.findAll("dialog td").every((cell) => cell.textContent));
});
