// Say that a page has no such place: loaded when an address first names one.

import { ask, onAsked } from "#sheet_web/contracts.js";
import { make } from "#sheet_web/dom.js";
import { words } from "#sheet_web/words.js";

onAsked("unknown", (place) => {
  document.querySelector(".unknown-place")?.remove();
  const query = place.replace(/[-_.:/]+/g, " ").trim();
  const button = make("button", { type: "button" }, words.searchFor);
  button.addEventListener("click", () => ask("search", query));
  const text = words.unknownPlace.replace("%s", () => place.slice(0, 80));
  document
    .getElementById("main")
    ?.prepend(make("p", { className: "unknown-place", attributes: { role: "alert" } }, text, " ", button));
});
