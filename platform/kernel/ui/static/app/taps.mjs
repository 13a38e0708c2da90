/**
 * What a person taps in the hall beside voting: checking in, leaving, asking for the floor. A tap is kept in
 * localStorage until the server has said that it is recorded; it survives reload and loss of connection.
 *
 *   <form data-tap="<name>" …>      see c-tap; posted as it stands, with a key that is the same at every retry
 *     data-tap-owner                the account: a tap of another person is never sent or shown
 *     data-tap-then="reload"        what follows when it is recorded: the page is drawn anew
 *     [data-tap-said]               shows what became of it; data-waiting, data-failed: the words meanwhile
 *
 * Answers: 200 {said} · 4xx {said}: refused, the words are shown · anything else, or none within 4 s: again after
 * 1 s and as soon as the network is back. A tap older than an hour is forgotten: it no longer means the same.
 */
const RETRY_MS = 1_000;
const TIMEOUT_MS = 4_000;
const KEPT_MS = 3_600_000;
const PREFIX = "tap:";
const AGAIN = new Set([408, 425]);
const memory = new Map();
const sending = new Set();

const nameOf = (form) => `${PREFIX}${form.dataset.tapOwner}:${form.dataset.tap}`;
const forms = () => [...document.querySelectorAll("form[data-tap]")];
const formOf = (name) => forms().find((form) => nameOf(form) === name);

function read(name) {
  try {
    const text = localStorage.getItem(name);
    if (text) return JSON.parse(text);
  } catch { /* storage is closed or the text is broken */ }
  return memory.get(name) ?? null;
}

function write(name, entry) {
  memory.set(name, entry);
  try { localStorage.setItem(name, JSON.stringify(entry)); } catch { /* kept in memory */ }
}

function forget(name) {
  memory.delete(name);
  try { localStorage.removeItem(name); } catch { /* nothing was stored */ }
}

/** A UUID (version 4); randomUUID is missing where a tablet reaches the hall's server without TLS. */
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function say(form, words, state) {
  const place = form?.querySelector("[data-tap-said]");
  if (!place) return;
  if (place.textContent !== words) place.textContent = words;
  form.dataset.state = state;
  for (const button of form.querySelectorAll("button")) button.disabled = state === "waiting";
}

async function post(entry, form) {
  const token = (form ?? document).querySelector('input[name="csrfmiddlewaretoken"]')?.value ?? "";
  const response = await fetch(entry.url, {
    method: "POST",
    body: new URLSearchParams(entry.body),
    headers: { Accept: "application/json", "X-CSRFToken": token },
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.type === "opaqueredirect") return { status: 403, body: {} };
  const isJson = response.headers.get("Content-Type")?.includes("json");
  return { status: response.status, body: isJson ? await response.json() : {} };
}

/** Return whether the tap is settled; a server that is away or busy is asked again. */
async function trySend(name) {
  const entry = read(name);
  const form = formOf(name);
  let answer;
  try {
    answer = await post(entry, form);
  } catch {
    return false;
  }
  const isDone = answer.status === 200 && answer.body.said;
  const isRefused = answer.status >= 400 && answer.status < 500 && !AGAIN.has(answer.status);
  if (!isDone && !isRefused) return false;
  forget(name);
  const shown = formOf(name);
  say(shown, answer.body.said ?? shown?.querySelector("[data-tap-said]")?.dataset.failed ?? "", isDone ? "done" : "refused");
  document.dispatchEvent(new CustomEvent("tap:settled", { detail: { name, isDone } }));
  if (isDone && entry.then === "reload") location.reload();
  return true;
}

async function send(name) {
  if (sending.has(name)) return;
  sending.add(name);
  const isSettled = await trySend(name);
  sending.delete(name);
  if (!isSettled) setTimeout(() => { if (read(name)) send(name); }, RETRY_MS);
}

function show(form) {
  if (read(nameOf(form))) say(form, form.querySelector("[data-tap-said]").dataset.waiting, "waiting");
}

function tap(form, button) {
  const name = nameOf(form);
  if (read(name)) return;
  const body = new FormData(form);
  if (button?.name) body.set(button.name, button.value);
  body.delete("csrfmiddlewaretoken");
  body.set("key", uuid());
  write(name, { url: form.action, body: [...body.entries()], then: form.dataset.tapThen ?? "", at: Date.now() });
  show(form);
  send(name);
}

/** Every tap of whoever uses the page: those, too, whose form went away because the first try had arrived. */
function names() {
  const owners = new Set(forms().map((form) => `${PREFIX}${form.dataset.tapOwner}:`));
  let stored = [];
  try { stored = Object.keys(localStorage); } catch { /* storage is closed */ }
  return [...new Set([...stored, ...memory.keys()])].filter((name) => [...owners].some((own) => name.startsWith(own)));
}

function resume() {
  for (const name of names()) {
    const entry = read(name);
    const form = formOf(name);
    if (!entry || Date.now() - entry.at > KEPT_MS) forget(name);
    else {
      if (form) show(form);
      send(name);
    }
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-tap]")) return;
  event.preventDefault();
  tap(event.target, event.submitter);
});
window.addEventListener("online", resume);
document.addEventListener("htmx:after:swap", resume);
document.addEventListener("live:fetched", resume);
resume();
