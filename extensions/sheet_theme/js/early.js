// Before the first paint: the colours that the reader chose.

try {
  const theme = JSON.parse(localStorage.getItem("sheet") || "{}").theme;
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off, or holds what this site did not write: the system's colours serve.
}
