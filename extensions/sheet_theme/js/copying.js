// What copies, clipboard.js and sphinx-copybutton, comes when a reader first moves towards something, what copies
// a selection when there is one: most visits copy nothing.

import { onAsked } from "#sheet_web/contracts.js";
import { findAll, whenRead } from "#sheet_web/dom.js";
import { nameCopyButton } from "./copy.js";
import { loadLater } from "./later.js";

/** @type {Promise<boolean> | undefined} */
let copying;

// Whether it is there. Its buttons are those of code that is no row.
function loadCopying() {
  copying ??= loadLater("copying.js").then(
    () => {
      findAll(".highlight > .copybtn").forEach(nameCopyButton);
      return true;
    },
    () => {
      copying = undefined;
      return false;
    },
  );
  return copying;
}

onAsked("copying", (take) => loadCopying().then(take));
for (const reach of ["pointerover", "focusin", "touchstart"])
  document.addEventListener(reach, loadCopying, { passive: true, once: true });
// A page without rows has nothing but its buttons, which come with it.
whenRead(() => document.querySelector(".highlight") && !document.querySelector(".entry") && loadCopying());
// Without it the browser copies what it makes of a selection.
document.addEventListener("selectionchange", () => loadLater("selection.js").catch(() => {}), {
  once: true,
});
