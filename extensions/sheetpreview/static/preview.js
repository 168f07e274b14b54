// Load the page again when it, or all of its language, was built anew.
"use strict";

function listenForChanges() {
  const changes = new EventSource("/_preview/changes");
  changes.onmessage = (event) => {
    const here = decodeURI(location.pathname).replace(/^\//, "").replace(/\/$/, "/index.html");
    if (JSON.parse(event.data).includes(here)) location.reload();
  };
}

// What a reader's visit keeps would hide what was built since.
async function forgetVisits() {
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  for (const worker of workers) await worker.unregister();
}

listenForChanges();
forgetVisits();
