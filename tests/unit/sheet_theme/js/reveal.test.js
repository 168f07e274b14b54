import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, settle } from "../../../fixtures/page.js";

const FOLDED = "<details><p id='inside'></p></details><p id='out'></p><details id='own'></details>";

test("what is folded opens for a link into it", async () => {
  const page = await openPage("en/two.html");
  const script = page.document.createElement("script");
  script.src = "_static/reveal.js"; // of the page of all runs
  page.document.body.insertAdjacentHTML("beforeend", FOLDED);
  page.document.body.append(script);
  await settle();
  page.window.location.hash = "#out";
  await settle();
  assert.equal(page.find("#inside").closest("details").open, false);
  page.window.location.hash = "#own";
  await settle();
  assert.equal(page.find("#own").open, false);
  page.window.location.hash = "#inside";
  await settle();
  assert.equal(page.find("#inside").closest("details").open, true);
  assert.deepEqual(page.scrolled, ["inside"]);
});
