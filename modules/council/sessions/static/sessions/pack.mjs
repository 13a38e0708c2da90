/**
 * Saves the papers of a session on the device, one by one, and goes on where it was cut.
 *
 *   [data-pack]                data-manifest: what there is to save; data-account: whose pack it is; data-say-…
 *     data-state               none, wanting, saving, waiting, saved, full, broken (set here)
 *   [data-pack-line]           what is told; [data-pack-bar] the bar of an SVG; [data-pack-save] [data-pack-drop]
 *
 * One cache for each account and session ("pack-…"). What is there with the same tag is never fetched again; a large
 * file comes in pieces that lie beside it until it is whole, so that a cut costs one piece at most. Bytes are held
 * against their hash before they are kept. Other accounts' packs, and those of sessions that are over, are
 * thrown away as soon as this sees them. A page whose reader asked once goes on by itself.
 */
const PREFIX = "pack-";
const WANTED = "pack:wanted";
const TAG = "X-Pack-Tag";
const PIECE = 4_000_000;
const AGAIN_MS = 20_000;
const LOOK_MS = 240_000;
const SOON_MS = 10_000;
const SPARE = 1.1;
const MEGA = 1_000_000;

async function digest(bytes) {
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Under what names the pieces of a large file lie; of a small one there are none. */
function pieces({ kind, url, size }) {
  return kind === "file" && size > PIECE ? Array.from({ length: Math.ceil(size / PIECE) }, (_none, index) => `${url}${index}/`) : [];
}

function dressed(response) {
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Content-Range", "Set-Cookie"]) headers.delete(name);
  return headers;
}

class Pack {
  constructor(holders) {
    this.holders = holders;
    this.words = holders[0].dataset;
    this.manifest = null;
    this.isBusy = false;
    this.timer = 0;
    this.done = 0;
  }

  async begin() {
    await navigator.serviceWorker.register(this.words.worker, { scope: "/" });
    for (const holder of this.holders) {
      holder.hidden = false;
      holder.addEventListener("click", (event) => this.clicked(event));
    }
    addEventListener("online", () => this.look());
    for (const name of ["live:fetched", "htmx:after:swap"]) document.addEventListener(name, () => this.soon());
    setInterval(() => this.look(), LOOK_MS);
    await this.look();
  }

  /** The hall has changed, perhaps the papers too: look, but never all tablets at once, nor at each of the changes. */
  soon() {
    if (this.timer || !this.manifest || localStorage.getItem(WANTED) !== this.manifest.name) return;
    this.timer = setTimeout(() => { this.timer = 0; this.look(); }, SOON_MS * (1 + 4 * Math.random()));
  }

  /** Ask what there is to save; without a network say what is there. */
  async look() {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      const response = await fetch(this.words.manifest, { cache: "no-store", headers: { Accept: "application/json" } });
      if (!response.ok || response.redirected) throw new Error(`status ${response.status}`);
      this.manifest = await response.json();
      await this.tidy();
      if (!this.manifest.name) this.show("none");
      else if (localStorage.getItem(WANTED) === this.manifest.name) await navigator.locks.request("pack", { ifAvailable: true }, (lock) => lock && this.fill());
      else this.show("wanting");
    } catch {
      await this.cut();
    } finally {
      this.isBusy = false;
    }
  }

  async tidy() {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX) && name !== this.manifest.name) await caches.delete(name);
    }
  }

  /** The network is gone: say how much is saved, and try again soon. */
  async cut() {
    const last = JSON.parse(localStorage.getItem("pack:last") ?? "null");
    if (!this.manifest && last && await caches.has(last.name)) {
      this.manifest = { name: last.name, entries: [], documents: last.documents, bytes: 0 };
      this.done = last.done;
    }
    if (!this.manifest?.name || localStorage.getItem(WANTED) !== this.manifest.name) this.show("none");
    else this.show(this.done === this.manifest.documents ? "saved" : "waiting");
    setTimeout(() => this.look(), AGAIN_MS);
  }

  async fill() {
    const store = await caches.open(this.manifest.name);
    const missing = await this.missing(store);
    this.count(missing);
    if (!await this.fits(missing)) {
      this.show("full");
      return;
    }
    for (const [index, entry] of missing.entries()) {
      this.show("saving");
      await this.keep(store, entry);
      this.count(missing.slice(index + 1));
    }
    await this.forget(store);
    this.show("saved");
  }

  async missing(store) {
    const missing = [];
    for (const entry of this.manifest.entries) {
      const kept = await store.match(entry.url, { ignoreVary: true });
      if (kept?.headers.get(TAG) !== entry.tag) missing.push(entry);
    }
    return missing;
  }

  count(missing) {
    this.done = this.manifest.documents - missing.filter((entry) => entry.kind === "file").length;
    const last = { name: this.manifest.name, documents: this.manifest.documents, done: this.done };
    localStorage.setItem("pack:last", JSON.stringify(last));
  }

  async fits(missing) {
    const needed = missing.reduce((sum, entry) => sum + entry.size, 0);
    const { quota = Infinity, usage = 0 } = await navigator.storage?.estimate?.() ?? {};
    this.lacking = Math.ceil((needed * SPARE - (quota - usage)) / MEGA);
    return this.lacking <= 0;
  }

  async keep(store, entry) {
    const parts = entry.kind === "file" ? await this.parts(store, entry) : [await this.fetched(entry)];
    const headers = dressed(parts[0]);
    const bytes = await new Blob(await Promise.all(parts.map((part) => part.blob()))).arrayBuffer();
    const isRight = entry.kind !== "file" || await digest(bytes) === entry.tag;
    if (isRight) {
      headers.set(TAG, entry.tag);
      await store.put(entry.url, new Response(bytes, { headers }));
    }
    for (const name of pieces(entry)) await store.delete(name);
    if (!isRight) throw new Error("other bytes");
  }

  /** The file from beginning to end, in as many responses as it has pieces; those that are there are not fetched. */
  async parts(store, entry) {
    const names = pieces(entry);
    if (!names.length) return [await this.fetched(entry)];
    for (const [index, name] of names.entries()) {
      if (await store.match(name, { ignoreVary: true })) continue;
      const last = Math.min((index + 1) * PIECE, entry.size) - 1;
      const part = await this.fetched(entry, { Range: `bytes=${index * PIECE}-${last}` });
      if (part.status !== 206) return [part];
      await store.put(name, new Response(await part.blob(), { headers: dressed(part) }));
    }
    return Promise.all(names.map((name) => store.match(name, { ignoreVary: true })));
  }

  async fetched(entry, headers = {}) {
    const url = entry.kind === "file" ? `${entry.url}?luu` : entry.url;
    const response = await fetch(url, { headers, cache: entry.kind === "static" ? "default" : "no-store" });
    if (!response.ok || response.redirected) throw new Error(`status ${response.status}`);
    return response;
  }

  /** Throw away what is no longer in the pack: papers that were replaced or recalled. */
  async forget(store) {
    const wanted = new Set(this.manifest.entries.map((entry) => new URL(entry.url, location.origin).href));
    for (const request of await store.keys()) if (!wanted.has(request.url)) await store.delete(request);
  }

  async clicked(event) {
    if (event.target.closest("[data-pack-save]")) {
      localStorage.setItem(WANTED, this.manifest.name);
      await navigator.storage?.persist?.();
      await this.look();
    }
    if (event.target.closest("[data-pack-drop]")) {
      localStorage.removeItem(WANTED);
      await caches.delete(this.manifest.name);
      this.show("wanting");
    }
  }

  show(state) {
    const { documents = 0, bytes = 0 } = this.manifest ?? {};
    const values = { done: this.done, all: documents, size: Math.max(1, Math.round(bytes / MEGA)), lacking: this.lacking ?? 0 };
    for (const holder of this.holders) {
      const words = holder.dataset[`say${state[0].toUpperCase()}${state.slice(1)}`] ?? "";
      holder.dataset.state = state;
      holder.querySelector("[data-pack-line]").textContent = words.replace(/\{(\w+)\}/gu, (_all, name) => values[name]);
      holder.querySelector("[data-pack-bar]")?.setAttribute("width", documents ? (100 * this.done) / documents : 0);
      for (const [name, states] of [["save", ["wanting", "full"]], ["drop", ["saved", "saving", "waiting"]]]) {
        const button = holder.querySelector(`[data-pack-${name}]`);
        if (button) button.hidden = !states.includes(state);
      }
    }
  }
}

const holders = [...document.querySelectorAll("[data-pack]")];
if (holders.length && "serviceWorker" in navigator && "caches" in window) new Pack(holders).begin().catch(() => {});
