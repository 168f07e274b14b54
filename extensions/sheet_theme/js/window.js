// The window of settings and keys, loaded when it is first opened.

import { onAsked } from "#sheet_web/contracts.js";
import { make } from "#sheet_web/dom.js";
import { words } from "#sheet_web/words.js";

/** @type {[keys: string, word: string][]} */
const keyList = [
  ["/", "keyFilter"],
  ["Ctrl K", "keySearch"],
  ["Esc", "keyClear"],
  ["J K ↑ ↓", "keyMove"],
  ["Enter", "keyCopy"],
  ["Shift Enter", "keyCopyOther"],
  ["L", "keyLanguage"],
  ["?", "keyHelp"],
];
/** @type {HTMLDialogElement | undefined} */
let settingsWindow;

function makeChoice({ settings, changeSetting }, name, title, choices) {
  const radios = choices.map(([value, label]) => {
    const radio = make("input", { type: "radio", name, checked: settings[name] === value });
    radio.addEventListener("change", () => changeSetting(name, value));
    return make("label", {}, radio, label);
  });
  return make("fieldset", {}, make("legend", {}, title), ...radios);
}

function makeSwitch({ settings, changeSetting }, name, title) {
  const box = make("input", { type: "checkbox", checked: settings[name] });
  box.addEventListener("change", () => changeSetting(name, box.checked));
  return make("p", {}, make("label", {}, box, title));
}

function makeKeys() {
  const rows = keyList.map(([keys, word]) =>
    make("tr", {}, make("td", {}, make("kbd", {}, keys)), make("td", {}, words[word])),
  );
  return make("table", {}, make("caption", {}, words.keys), make("tbody", {}, ...rows));
}

function makeWindow(kept) {
  const close = make("button", { type: "button", className: "close" }, words.close);
  const dialog = make(
    "dialog",
    { className: "settings", attributes: { "aria-label": words.settings } },
    make("h2", {}, words.settings),
    makeChoice(kept, "theme", words.theme, [
      ["auto", words.auto],
      ["light", words.light],
      ["dark", words.dark],
    ]),
    makeChoice(kept, "notes", words.copying, [
      [false, words.codeAlone],
      [true, words.codeAndNotes],
    ]),
    makeSwitch(kept, "programs", words.programs),
    makeSwitch(kept, "keys", words.singleKeys),
    makeKeys(),
    ...(kept.areKept ? [] : [make("p", { className: "muted" }, words.notKept)]),
    close,
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return dialog;
}

onAsked("settings", (kept) => {
  settingsWindow ||= makeWindow(kept);
  if (!settingsWindow.open) settingsWindow.showModal();
});
