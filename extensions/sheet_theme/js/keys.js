// Shortcuts of a single key, which the reader can switch off (WCAG 2.1.4), and Esc.

import { switches } from "./anchors.js";
import { clearFilter, filter, searchAll } from "./filter.js";
import { goToRow } from "./moves.js";
import { settings } from "./settings.js";
import { openSettings } from "./settings_button.js";

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function goToFilter() {
  if (filter && document.activeElement !== filter) {
    filter.focus();
    filter.select();
  } else searchAll("");
}

function goToNextLanguage() {
  const at = switches.findIndex((link) => link.hasAttribute("aria-current"));
  switches[(at + 1) % switches.length]?.click();
}

function onEscape(event) {
  if (document.activeElement !== filter && !filter?.value) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  event.preventDefault();
  clearFilter();
  filter?.blur();
}

// By the physical key where a Korean keyboard sends a letter of its own: ㅣ for L.
function findAction({ key, code, shiftKey }) {
  if (key === "?") return openSettings;
  if (key === "/" || (code === "Slash" && !shiftKey)) return goToFilter;
  if (code === "KeyL" && !shiftKey) return goToNextLanguage;
  if (code === "KeyJ" && !shiftKey) return () => goToRow(1);
  if (code === "KeyK" && !shiftKey) return () => goToRow(-1);
  return undefined;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") onEscape(event);
  const again = event.target === filter && !filter?.value && findAction(event) === goToFilter;
  if (!settings.keys || (isTyping(event.target) && !again)) return;
  if (document.querySelector("dialog[open]")) return;
  const act = findAction(event);
  if (!act) return;
  event.preventDefault();
  act();
});
