// Results as elements; text stays text, whatever is in it.
"use strict";

const SHOWN_PROSE = 160; // characters
const SHOWN_LINES = 10;

function make(name, properties = {}, ...children) {
  const { attributes = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

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
  const link = make(
    "a",
    { href: `${root}${found.page.uri}#${found.id}` },
    make("span", { className: "search-title" }, ...markUp(title, needles)),
    make("span", { className: "search-path" }, ...markUp(path, needles)),
  );
  return make("li", {}, link, ...makeTexts(found, needles, isMessage));
}

function makeTexts({ code, output, prose }, needles, isMessage) {
  const parts = [];
  if (code) {
    const shown = make("pre", { className: "search-code" }, ...markUp(cutLines(code), needles));
    parts.push(make("div", { className: "search-copied" }, shown, makeCopyButton(code)));
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

function makeCopyButton(code) {
  const button = make("button", { type: "button", className: "search-copy", textContent: words.copy });
  button.addEventListener("click", async () => {
    button.textContent = (await copyText(code)) ? words.copied : words.notCopied;
    setTimeout(() => (button.textContent = words.copy), 1500);
  });
  return button;
}

// A page that is not served over https has no clipboard.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = make("textarea", { value: text, className: "search-aside" });
    const focused = document.activeElement;
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return isCopied;
  }
}
