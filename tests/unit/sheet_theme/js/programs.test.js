import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

const PAGE = "en/one/deep.html";
const FLOOR = "#math-floor";
const PROGRAM = "import math\nmath.floor(2.5)";

test("the second button copies what a row needs, too", async () => {
  const page = await openPage(PAGE);
  const button = page.find(`${FLOOR} .program`);
  assert.equal(button.getAttribute("aria-label"), "Copy it with all that it needs to run: round down");
  await page.click(button);
  assert.deepEqual(page.copied, [PROGRAM]);
});

test("with its note, where the reader wants that, above the row", async () => {
  const page = await openPage(PAGE, { kept: { notes: true } });
  await page.click(`${FLOOR} .program`);
  assert.deepEqual(page.copied, ["import math\n# round down\nmath.floor(2.5)"]);
});

test("Enter does what the reader chose, Shift and Enter the other", async () => {
  for (const programs of [false, true]) {
    const page = await openPage(PAGE, { kept: { programs } });
    assert.equal(page.document.documentElement.hasAttribute("data-programs"), programs);
    for (const shiftKey of [false, true]) {
      page.find(FLOOR).tabIndex = -1;
      page.find(FLOOR).focus();
      await page.press("Enter", { shiftKey });
    }
    const expected = ["math.floor(2.5)", PROGRAM];
    assert.deepEqual(page.copied, programs ? expected.reverse() : expected);
  }
});

test("a section begins with the imports of its rows", async () => {
  const page = await openPage(PAGE);
  await page.click("#second-part .actions button");
  assert.deepEqual(page.copied, ["import math\n\nmath.floor(2.5)"]);
});

test("an import further down a program is no import of a section", async () => {
  const page = await openPage(PAGE);
  page.document.addEventListener("sheet:program", ({ detail }) =>
    detail.take({ above: "x = 1\nimport math\n", code: detail.code }),
  );
  await page.click("#second-part .actions button");
  assert.deepEqual(page.copied, ["math.floor(2.5)"]);
});
