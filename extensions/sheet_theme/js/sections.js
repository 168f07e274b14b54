// What a reader can do with a section: copy it, and what other packages add.

import { listenForCopies } from "#sheet_web/clipboard.js";
import { ask } from "#sheet_web/contracts.js";
import { findAll, make } from "#sheet_web/dom.js";
import { icons, makeIcon } from "#sheet_web/icons.js";
import { words } from "#sheet_web/words.js";
import { tellOfCopy } from "./copy.js";
import { joinWithImports } from "./programs.js";
import { findRows } from "./rows.js";

function addActions(section) {
  const heading = section.querySelector(".head > :is(h2, h3)");
  const rows = findRows(section);
  if (!heading || !rows.length || heading.closest("section") !== section || section.querySelector("h1"))
    return;
  const title = heading.firstChild.textContent;
  const attributes = { "aria-label": `${words.copySection}: ${title}` };
  const copy = make("button", { type: "button", title: words.copySection, attributes }, makeIcon(icons.copy));
  const actions = make("span", { className: "actions" }, copy);
  ask("section", { id: section.id, title, actions });
  heading.after(actions);
}

listenForCopies(".actions button", tellOfCopy, (button) =>
  joinWithImports(findRows(button.closest("section")).filter((row) => !row.hidden)),
);
// When all modules of the page have run, and listen.
queueMicrotask(() => findAll("main section").forEach(addActions));
