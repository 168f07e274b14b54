// What the reader chose, kept where the browser keeps anything.

const settings = { theme: "auto", notes: false, keys: true };
let settingsAreKept = true;

function readSettings() {
  try {
    const kept = JSON.parse(localStorage.getItem("sheet") || "{}");
    for (const [name, value] of Object.entries(settings))
      if (typeof kept[name] === typeof value) settings[name] = value === kept[name] ? value : kept[name];
  } catch (error) {
    settingsAreKept = error instanceof SyntaxError; // what another program wrote is replaced
  }
}

function changeSetting(name, value) {
  settings[name] = value;
  try {
    localStorage.setItem("sheet", JSON.stringify(settings));
  } catch {
    settingsAreKept = false;
  }
  showTheme();
}

function showTheme() {
  const root = document.documentElement;
  if (settings.theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = settings.theme;
}

readSettings();
