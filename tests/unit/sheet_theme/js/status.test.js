import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

test("what is said is read out, and gone after a while", async () => {
  const page = await openPage("en/one/deep.html");
  const timers = [];
  page.window.setTimeout = (act, milliseconds) => timers.push({ act, milliseconds });
  const spoken = page.find(".spoken");
  assert.equal(spoken.getAttribute("role"), "status");
  assert.equal(spoken.textContent, "");
  await page.click(".entry .copy");
  assert.equal(spoken.textContent, "Copied");
  for (const { act } of timers.filter(({ milliseconds }) => milliseconds >= 2000)) act();
  assert.equal(spoken.textContent, "");
});
