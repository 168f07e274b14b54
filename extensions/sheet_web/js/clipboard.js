// Copying by clipboard.js, which comes with sphinx-copybutton and needs no https. It takes the focus away,
// and does not tell when a browser refuses: only the event of copying is missing then.

import { ask } from "./contracts.js";

let isCopied = false;
/** @type {Element | null} */
let focused = null;

function noteCopy() {
  isCopied = true;
}

function noteClick() {
  isCopied = false;
  focused = document.activeElement;
}

/**
 * After a click on one of these buttons `tell` is called with it, and whether anything was copied.
 * @param {string} selector
 * @param {(button: HTMLElement, isCopied: boolean) => void} tell
 * @param {(button: HTMLElement) => string | Promise<string>} findText what to copy, "" where another script
 *   has copied it; a promise is to be kept soon, or browsers refuse
 */
export function listenForCopies(selector, tell, findText = () => "") {
  document.addEventListener("copy", noteCopy); // a listener is added once, however often this is called
  document.addEventListener("click", noteClick, true);
  document.addEventListener("click", async (event) => {
    // The way that the click took: the icon that was clicked may have been exchanged since.
    const way = event.composedPath().filter((part) => part instanceof HTMLElement);
    const button = way.find((part) => part.matches(selector));
    if (!button) return;
    if (!findClipboard() && (await loadClipboard())) {
      button.click(); // once more: now there is what copies
      return;
    }
    const text = await findText(button);
    if (text) copyText(text);
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    tell(button, isCopied);
  });
}

function findClipboard() {
  return /** @type {any} */ (window).ClipboardJS;
}

/** @returns {Promise<boolean>} */
function loadClipboard() {
  return new Promise((resolve) => {
    if (!ask("copying", resolve)) resolve(false);
  });
}

/** @param {string} text */
function copyText(text) {
  const container = document.querySelector("dialog[open]") ?? document.body; // a dialog keeps the focus in
  findClipboard()?.copy(text, { container });
}
