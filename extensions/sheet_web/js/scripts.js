// Load scripts and styles when they are first needed; unlike what is fetched, they come from files too.

// The address of the script that runs now; only to be asked while it runs for the first time.
export function findOwnAddress() {
  return /** @type {HTMLScriptElement} */ (document.currentScript).src;
}

/**
 * Settled when it has run, or could not be loaded.
 * @param {string} src
 */
export function loadScript(src) {
  return addToHead(Object.assign(document.createElement("script"), { src }));
}

/**
 * The same for styles.
 * @param {string} href
 */
export function loadStyles(href) {
  return addToHead(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

/**
 * @param {HTMLElement} element
 * @returns {Promise<Event>}
 */
function addToHead(element) {
  return new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error(element.outerHTML));
    document.head.append(element);
  });
}
