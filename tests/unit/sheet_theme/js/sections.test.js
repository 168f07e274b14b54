import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

test("a section with entries can be copied, one without cannot", async () => {
  const page = await openPage("en/one/deep.html");
  const labels = page.findAll(".actions button").map((button) => button.getAttribute("aria-label"));
  assert.deepEqual(labels, ["Copy this section: First part", "Copy this section: Second part"]);
  await page.click("#first-part .actions button");
  assert.deepEqual(page.copied, ["1 + 1\n\nabs(-1)"]);
});

test("a filtered section is copied as it is shown", async () => {
  const page = await openPage("en/one/deep.html");
  await page.type("#filter", "손실");
  await page.click("#first-part .actions button");
  assert.deepEqual(page.copied, ["abs(-1)"]);
});

test("the files of a section stand beside its heading", async () => {
  const page = await openPage("en/one/deep.html");
  const links = page.findAll("#second-part .head a[download]");
  assert.deepEqual(
    links.map((link) => [link.getAttribute("href"), link.textContent, link.title]),
    [
      ["deep.second-part.py", ".py", "This section as a Python file"],
      ["deep.second-part.ipynb", ".ipynb", "This section as a notebook"],
    ],
  );
});
