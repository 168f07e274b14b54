// Each section as the files that a page can be had as, below its heading.

import { onAsked } from "#sheet_web/contracts.js";
import { make } from "#sheet_web/dom.js";
import { words } from "#sheet_web/words.js";

// Suffixes and addresses, as the page's own links have them.
const files = [...document.querySelectorAll("header a[download]")].map((link) => [
  link.textContent,
  link.getAttribute("href"),
]);

// creation.py and "from-data" give creation.from-data.py
function makeLink(id, title, suffix, href) {
  const attributes = { "aria-label": `${title} ${suffix}` };
  const address = `${href.slice(0, -suffix.length)}.${id}${suffix}`;
  return make("a", { href: address, download: "", title: words[`section${suffix}`], attributes }, suffix);
}

onAsked("section", ({ id, title, actions }) => {
  actions.append(...files.map(([suffix, href]) => makeLink(id, title, suffix, href)));
});
