// The place that is read is marked among the places of the page, as the page scrolls.

import { findAll } from "#sheet_web/dom.js";

const READ = 0.25; // of the window: what is above this line has been reached
const links = /** @type {HTMLAnchorElement[]} */ (findAll(".places a"));
let marked;

// The last place above the line; at the end of the page the last of all.
function findRead() {
  const { scrollHeight, clientHeight } = document.documentElement;
  const isEnd = scrollHeight > clientHeight && scrollY + clientHeight > scrollHeight - 2;
  return links.findLast((link) => isEnd || isReached(document.getElementById(link.hash.slice(1))));
}

function isReached(place) {
  return place?.getBoundingClientRect().top <= innerHeight * READ;
}

function markRead() {
  const read = findRead();
  if (read === marked) return;
  marked?.removeAttribute("aria-current");
  read?.setAttribute("aria-current", "location");
  marked = read;
}

if (links.length) {
  addEventListener("scroll", () => requestAnimationFrame(markRead), { passive: true });
  markRead();
}
