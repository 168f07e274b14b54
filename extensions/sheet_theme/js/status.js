// Say something to everyone: seen for a moment, and read out by screen readers.

import { onAsked } from "#sheet_web/contracts.js";
import { make } from "#sheet_web/dom.js";

const spoken = make("p", { className: "spoken", attributes: { role: "status" } });
let silence;

export function say(text) {
  spoken.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => (spoken.textContent = ""), 2500); // long enough to read two words
}

document.body.append(spoken);
onAsked("say", say);
