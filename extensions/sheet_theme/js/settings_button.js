// The button of the window of settings and keys, which comes in a script of its own.

import { ask } from "#sheet_web/contracts.js";
import { make } from "#sheet_web/dom.js";
import { icons, makeIcon } from "#sheet_web/icons.js";
import { loadScript, loadStyles } from "#sheet_web/scripts.js";
import { words } from "#sheet_web/words.js";
import { changeSetting, settings, settingsAreKept } from "./settings.js";

export async function openSettings() {
  const kept = { settings, changeSetting, areKept: settingsAreKept };
  if (ask("settings", kept)) return;
  try {
    const folder = `${document.documentElement.dataset.root}_static/`;
    await Promise.all([loadStyles(`${folder}window.css`), loadScript(`${folder}window.js`)]);
    ask("settings", kept);
  } catch {
    // Offline, on a page that was not kept with all it needs: the reader may try again.
  }
}

function addSettingsButton() {
  const attributes = {
    "aria-label": words.settings,
    "aria-haspopup": "dialog",
    "aria-keyshortcuts": "?",
  };
  const properties = { type: "button", className: "settings-open", title: words.settings, attributes };
  const button = make("button", properties, makeIcon(icons.settings));
  button.addEventListener("click", openSettings);
  document.querySelector("header.top")?.append(button);
}

addSettingsButton();
