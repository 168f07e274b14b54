// Keep pages for reading offline; online, always what the site has now.
//
// `version` changes with every byte of what is kept. `shell` is kept from the first visit, `files` of a
// language as soon as one of its pages asks, any other page when it is read; addresses are below the scope.

const scope = new URL(self.registration.scope);
const prefix = `sheet ${scope.pathname} `; // other sites of the same host have caches of their own
const cacheName = prefix + version;
const known = new Set([...shell, ...Object.values(files).flat()]);

// "ko/a.html" for https://host/scope/ko/a.html?v=1#b; a folder is its index.html.
function findName(address) {
  const url = new URL(address);
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return "";
  const name = decodeURI(url.pathname.slice(scope.pathname.length));
  return name === "" || name.endsWith("/") ? `${name}index.html` : name;
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

async function keepAnswer(name, answer) {
  const cache = await caches.open(cacheName);
  await cache.put(makeAddress(name), answer);
}

async function findAnswer(request) {
  const cache = await caches.open(cacheName);
  const name = findName(request.url);
  const kept = await cache.match(makeAddress(name));
  if (kept || request.mode !== "navigate") return kept || Response.error();
  return (await cache.match(makeAddress("offline.html"))) || Response.error();
}

// The browser's own cache may hold a page for a while without asking whether it is still the same: ask.
// A name with its version (?v=) is never another file.
function ask(request) {
  if (new URL(request.url).searchParams.has("v")) return fetch(request);
  return fetch(request.mode === "navigate" ? request.url : request, { cache: "no-cache" });
}

async function answer(event) {
  const { request } = event;
  try {
    const found = await ask(request);
    if (found.redirected && request.mode === "navigate") return Response.redirect(found.url);
    const name = findName(request.url);
    if (found.ok && (known.has(name) || name.endsWith(".html"))) event.waitUntil(keepAnswer(name, found.clone()));
    return found;
  } catch {
    return findAnswer(request);
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(keepLanguage(event.data?.language)));
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && findName(event.request.url)) event.respondWith(answer(event));
});
