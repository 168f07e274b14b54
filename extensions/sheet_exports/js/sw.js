// Keep pages for reading offline; online, always what the site has now, if it says so in two seconds.
//
// `version` changes with every byte of what is kept. `shell` is kept from the first visit, `files` of a
// language as soon as one of its pages asks, any other page when it is read; addresses are below the scope.

import { files, shell, version } from "./kept.js";

const scope = new URL(self.registration.scope);
const prefix = `sheet ${scope.pathname} `; // other sites of the same host have caches of their own
const cacheName = prefix + version;
const known = new Set([...shell, ...Object.values(files).flat()]);

// "ko/a.html" for https://host/scope/ko/a.html?v=1#b; a folder is its index.html; "" for what is none of ours.
function findName(address) {
  const url = new URL(address);
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return "";
  try {
    const name = decodeURI(url.pathname.slice(scope.pathname.length));
    return name === "" || name.endsWith("/") ? `${name}index.html` : name;
  } catch {
    return ""; // "%E0": no file has such a name
  }
}

const makeAddress = (name) => new URL(encodeURI(name), scope).href;

async function keepAll(names) {
  const cache = await caches.open(cacheName);
  const requests = names.map((name) => new Request(makeAddress(name), { cache: "no-cache" }));
  await cache.addAll(requests);
}

// A language whose first page was kept before is kept whole by the next version before it takes over.
async function findKeptLanguages() {
  const kept = await Promise.all(
    Object.keys(files).map(async (language) => {
      const found = await caches.match(makeAddress(`${language}/index.html`));
      return found ? [language] : [];
    }),
  );
  return kept.flat();
}

async function install() {
  const languages = await findKeptLanguages();
  await keepAll([...shell, ...languages.flatMap((language) => files[language])]);
  await self.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function keepLanguage(language) {
  if (!Object.hasOwn(files, language)) return;
  const cache = await caches.open(cacheName);
  const kept = new Set((await cache.keys()).map((request) => findName(request.url)));
  const missing = files[language].filter((name) => !kept.has(name));
  // One by one, so that an interrupted visit keeps what came before, and the reader's own loads go first.
  for (const name of missing) await keepAll([name]);
}

// Under which name an answer is kept; "" if it is not. An address with a query is another one than the page's
// own: who made it up must not decide what is read offline. Only what pages load has a version (?v=) in its.
function findKeptName(request, answer) {
  const name = findName(request.url);
  const { search } = new URL(request.url);
  if (!answer.ok || answer.redirected) return "";
  if (known.has(name) || name.endsWith(".html"))
    return search === "" || (!name.endsWith(".html") && /^\?v=\w+$/.test(search)) ? name : "";
  // Hosts give a.html for the address "a" too, as GitHub Pages does.
  const isPage = (answer.headers.get("Content-Type") || "").startsWith("text/html");
  return isPage && search === "" ? `${name}.html` : "";
}

async function keepAnswer(name, answer) {
  const cache = await caches.open(cacheName);
  await cache.put(makeAddress(name), answer);
}

// The language that a reader is sent to from the root: of those that are kept the browser's first, else any.
async function findKeptHome() {
  const kept = await findKeptLanguages();
  const fits = (language, tag) => {
    const code = language.replace("_", "-").toLowerCase();
    return code === tag.toLowerCase() || code.split("-")[0] === tag.toLowerCase().split("-")[0];
  };
  const wanted = (navigator.languages || []).map((tag) => kept.find((language) => fits(language, tag)));
  const home = wanted.find(Boolean) || kept[0];
  return home && makeAddress(`${home}/index.html`);
}

// What is kept of a page, at whichever of its addresses it is asked for. A folder without its last slash is
// sent to the one with it, for the links in the page.
async function findPage(cache, name, address) {
  const find = (found) => cache.match(makeAddress(found));
  const home = (name === "index.html" || name === "index") && (await findKeptHome());
  if (home) return Response.redirect(home);
  const kept = (await find(name)) || (await find(`${name}.html`));
  if (kept || !(await find(`${name}/index.html`))) return kept;
  const folder = new URL(address);
  folder.pathname += "/";
  return Response.redirect(folder);
}

async function findAnswer(request) {
  const cache = await caches.open(cacheName);
  const name = findName(request.url);
  return request.mode === "navigate" ? findPage(cache, name, request.url) : cache.match(makeAddress(name));
}

async function findSubstitute(request) {
  const cache = await caches.open(cacheName);
  const page = request.mode === "navigate" && (await cache.match(makeAddress("offline.html")));
  return page || Response.error();
}

// The browser's own cache may hold a page for a while without asking whether it is still the same: ask.
// A name with its version (?v=) is never another file.
function ask(request) {
  if (new URL(request.url).searchParams.has("v")) return fetch(request);
  return fetch(request.mode === "navigate" ? request.url : request, { cache: "no-cache" });
}

const PATIENCE = 2000; // milliseconds, after which what is kept is as good as what may never come
let isSilent = false; // the network has let a reader wait: what a kept page asks for waits no more

// What the site has now, kept when it comes, whether or not anybody waits for it any more.
async function askAndKeep(event) {
  const found = await ask(event.request);
  isSilent = false;
  const name = findKeptName(event.request, found);
  if (name) event.waitUntil(keepAnswer(name, found.clone()));
  return found;
}

async function answer(event, asked) {
  const { request } = event;
  const isVisit = request.mode === "navigate";
  const late = new Promise((done) => setTimeout(done, isSilent && !isVisit ? 0 : PATIENCE));
  try {
    const soon = await Promise.race([asked, late]);
    isSilent ||= !soon;
    const found = soon || (await findAnswer(request)) || (await asked);
    return found.redirected && isVisit ? Response.redirect(found.url) : found;
  } catch {
    return (await findAnswer(request)) || findSubstitute(request);
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(keepLanguage(event.data?.language)));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || !findName(event.request.url)) return;
  const asked = askAndKeep(event);
  event.waitUntil(asked.catch(() => {})); // the answer below is told
  event.respondWith(answer(event, asked));
});
