// Ask a service worker for pages, without a network: a line for each, the file that it gives or the address
// that it leads to. `node offline.mjs '{"worker": ..., "scope": ..., "kept": [...], "addresses": [...]}'`

import { readFileSync } from "node:fs";
import vm from "node:vm";

const { worker, scope, kept, languages, addresses } = JSON.parse(process.argv[2]);
const places = new Map(kept.map((name) => [new URL(name, scope).href, name]));
const listeners = {};
const cache = {
  match: async (address) => places.has(address) && { file: places.get(address), clone: () => ({}) },
  keys: async () => [...places.keys()].map((url) => ({ url })),
};
const caches = { open: async () => cache, match: cache.match };
const self = {
  registration: { scope },
  addEventListener: (name, listener) => (listeners[name] = listener),
};
const Response = { redirect: (url) => ({ url: String(url) }), error: () => ({ file: "" }) };
const fetch = () => Promise.reject(new Error("no network"));
const world = { self, caches, Response, fetch, URL, Request: class {}, navigator: { languages }, setTimeout };
vm.runInNewContext(readFileSync(worker, "utf-8"), world);

for (const address of addresses) {
  const request = { url: new URL(address, scope).href, mode: "navigate", method: "GET" };
  let answer;
  listeners.fetch({ request, waitUntil() {}, respondWith: (found) => (answer = found) });
  const { file, url } = await answer;
  console.log(url ? `-> ${url}` : file);
}
process.exit(0); // the worker waits for a network that never answers
