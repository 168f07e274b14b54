// Keep the place on the page through a switch of language, and say so where a place does not exist.

import { ask } from "#sheet_web/contracts.js";
import { findAll } from "#sheet_web/dom.js";
import { askLater } from "./later.js";

export const switches = /** @type {HTMLAnchorElement[]} */ (findAll("nav.languages a"));

function keepPlace() {
  for (const link of switches) link.hash = location.hash;
}

function readPlace() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

async function checkPlace() {
  document.querySelector(".unknown-place")?.remove();
  const place = readPlace();
  if (!place || document.getElementById(place)) return;
  await askAndWait("everything");
  const found = document.getElementById(place);
  if (found) found.scrollIntoView();
  else {
    await askAndWait("moved"); // whoever knows where the place went leads on by itself
    askLater("unknown", place, "unknown_place.js");
  }
}

// Until somebody has answered; at once if nobody does.
export function askAndWait(name) {
  return new Promise((done) => ask(name, done) || done(undefined));
}

function onPlaceChange() {
  keepPlace();
  checkPlace();
}

onPlaceChange();
addEventListener("hashchange", onPlaceChange);
