// The window of settings and keys.

const keyList = [
  ["/", "keyFilter"],
  ["Ctrl K", "keySearch"],
  ["Esc", "keyClear"],
  ["↑ ↓", "keyMove"],
  ["Enter", "keyCopy"],
  ["L", "keyLanguage"],
  ["?", "keyHelp"],
];
let settingsWindow;

function makeChoice(name, title, choices) {
  const radios = choices.map(([value, label]) => {
    const radio = make("input", { type: "radio", name, checked: settings[name] === value });
    radio.addEventListener("change", () => changeSetting(name, value));
    return make("label", {}, radio, label);
  });
  return make("fieldset", {}, make("legend", {}, title), ...radios);
}

function makeSwitch(name, title) {
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

function makeWindow() {
  const close = make("button", { type: "button", className: "close" }, words.close);
  const dialog = make(
    "dialog",
    { className: "settings", attributes: { "aria-label": words.settings } },
    make("h2", {}, words.settings),
    makeChoice("theme", words.theme, [["auto", words.auto], ["light", words.light], ["dark", words.dark]]),
    makeChoice("notes", words.copying, [[false, words.codeAlone], [true, words.codeAndNotes]]),
    makeSwitch("keys", words.singleKeys),
    makeKeys(),
    ...(settingsAreKept ? [] : [make("p", { className: "muted" }, words.notKept)]),
    close,
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return dialog;
}

function openSettings() {
  settingsWindow ||= makeWindow();
  if (!settingsWindow.open) settingsWindow.showModal();
}

function addSettingsButton() {
  const attributes = { "aria-label": words.settings, "aria-haspopup": "dialog", "aria-keyshortcuts": "?" };
  const properties = { type: "button", className: "settings-open", title: words.settings, attributes };
  const button = make("button", properties, makeIcon(icons.settings));
  button.addEventListener("click", openSettings);
  document.querySelector("header.top").append(button);
}

addSettingsButton();
