// The program of a row, which runs it alone: loaded when a reader first reaches for one.

import { onAsked } from "#sheet_web/contracts.js";
import { findOwnAddress, loadScript } from "#sheet_web/scripts.js";

const script = findOwnAddress();
const languageRoot = new URL("..", script);
/** @type {Promise<unknown> | undefined} */
let loading;

function load() {
  loading ??= loadScript(new URL("programs.js", script).href).catch(() => {
    loading = undefined;
  });
  return loading;
}

// What stands above the code of the row at this address, and the code; nothing where there is no program.
function lookUpProgram(href, code) {
  const { pathname, hash } = new URL(href, location.href);
  const page = decodeURI(pathname.slice(languageRoot.pathname.length)).replace(/\.html$/, "");
  const places = new Map(Object.entries(globalThis.sheetPrograms ?? {}));
  const found = new Map(Object.entries(places.get(page) ?? {})).get(decodeURIComponent(hash.slice(1)));
  if (found === undefined) return undefined;
  const [above, own] = typeof found === "string" ? [found, code] : found;
  return { above, code: own };
}

// At once where it is loaded: browsers let a page copy only while they handle what the reader did.
onAsked("program", async ({ href, code, take }) => {
  if (!globalThis.sheetPrograms) await load();
  take(lookUpProgram(href, code));
});

for (const reach of ["pointerover", "focusin", "touchstart"]) {
  document.addEventListener(
    reach,
    ({ target }) => {
      if (/** @type {Element} */ (target).closest?.("[data-program]")) load();
    },
    { passive: true },
  );
}
