// One engine for the page, asked anew when more of the texts is there.
"use strict";

const PATIENCE = 200; // milliseconds to wait for the whole texts before showing what there is

let session = null;

// `ready` is settled when queries can be answered, `whole` when nothing more will come.
function startSession(load) {
  session ??= makeSession(load);
  return session;
}

function makeSession(load) {
  const started = { engine: null, ready: null, whole: null };
  started.ready = Promise.all([load("glossary"), load("data")]).then(() => {
    started.engine = createSearch(globalThis.sheetData, globalThis.sheetGlossary);
  });
  started.whole = Promise.all([started.ready, load("texts")]).then(() => {
    started.engine.addRest(globalThis.sheetTexts);
  });
  for (const promise of [started.ready, started.whole]) promise.catch(() => (session = null));
  return started;
}

// Answer now if all texts are there or late, and again when they have come.
async function answer(load, isAsked, show) {
  const started = startSession(load);
  await started.ready;
  const soon = new Promise((resolve) => setTimeout(resolve, PATIENCE, "late"));
  const isLate = (await Promise.race([started.whole, soon])) === "late";
  if (isLate && isAsked()) show(started.engine);
  await started.whole;
  if (isAsked()) show(started.engine);
}
