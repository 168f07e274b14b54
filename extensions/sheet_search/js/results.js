// What stands below a search box: a line that says how it went, and results.

import { listenForCopies } from "#sheet_web/clipboard.js";
import { make } from "#sheet_web/dom.js";
import { findProgram } from "#sheet_web/programs.js";
import { words } from "#sheet_web/words.js";
import { listRows } from "./index.js";
import { cutMessage } from "./messages.js";
import { markText } from "./search.js";

// Show what the engine finds, and say it; `ask` is called with a term that the reader picks instead,
// `more` is the address of all that is found.
export function showAnswers({ status, list }, { engine, query, root, most, ask, more }) {
  const { results, needles, guesses, nearest, isMessage, isEarly } = engine.search(query);
  if (!query.trim()) showNothing({ status, list });
  else if (isEarly) status.replaceChildren(words.loading);
  else if (results.length) {
    const shown = results.slice(0, most);
    const items = shown.map(({ number }) => makeResult(engine, { number, needles, root, isMessage }));
    list.replaceChildren(...items);
    const said = sayFound(results.length, guesses);
    status.replaceChildren(
      more && results.length > most ? make("a", { href: more, textContent: said }) : said,
    );
  } else {
    list.replaceChildren();
    status.replaceChildren(...sayNone(nearest, ask));
  }
}

function showNothing({ status, list }) {
  list.replaceChildren();
  status.replaceChildren();
}

function sayFound(count, guesses) {
  const found = count === 1 ? words.foundOne : words.found.replace("%s", count);
  return guesses.length ? `${found} · ${words.instead.replace("%s", guesses.join(", "))}` : found;
}

function sayNone(nearest, ask) {
  if (!nearest.length) return [words.none];
  const buttons = nearest.map((term) => {
    const button = make("button", { type: "button", className: "search-term", textContent: term });
    button.addEventListener("click", () => ask(term));
    return button;
  });
  return [`${words.none} ${words.nearest} `, ...buttons];
}

// Results as elements; text stays text, whatever is in it.

const SHOWN_PROSE = 160; // characters
const SHOWN_LINES = 10;
let isListening = false;

// The text with what was looked for in <mark>.
function markUp(text, needles) {
  const pieces = [];
  let end = 0;
  for (const [start, stop] of markText(text, needles)) {
    pieces.push(text.slice(end, start), make("mark", { textContent: text.slice(start, stop) }));
    end = stop;
  }
  return [...pieces, text.slice(end)];
}

// A result: its title, leading to its row, where that stands, its code with a button, its words.
function makeResult(engine, { number, needles, root, isMessage }) {
  const { documents } = engine.index;
  const found = documents[number];
  const title = found.title ?? (found.note || found.lead || found.id);
  const places = [found.page.chapter, found.page.title, documents[found.section].title];
  const path = [...new Set(places)].filter((place) => place && place !== found.title).join(" › ");
  const href = `${root}${found.page.uri}#${found.id}`;
  const link = make(
    "a",
    { href },
    make("span", { className: "search-title" }, ...markUp(title, needles)),
    make("span", { className: "search-path" }, ...markUp(path, needles)),
  );
  const rows = listRows(documents, number);
  const code = rows.map((row) => row.code).join("\n");
  const first = rows.length ? `${root}${rows[0].page.uri}#${rows[0].id}` : href;
  return make("li", {}, link, ...makeTexts({ ...found, code }, first, needles, isMessage));
}

function makeTexts({ code, output, prose }, href, needles, isMessage) {
  const parts = [];
  if (code) {
    const shown = make("pre", { className: "search-code" }, ...markUp(cutLines(code), needles));
    parts.push(make("div", { className: "search-copied" }, shown, makeCopyButton(code, href)));
  }
  const words = isMessage ? cutMessage(output ?? "") : cutProse(prose ?? "", needles);
  if (words) parts.push(make("p", { className: "search-prose" }, ...markUp(words, needles)));
  return parts;
}

function cutLines(code) {
  const lines = code.split("\n");
  return lines.length > SHOWN_LINES ? [...lines.slice(0, SHOWN_LINES), "…"].join("\n") : code;
}

// From a little before it says what was looked for.
function cutProse(text, needles) {
  const at = markText(text, needles)[0]?.[0] ?? 0;
  const start = at > SHOWN_PROSE / 2 ? text.lastIndexOf(" ", at - SHOWN_PROSE / 3) + 1 : 0;
  const shown = text.slice(start, start + SHOWN_PROSE);
  return `${start ? "… " : ""}${shown}${text.length > start + SHOWN_PROSE ? " …" : ""}`;
}

// Rows above a result are not in sight: what is copied runs without them.
function makeCopyButton(code, href) {
  const attributes = { "data-clipboard-text": code, "data-program": href, title: words.copyProgram };
  return make("button", { type: "button", className: "search-copy", textContent: words.copy, attributes });
}

async function readProgram({ dataset }) {
  const { above, code } = await findProgram(dataset.program, dataset.clipboardText);
  return above + code;
}

function tellOfCopy(button, isCopied) {
  button.textContent = isCopied ? words.copied : words.notCopied;
  setTimeout(() => {
    button.textContent = words.copy;
  }, 1500);
}

// Once for the page, wherever results are shown.
export function listenForResults() {
  if (!isListening) listenForCopies(".search-copy", tellOfCopy, readProgram);
  isListening = true;
}
