// Take the reader's place on the page along to another language: what stands at the top of the view, and what
// is looked for.

import { findAll } from "#sheet_web/dom.js";
import { askAndWait, switches } from "./anchors.js";
import { filter, startFilter } from "./filter.js";

const KEPT = "sheet-place";

function findTop() {
  return document.querySelector("header.top")?.getBoundingClientRect().bottom ?? 0;
}

// The last row or section that begins above what is seen, or at its top; none at the top of the page.
function findPlace() {
  const line = Math.max(0, findTop()) + 2; // pixels; places are whole pixels in few browsers
  const places = scrollY ? findAll("main :is(section, .entry)[id]") : [];
  return places.findLast(
    (place) => place.getClientRects().length && place.getBoundingClientRect().top <= line,
  );
}

// The place in the address says enough while it is in view; else it would be scrolled to.
function packPlace(link) {
  const target = document.querySelector(":target")?.getBoundingClientRect();
  const isInView = target && target.top >= 0 && target.top < innerHeight;
  if (!isInView) link.hash = "";
  const place = isInView ? undefined : findPlace();
  const offset = place?.getBoundingClientRect().top;
  const kept = { path: link.pathname, id: place?.id, offset, query: filter?.value };
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // Storage is switched off: the other page opens at its top.
  }
}

function unpackPlace() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) || "{}");
    sessionStorage.removeItem(KEPT);
    return kept.path === location.pathname ? kept : {};
  } catch {
    return {};
  }
}

async function showPlace({ id, offset, query }) {
  if (query) startFilter(query);
  if (!id) return;
  if (!document.getElementById(id)) await askAndWait("everything");
  const place = document.getElementById(id);
  if (place) scrollBy(0, place.getBoundingClientRect().top - offset);
}

for (const link of switches)
  link.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) packPlace(link); // else it opens elsewhere
  });
showPlace(unpackPlace());
