/**
 * The live connection of a page: htmx and its sse extension carry it; this watches that nothing is missed.
 *
 *   [data-live]            the pill that holds the connection (data-hx-sse:connect="/_live/<room>/"), see c-live
 *     data-live-version    the room's version from which the page was drawn
 *     data-state           waiting, on, off (set here); data-on, data-off: the words, shown in [data-live-word]
 *   [data-live-region]     a part of the page with an id that the room may replace; nothing personal inside
 *   [data-live-call]       in a region, what fetches somebody's own (data-hx-trigger="load, again"): no message brings it,
 *                          so it is asked for again until there is an answer
 *
 * Each message has the room's next version as its id. A message that is not newer is dropped; after a gap, and
 * when a `version` event tells of one, the page is fetched again after 0 to 800 ms (so that a thousand tablets
 * do not come at once) and its regions are morphed in. `ended` means that the pass is over: the page loads anew.
 * htmx and its extension are loaded without defer: they begin at DOMContentLoaded, when this module already listens.
 * `live:fetched` is dispatched on the document after such a fetch.
 */
const JITTER_MS = 800;
const SILENT_MS = 60_000;
const WATCH_MS = 5_000;
const RELOAD_MS = 60_000;
const AGAIN_MS = 1_000;
const calls = new WeakMap();
let heardAt = Date.now();
let known = 0;
let wanted = 0;
let isFetching = false;
let isLost = false;

const pill = () => document.querySelector("[data-live]");
const wait = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

function show(name) {
  const holder = pill();
  if (!holder || holder.dataset.state === name) return;
  holder.dataset.state = name;
  const words = { on: holder.dataset.on, off: holder.dataset.off }[name];
  if (words) holder.querySelector("[data-live-word]").textContent = words;
}

function heard() {
  heardAt = Date.now();
  show("on");
}

/** Take the next message, or drop what is old; ask for the page when something lies between. */
function take(event) {
  const { message } = event.detail;
  heard();
  if (message.event) return;
  const version = Number(message.id);
  if (version <= known) {
    event.preventDefault();
    return;
  }
  if (version > known + 1) catchUp(version);
  else known = version;
}

async function catchUp(version) {
  wanted = Math.max(wanted, version);
  if (isFetching) return;
  isFetching = true;
  while (known < wanted) {
    await wait(Math.random() * JITTER_MS);
    try {
      await fetchRegions();
      if (known < wanted) await wait(WATCH_MS);
    } catch {
      show("off");
      await wait(WATCH_MS);
    }
  }
  isFetching = false;
}

async function fetchRegions() {
  const response = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (response.redirected || response.status === 401 || response.status === 403) {
    location.reload();
    return;
  }
  if (!response.ok) throw new Error(`status ${response.status}`);
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const region of fresh.querySelectorAll("[data-live-region][id]")) await morph(region);
  known = Number(fresh.querySelector("[data-live]")?.dataset.liveVersion ?? 0);
  document.dispatchEvent(new CustomEvent("live:fetched"));
}

async function morph(region) {
  const target = document.getElementById(region.id);
  if (target) await window.htmx.swap({ text: region.outerHTML, target, swap: "outerMorph", sourceElement: target });
}

/** The extension gives up when the first connection fails, and cannot feel a dead line: put in a fresh holder. */
function reconnect() {
  const holder = pill();
  if (!holder || document.hidden) return;
  show("off");
  isLost = false;
  heardAt = Date.now();
  const fresh = holder.cloneNode(true);
  fresh.removeAttribute("data-htmx-powered");
  window.htmx.trigger(holder, "htmx:abort");
  holder.replaceWith(fresh);
  window.htmx.process(fresh);
}

function watch() {
  if (isLost || Date.now() - heardAt > SILENT_MS) reconnect();
}

/** A refused pass may be an ended session: the page itself knows; but never reload more than once a minute. */
function loadAnew() {
  const last = Number(sessionStorage.getItem("live:reloaded") ?? 0);
  if (Date.now() - last < RELOAD_MS) return;
  sessionStorage.setItem("live:reloaded", String(Date.now()));
  wait(Math.random() * JITTER_MS).then(() => location.reload());
}

/** A server that answers nobody is asked less and less often by a whole hall. */
function callAgain(call) {
  const times = calls.get(call) ?? 0;
  calls.set(call, times + 1);
  wait(Math.min(AGAIN_MS * 2 ** times, WATCH_MS) + Math.random() * JITTER_MS).then(() => { if (call.isConnected) window.htmx.trigger(call, "again"); });
}

function failed(event) {
  const status = event.detail.status ?? event.detail.ctx?.response?.status;
  if (event.target.matches?.("[data-live-call]") && !(status < 500)) callAgain(event.target);
  if (!event.target.matches?.("[data-live]")) return;
  if (!event.type.startsWith("htmx:sse")) isLost = true;
  show("off");
  if (status === 403) loadAnew();
}

function closing(event) {
  if (event.detail.connection.attempt) show("off");
}

function told(event) {
  const version = Number(event.detail.data);
  if (version > known) catchUp(version);
}

function begin() {
  known = Number(pill().dataset.liveVersion);
  const listeners = {
    "htmx:sse:before:message": take,
    "htmx:sse:after:connection": heard,
    "htmx:sse:before:connection": closing,
    "htmx:sse:close": () => show("off"),
    "htmx:sse:error": failed,
    "htmx:response:error": failed,
    "htmx:error": failed,
    version: told,
    ended: loadAnew,
  };
  for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener);
  setInterval(watch, WATCH_MS);
}

if (pill()) begin();
