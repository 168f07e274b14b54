import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { openPage, settle } from "../../../fixtures/page.js";

const PAGE = "en/all.html";
const countRows = (page) => page.findAll(".entry").length;

test("looking for something loads all chapters, whose rows are as those of any page", async () => {
  const page = await openPage(PAGE);
  assert.equal(countRows(page), 1);
  page.find("#filter").focus();
  await page.type("#filter", "floor");
  await settle();
  assert.equal(countRows(page), 7);
  assert.equal(page.findAll(".entry:not([hidden])").length, 2);
  assert.equal(page.findAll(".entry .copy").length, 7);
});

test("links of a chapter lead from here", async () => {
  const page = await openPage(`${PAGE}#one/deep/math-floor`);
  const link = page.find('[id="one/deep/math-floor"] .entry-link');
  assert.equal(link.href, "http://sheet.example/en/one/deep.html#math-floor");
});

test("all is there before it is printed", async () => {
  const page = await openPage(PAGE);
  const event = await page.press("p", { ctrlKey: true });
  await settle();
  assert.ok(event.defaultPrevented);
  assert.equal(countRows(page), 7);
  assert.deepEqual(page.left, ["print"]);
});

// As the browser's menu prints: what is missing is waited for, though it is on its way.
test("a chapter that was printed before it came is there once", async () => {
  const page = await openPage(PAGE);
  const { fetch } = page.window;
  let come = () => {};
  page.window.fetch = (address) => new Promise((done) => (come = () => done(fetch(address))));
  page.window.XMLHttpRequest = class {
    open(_method, address) {
      this.path = new URL(address).pathname;
    }
    send() {
      this.status = 200;
      this.responseText = readFileSync(`${process.env.SITE}${this.path}`, "utf8");
    }
  };
  page.find("#filter").focus();
  page.window.dispatchEvent(new page.window.Event("beforeprint"));
  assert.equal(countRows(page), 7);
  assert.equal(page.find(".lacks"), null);
  come();
  await settle();
  assert.equal(countRows(page), 7);
  assert.doesNotMatch(page.find(".spoken").textContent, /could not be loaded/);
});

test("a chapter that does not come is said, and tried again", async () => {
  const page = await openPage(PAGE);
  const { fetch } = page.window;
  page.window.fetch = async () => ({ ok: false, status: 503 });
  page.find("#filter").focus();
  await settle();
  assert.match(page.find(".spoken").textContent, /could not be loaded/);
  page.window.fetch = fetch;
  page.find("#filter").blur();
  page.find("#filter").focus();
  await settle();
  assert.equal(countRows(page), 7);
});

test("says how far it has looked until all is there", async () => {
  const page = await openPage(PAGE);
  const { fetch } = page.window;
  const readPartial = () => page.find(".found + .muted").textContent;
  page.window.fetch = async () => ({ ok: false, status: 503 });
  await page.type("#filter", "floor");
  assert.equal(readPartial(), "Only 1 of 7 entries: the others could not be loaded.");
  await page.type("#filter", "");
  assert.equal(readPartial(), "");
  page.window.fetch = () => new Promise(() => {});
  page.find("#filter").blur();
  await page.type("#filter", "floor");
  assert.equal(readPartial(), "So far 1 of 7 entries: the others are being loaded.");
  page.window.fetch = fetch;
});

test("what is looked for is looked for again when there is a network", async () => {
  const page = await openPage(PAGE);
  const { fetch } = page.window;
  page.window.fetch = async () => ({ ok: false, status: 503 });
  await page.type("#filter", "floor");
  page.window.fetch = fetch;
  page.window.dispatchEvent(new page.window.Event("online"));
  await settle();
  assert.equal(page.find(".found + .muted").textContent, "");
  assert.equal(page.findAll(".entry:not([hidden])").length, 2);
});
