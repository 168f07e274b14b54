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

test("what is said next is not silenced by the end of what was said before", async () => {
  const page = await openPage("en/one/deep.html");
  const timers = [];
  page.window.setTimeout = (_act, milliseconds) => timers.push(milliseconds);
  const cleared = [];
  page.window.clearTimeout = (timer) => cleared.push(timers[timer - 1]);
  await page.click(".entry .copy");
  await page.click(".entry .copy");
  assert.deepEqual(cleared.filter(Boolean), [2500]);
});
