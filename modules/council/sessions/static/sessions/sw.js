/**
 * Reads without a network what the reader saved on her device, and nothing else.
 *
 * The page fills the caches "pack-…" (pack.mjs); this only answers from them. Bytes and static files carry their
 * hash in the address, so the saved ones come first; pages come from the network, and from the pack when that is
 * silent. Nothing that is sent is ever held back or repeated, and live streams are left alone. Signing out empties
 * the device.
 */
const SAVED = /^\/(static\/|ky-hop\/tai-lieu\/[0-9a-f-]{36}\/tep\/)/;
const SIGN_OUT = "/tai-khoan/dang-xuat/";
const LIVE = "/_live/";
const SHELF = "/phien-hop/tai-lieu/";
const PATIENCE_MS = 6000;
const AGAIN = { ignoreSearch: true, ignoreVary: true };

async function empty() {
  for (const name of await caches.keys()) await caches.delete(name);
}

async function savedFirst(request) {
  return await caches.match(request, { ignoreVary: true }) ?? fetch(request);
}

/** The network's page; the saved one when there is none, or when it keeps the reader waiting. */
async function networkFirst(request) {
  const saved = await caches.match(request.url, AGAIN);
  const coming = fetch(request);
  try {
    if (!saved) return await coming;
    const late = new Promise((_resolve, reject) => { setTimeout(reject, PATIENCE_MS); });
    return await Promise.race([coming, late]);
  } catch (error) {
    const shelf = saved ?? await caches.match(SHELF, AGAIN);
    if (shelf) return shelf;
    throw error;
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== self.location.origin || pathname.startsWith(LIVE)) return;
  if (request.method === "POST" && pathname === SIGN_OUT) event.waitUntil(empty());
  if (request.method !== "GET") return;
  if (SAVED.test(pathname) && !search) event.respondWith(savedFirst(request));
  else if (request.mode === "navigate") event.respondWith(networkFirst(request));
});
