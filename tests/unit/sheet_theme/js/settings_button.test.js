import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

test("the button and its key open one window", async () => {
  const page = await openPage("en/one/deep.html");
  const button = page.find("header.top > .settings-open");
  assert.equal(button.getAttribute("aria-label"), "Settings and keys");
  await page.click(button);
  assert.ok(page.find("dialog.settings").open);
  await page.click("dialog.settings .close");
  await page.press("?");
  assert.ok(page.find("dialog.settings").open);
  assert.equal(page.findAll("dialog.settings").length, 1);
});
