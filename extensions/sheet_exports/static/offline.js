// Have the pages of this language kept for reading offline, once the page is there and the browser idle.
"use strict";

{
  const language = new URL("..", document.currentScript.src);
  const root = new URL("..", language);
  const name = decodeURI(language.pathname.slice(root.pathname.length, -1));

  const keepPages = async () => {
    try {
      await navigator.serviceWorker.register(new URL("sw.js", root));
      const { active } = await navigator.serviceWorker.ready;
      if (!navigator.connection?.saveData) active.postMessage({ language: name });
    } catch {
      // No worker there, as under `make serve`, or none allowed: the site works without.
    }
  };

  const waitForIdle = window.requestIdleCallback || setTimeout; // Safari has none
  if ("serviceWorker" in navigator && location.protocol.startsWith("http"))
    addEventListener("load", () => waitForIdle(keepPages));
}
