// What the reader chose, kept where the browser keeps anything.

export const settings = { theme: "auto", notes: false, programs: false, keys: true, outputs: false };
export let settingsAreKept = true;
const listeners = [];

export function onSettingChange(act) {
  listeners.push(act);
}

function readSettings() {
  try {
    const kept = JSON.parse(localStorage.getItem("sheet") || "{}");
    for (const [name, value] of Object.entries(settings))
      if (typeof kept[name] === typeof value) settings[name] = value === kept[name] ? value : kept[name];
  } catch (error) {
    settingsAreKept = error instanceof SyntaxError; // what another program wrote is replaced
  }
}

export function changeSetting(name, value) {
  settings[name] = value;
  try {
    localStorage.setItem("sheet", JSON.stringify(settings));
  } catch {
    settingsAreKept = false;
  }
  for (const act of listeners) act();
}

function showTheme() {
  const root = document.documentElement;
  if (settings.theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = settings.theme;
}

readSettings();
onSettingChange(showTheme);
