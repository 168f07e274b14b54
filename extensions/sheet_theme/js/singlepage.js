// The page of the whole sheet loads its chapters as the reader comes near them, or looks for something.
// A script of its own: no other page has any.

import { ask, onAsked } from "#sheet_web/contracts.js";
import { findAll, make } from "#sheet_web/dom.js";
import { words } from "#sheet_web/words.js";

const parts = findAll("section[data-src]");
// The parts that are not here yet, and where their rows are.
const missing = new Map(parts.map((part) => [part, new URL(part.dataset.src ?? "", location.href)]));
const loads = new Map();
const box = /** @type {HTMLInputElement | null} */ (document.getElementById("filter"));
const partial = make("p", { className: "muted", attributes: { role: "status" } });
let hasFailed = false;

function loadPart(part) {
  if (!loads.has(part)) loads.set(part, fetchPart(part));
  return loads.get(part);
}

async function fetchPart(part) {
  try {
    const address = missing.get(part) ?? "";
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    fillPart(part, await answer.text());
  } catch {
    loads.delete(part); // to be tried again
    hasFailed = true;
    ask("say", words.notLoaded);
  }
  sayPartial();
}

function fillPart(part, text) {
  const address = missing.get(part);
  if (!missing.delete(part)) return; // it has come another way
  /** @type {any} */
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const link of page.querySelectorAll("main a[href]"))
    link.href = new URL(link.getAttribute("href"), address).href;
  part.replaceChildren(...page.querySelector("main section").children);
  part.removeAttribute("data-src");
  ask("rows", part);
}

async function loadEverything() {
  if (!missing.size) return;
  ask("say", words.loading);
  hasFailed = false;
  sayPartial();
  await Promise.all([...missing.keys()].map(loadPart));
}

// What is looked for is not looked for everywhere before all is here.
function sayPartial() {
  partial.textContent = box?.value.trim() ? describePartial() : "";
}

function describePartial() {
  const here = String(findAll(".entry").length);
  const away = [...missing.keys()].reduce((sum, { dataset }) => sum + Number(dataset.rows), 0);
  const text = away ? (hasFailed ? words.partial : words.partialYet) : "";
  return text.replace("%s", here).replace("%s", String(Number(here) + away));
}

async function lookAgain() {
  if (!box?.value.trim()) return;
  await loadEverything();
  box.dispatchEvent(new Event("input"));
}

// The browser's own menu prints what is here the moment it says so: only a request comes in time that all else
// waits for.
function loadNow(part) {
  const request = new XMLHttpRequest();
  try {
    request.open("GET", missing.get(part) ?? "", false);
    request.send();
    if (request.status === 200) fillPart(part, request.responseText);
  } catch {
    hasFailed = true; // no network: the paper says what it lacks
  }
}

function prepareToPrint() {
  [...missing.keys()].forEach(loadNow);
  if (missing.size)
    document.querySelector("main")?.prepend(make("p", { className: "lacks" }, describePartial()));
}

async function loadAndPrint(event) {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "p") return;
  event.preventDefault();
  await loadEverything();
  print();
}

const nearness = new IntersectionObserver(
  (seen) => {
    for (const { isIntersecting, target } of seen) if (isIntersecting) loadPart(target);
  },
  { rootMargin: "1500px" }, // about two screens ahead of the reader
);
for (const part of parts) nearness.observe(part);

if (parts.length) {
  document.querySelector(".found")?.after(partial);
  document.addEventListener("keydown", loadAndPrint);
  addEventListener("beforeprint", prepareToPrint);
  addEventListener("afterprint", () => document.querySelector(".lacks")?.remove());
  addEventListener("online", lookAgain);
  box?.addEventListener("input", sayPartial);
}
onAsked("everything", (done) => loadEverything().then(done));
