import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

const PAGE = "en/one/deep.html";
const listShown = (page) => page.findAll(".entry:not([hidden])").map((row) => row.id);

for (const [query, ids] of [
  ["floor", ["math-floor"]],
  ["ROUND  down", ["math-floor"]],
  ["down round", ["math-floor"]],
  ["math.floor(2.5)", ["math-floor"]],
  ["1+1", ["1-1"]],
  ["a_bs", ["abs-1"]],
  ["손실함수", ["abs-1"]],
  ["ㅅㅅㅎㅅ", ["abs-1"]],
  ["ㄳㅎㅅ", []],
  ["ㅅㅎㅅ", ["abs-1"]],
  ["numbers down", []],
  ["  ", ["1-1", "abs-1", "math-floor"]],
])
  test(`"${query}" shows ${ids.length} rows`, async () => {
    const page = await openPage(PAGE);
    await page.type("#filter", query);
    assert.deepEqual(listShown(page), ids);
  });

// What stands in the box while each word is typed on a Korean keyboard: a letter more each time.
for (const [word, states] of [
  ["손실", ["ㅅ", "소", "손", "손ㅅ", "손시", "손실"]],
  ["손실 함수", ["손실 ㅎ", "손실 하", "손실 함", "손실 함ㅅ", "손실 함수"]],
  ["실함수", ["ㅅ", "시", "실", "실ㅎ", "실하", "실함", "실함ㅅ", "실함수"]],
])
  test(`no letter of ${word} empties the list`, async () => {
    const page = await openPage(PAGE);
    for (const state of states) {
      await page.type("#filter", state);
      assert.deepEqual(listShown(page), ["abs-1"], state);
    }
  });

test("a word that is typed whole finds no word that only begins so", async () => {
  const page = await openPage(PAGE);
  await page.type("#filter", "손실 하며");
  assert.deepEqual(listShown(page), []);
});

test("says how many rows there are, and hides the sections without any", async () => {
  const page = await openPage(PAGE);
  await page.type("#filter", "floor");
  assert.equal(page.find(".found").textContent, "1 entry");
  assert.ok(page.find("#first-part").hidden);
  assert.ok(!page.find("#second-part").hidden);
  assert.ok(page.document.body.classList.contains("filtering"));
  await page.type("#filter", "n");
  assert.equal(page.find(".found").textContent, "2 entries");
  await page.type("#filter", "nowhere");
  assert.match(page.find(".found").textContent, /^No entry/);
  await page.type("#filter", "");
  assert.equal(page.find(".found").textContent, "");
  assert.ok(!page.find("#first-part").hidden);
  assert.ok(!page.find("#words").hidden);
});

test("a word of the glossary finds the others of its row, once the glossary is there", async () => {
  const page = await openPage("ko/one/deep.html");
  await page.type("#filter", "plus");
  assert.deepEqual(listShown(page), ["1-1"]);
});

test("a term of the glossary is found before its last letter is typed", async () => {
  const page = await openPage("ko/one/deep.html");
  for (const state of ["덧", "덧세", "덧셈"]) {
    await page.type("#filter", state);
    assert.deepEqual(listShown(page), ["1-1"], state);
  }
});
