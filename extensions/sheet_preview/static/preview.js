// Load the page again when it, or all of its language, was built anew; say what is wrong, and what is done.

function findHere() {
  return decodeURI(location.pathname).replace(/^\//, "").replace(/\/$/, "/index.html");
}

function showState({ findings, step }) {
  document.querySelector(".preview-state")?.remove();
  const lines = [...findings, ...(step ? [`building ${step}`] : [])];
  if (!lines.length) return;
  const bar = document.createElement("div");
  bar.className = "preview-state";
  bar.role = "status";
  for (const line of lines) bar.append(Object.assign(document.createElement("p"), { textContent: line }));
  document.body.append(bar);
}

function listenForChanges() {
  const changes = new EventSource("/_preview/changes");
  changes.onmessage = (event) => {
    if (JSON.parse(event.data).includes(findHere())) location.reload();
  };
  changes.addEventListener("state", (event) => showState(JSON.parse(event.data)));
}

// What a reader's visit keeps would hide what was built since.
async function forgetVisits() {
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  for (const worker of workers) await worker.unregister();
}

listenForChanges();
forgetVisits();
