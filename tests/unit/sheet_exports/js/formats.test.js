import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../../../fixtures/page.js";

test("a section can be had in a format that an extension adds", async () => {
  const page = await openPage("en/part/page.html");
  const links = page.findAll("#two .head a[download]");
  assert.deepEqual(
    links.map((link) => [link.getAttribute("href"), link.textContent, link.title]),
    [
      ["page.two.py", ".py", "This section as a Python file"],
      ["page.two.lst", ".lst", "This section as a listing"],
      ["page.two.ipynb", ".ipynb", "This section as a notebook"],
    ],
  );
});
