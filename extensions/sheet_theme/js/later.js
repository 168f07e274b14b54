// Scripts of this theme that few visits need: they are loaded when they are first asked.

import { ask } from "#sheet_web/contracts.js";
import { loadScript, loadStyles } from "#sheet_web/scripts.js";

const locate = (name) => `${document.documentElement.dataset.root}_static/${name}`;

/** @param {string} name */
export function loadLater(name) {
  return loadScript(locate(name));
}

export async function askLater(contract, detail, script, styles = "") {
  if (ask(contract, detail)) return;
  try {
    await Promise.all([styles && loadStyles(locate(styles)), loadLater(script)]);
    ask(contract, detail);
  } catch {
    // Offline, on a page that was not kept with all it needs: the reader may try again.
  }
}
