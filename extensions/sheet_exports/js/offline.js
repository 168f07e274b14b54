// Have the pages of this language kept for reading offline, once the page is there and the browser idle.

import { findOwnAddress } from "#sheet_web/scripts.js";

const language = new URL("..", findOwnAddress());
const root = new URL("..", language);
const folder = decodeURI(language.pathname.slice(root.pathname.length, -1));

// The reader asks for few bytes; not every browser tells.
const isSaving = /** @type {any} */ (navigator).connection?.saveData;

async function keepPages() {
  try {
    await navigator.serviceWorker.register(new URL("sw.js", root));
    const { active } = await navigator.serviceWorker.ready;
    if (!isSaving) active?.postMessage({ language: folder });
  } catch {
    // No worker there, as under `make serve`, or none allowed: the site works without.
  }
}

const waitForIdle = window.requestIdleCallback || setTimeout; // Safari has none
if ("serviceWorker" in navigator && location.protocol.startsWith("http"))
  addEventListener("load", () => waitForIdle(keepPages));
