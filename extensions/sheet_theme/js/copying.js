// What copies, clipboard.js and sphinx-copybutton, comes when a reader first moves towards something: most
// visits copy nothing.

import { onAsked } from "#sheet_web/contracts.js";
import { findAll, whenRead } from "#sheet_web/dom.js";
import { loadScript } from "#sheet_web/scripts.js";
import { nameCopyButton } from "./copy.js";

/** @type {Promise<boolean> | undefined} */
let copying;

// Whether it is there. Its buttons are those of code that is no row.
function loadCopying() {
  copying ??= loadScript(`${document.documentElement.dataset.root}_static/copying.js`).then(
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
