// The button of the window of settings and keys, which comes in a script of its own.

import { make } from "#sheet_web/dom.js";
import { icons, makeIcon } from "#sheet_web/icons.js";
import { words } from "#sheet_web/words.js";
import { askLater } from "./later.js";
import { changeSetting, settings, settingsAreKept } from "./settings.js";

export function openSettings() {
  const kept = { settings, changeSetting, areKept: settingsAreKept };
  askLater("settings", kept, "window.js", "window.css");
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
