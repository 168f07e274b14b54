import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

const PLACES = ["first-part", "second-part", "words"];

// Scroll so that the places stand at these heights of the window, whose line is at a quarter of 768.
async function scrollTo(page, ...tops) {
  page.window.HTMLElement.prototype.getBoundingClientRect = function getBoundingClientRect() {
    return { top: tops[PLACES.indexOf(this.id)] ?? 0 };
  };
  page.window.dispatchEvent(new page.window.Event("scroll"));
  await new Promise((done) => page.window.requestAnimationFrame(done));
  return page.findAll(".places [aria-current]").map((link) => [link.hash, link.getAttribute("aria-current")]);
}

test("the last place that has been reached is marked, and it alone", async () => {
  const page = await openPage("en/one/deep.html");
  assert.deepEqual(await scrollTo(page, 300, 600, 900), []);
  assert.deepEqual(await scrollTo(page, 190, 600, 900), [["#first-part", "location"]]);
  assert.deepEqual(await scrollTo(page, -500, 100, 400), [["#second-part", "location"]]);
  assert.deepEqual(await scrollTo(page, 100, 600, 900), [["#first-part", "location"]]);
});

test("at the end of the page the last place is marked", async () => {
  const page = await openPage("en/one/deep.html");
  const root = page.document.documentElement;
  Object.defineProperty(root, "scrollHeight", { value: 900 });
  Object.defineProperty(root, "clientHeight", { value: 600 });
  page.window.scrollY = 300;
  assert.deepEqual(await scrollTo(page, 10, 400, 500), [["#words", "location"]]);
});

test("a page without places is left alone", async () => {
  const page = await openPage("en/two.html");
  page.window.dispatchEvent(new page.window.Event("scroll"));
  assert.deepEqual(page.errors, []);
});
