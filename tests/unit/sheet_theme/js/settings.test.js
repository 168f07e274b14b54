import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

const PAGE = "en/one/deep.html";
const readKept = (page) => JSON.parse(page.window.localStorage.getItem("sheet"));

async function choose(page, name, place) {
  await page.press("?", { code: "Slash", shiftKey: true });
  await page.click(page.findAll(`dialog input[name="${name}"]`)[place]);
}

test("a theme is shown at once and kept, as the system takes it back", async () => {
  const page = await openPage(PAGE);
  await choose(page, "theme", 2);
  assert.equal(page.document.documentElement.dataset.theme, "dark");
  assert.equal(readKept(page).theme, "dark");
  await choose(page, "theme", 0);
  assert.equal(page.document.documentElement.dataset.theme, undefined);
});

test("what was kept is there before the first paint and in the window", async () => {
  const page = await openPage(PAGE, { kept: { theme: "dark", notes: true, keys: true } });
  assert.equal(page.document.documentElement.dataset.theme, "dark");
  await page.press("?", { code: "Slash", shiftKey: true });
  const chosen = page.findAll("dialog input").map((input) => input.checked);
  assert.deepEqual(chosen, [false, false, true, false, true, false, true]);
});

test("what another program has kept is not believed", async () => {
  for (const kept of ["not JSON", { theme: 1, notes: "yes", keys: null }]) {
    const page = await openPage(PAGE, { kept });
    await page.click(".entry .copy");
    assert.deepEqual(page.copied, ["1 + 1"]);
    assert.deepEqual(page.errors, []);
  }
});

test("where nothing can be kept, choices last and the reader is told", async () => {
  const page = await openPage(PAGE, { kept: null });
  await choose(page, "notes", 1);
  assert.match(page.find("dialog .muted").textContent, /keeps no settings/);
  await page.click(".entry .copy");
  assert.deepEqual(page.copied, ["# add two numbers\n1 + 1"]);
});
