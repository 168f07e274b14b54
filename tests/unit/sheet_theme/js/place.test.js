import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

const PAGE = "en/one/deep.html";
const readKept = (page) => JSON.parse(page.window.sessionStorage.getItem("sheet-place"));

test("what is looked for goes along to the next language", async () => {
  const page = await openPage(PAGE);
  await page.type("#filter", "floor");
  await page.click('nav.languages a[lang="ko"]');
  assert.equal(readKept(page).path, "/ko/one/deep.html");
  assert.equal(readKept(page).query, "floor");
});

test("a link that opens elsewhere takes nothing along", async () => {
  const page = await openPage(PAGE);
  const link = page.find('nav.languages a[lang="ko"]');
  link.dispatchEvent(new page.window.MouseEvent("click", { bubbles: true, ctrlKey: true }));
  assert.equal(readKept(page), null);
});

test("what another page has left is taken by the page that it was left for", async () => {
  for (const [path, query] of [
    [`/${PAGE}`, "floor"],
    ["/en/one/other.html", ""],
  ]) {
    const page = await openPage(PAGE, { place: { path, query: "floor" } });
    assert.equal(page.find("#filter").value, query);
    assert.equal(readKept(page), null);
  }
});

test("the place in the address goes along while it is in view, else what is read", async () => {
  for (const [top, hash, id] of [
    [0, "#math-floor", undefined],
    [-1, "", "math-floor"],
    [768, "", "first-part"],
  ]) {
    const page = await openPage(`${PAGE}#math-floor`);
    const tops = { "math-floor": top, "first-part": -500 };
    page.window.scrollY = 500;
    Object.assign(page.window.HTMLElement.prototype, {
      getClientRects: () => [{}],
      getBoundingClientRect() {
        return { top: tops[this.id] ?? 900, bottom: 0 };
      },
    });
    const link = page.find('nav.languages a[lang="ko"]');
    await page.click(link);
    assert.equal(link.hash, hash);
    assert.equal(readKept(page).id, id);
  }
});
