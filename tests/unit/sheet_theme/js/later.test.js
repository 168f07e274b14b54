import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

const listScripts = (page) =>
  page.findAll("script").map((script) => new URL(script.src, page.window.location.href).pathname);

test("the window's script comes when the window is first opened, and once", async () => {
  const page = await openPage("en/one/deep.html");
  assert.ok(!listScripts(page).includes("/en/_static/window.js"));
  await page.click(".settings-open");
  await page.click("dialog.settings .close");
  await page.click(".settings-open");
  assert.ok(page.find("dialog.settings").open);
  assert.equal(listScripts(page).filter((name) => name === "/en/_static/window.js").length, 1);
});

test("where the script does not come, the reader may try again", async () => {
  const page = await openPage("en/one/deep.html");
  const { root } = page.document.documentElement.dataset;
  page.document.documentElement.dataset.root = "../../nowhere/";
  await page.click(".settings-open");
  assert.equal(page.find("dialog.settings"), null);
  page.document.documentElement.dataset.root = root;
  await page.click(".settings-open");
  assert.ok(page.find("dialog.settings").open);
});
