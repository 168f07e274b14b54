// Ask a script of this theme that few visits need: it is loaded when it is first asked.

import { ask } from "#sheet_web/contracts.js";
import { loadScript, loadStyles } from "#sheet_web/scripts.js";

export async function askLater(contract, detail, script, styles = "") {
  if (ask(contract, detail)) return;
  const folder = `${document.documentElement.dataset.root}_static/`;
  try {
    await Promise.all([styles && loadStyles(folder + styles), loadScript(folder + script)]);
    ask(contract, detail);
  } catch {
    // Offline, on a page that was not kept with all it needs: the reader may try again.
  }
}
