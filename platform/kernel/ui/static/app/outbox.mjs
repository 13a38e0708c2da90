/**
 * The outbox of votes: a tap is kept in localStorage until the server has given its receipt. Nothing is called
 * recorded before that. One entry for each poll and voter; it survives reload and loss of connection.
 *
 *   <form data-ballot="<poll>" …>            one open vote, see c-ballot; its submit buttons are the choices
 *     action                                 where the ballot is posted
 *     data-ballot-voter                      the account: an entry of another person is never sent or shown
 *     data-ballot-receipt, -choice           what the server already recorded when it drew the page, or empty
 *     data-ballot-change                     "no" when a recorded ballot may not be changed
 *     [data-ballot-strip]                    shows the state, a clone of <template data-strip="…">:
 *                                            ready, pending, recorded, other, refused; [data-fill="choice|time|code"]
 *   <div data-outbox data-ballot-voter="…">  holds the same templates and a token for ballots whose form has gone
 *
 * Posted as a form: choice, key (a UUID for each tap, the same at every retry), prev (the receipt that it replaces).
 * Answers: 200 {receipt, choice, recorded_at} · 412 {code, current: {choice, receipt}}: another device was first,
 * its ballot is shown · 409, 403 and every other 4xx, or a redirect: not recorded, tell the secretary ·
 * anything else, or none within 4 s: again after 1 s and as soon as the network is back.
 * A second tap while the first is on its way is sent after it, replacing the first one's receipt.
 */
const RETRY_MS = 1_000;
const TIMEOUT_MS = 4_000;
const KEPT_MS = 24 * 3600 * 1_000;
const PREFIX = "ballot:";
const AGAIN = new Set([408, 425, 429]);
const memory = new Map();
const sending = new Set();

// --- entries ----------------------------------------------------------------------------------------

function read(name) {
  try {
    const text = localStorage.getItem(name);
    if (text) return JSON.parse(text);
  } catch { /* storage is closed or the text is broken: what this page remembers is left */ }
  return memory.get(name) ?? null;
}

function write(name, entry) {
  memory.set(name, entry);
  try { localStorage.setItem(name, JSON.stringify(entry)); } catch { /* kept in memory; retries go on */ }
}

function forget(name) {
  memory.delete(name);
  try { localStorage.removeItem(name); } catch { /* nothing was stored */ }
}

function names(voter) {
  const own = `${PREFIX}${voter}:`;
  let stored = [];
  try { stored = Object.keys(localStorage); } catch { /* storage is closed */ }
  return [...new Set([...stored, ...memory.keys()])].filter((name) => name.startsWith(own));
}

/** A UUID (version 4); randomUUID is missing where a tablet reaches the hall's server without TLS. */
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function pending(entry, tap, prev) {
  return { state: "pending", url: entry.url, poll: entry.poll, ...tap, key: uuid(), prev, next: null, at: Date.now() };
}

// --- where an entry is shown ------------------------------------------------------------------------

const slotOf = (form) => `${PREFIX}${form.dataset.ballotVoter}:${form.dataset.ballot}`;
const forms = () => [...document.querySelectorAll("form[data-ballot]")];
const outbox = () => document.querySelector("[data-outbox]");
const formOf = (name) => forms().find((form) => slotOf(form) === name);
const hostOf = (name) => formOf(name) ?? outbox();

function labelOf(form, choice) {
  const button = form?.querySelector(`button[name="choice"][value="${CSS.escape(choice)}"]`);
  return (button?.querySelector("[data-label]") ?? button)?.textContent.trim() ?? choice;
}

function strip(host, state, words) {
  const template = host.querySelector(`template[data-strip="${state}"]`);
  const piece = template.content.cloneNode(true);
  for (const place of piece.querySelectorAll("[data-fill]")) place.textContent = words[place.dataset.fill] ?? "";
  return piece;
}

function press(form, entry) {
  const chosen = entry.next?.choice ?? entry.choice;
  const isFixed = entry.state === "refused" || form.dataset.ballotChange === "no";
  for (const button of form.querySelectorAll('button[name="choice"]')) {
    button.setAttribute("aria-pressed", String(button.value === chosen && entry.state !== "refused"));
    button.disabled = isFixed;
  }
}

function show(name) {
  const entry = read(name);
  const form = formOf(name);
  if (!form) {
    showOrphans();
    return;
  }
  if (!entry) {
    const { ballotReceipt, ballotChoice: choice, ballotChange } = form.dataset;
    if (ballotReceipt && ballotChange === "no") press(form, { choice, state: "recorded" });
    return;
  }
  const words = { choice: entry.label, time: entry.time, code: entry.receipt };
  form.querySelector("[data-ballot-strip]").replaceChildren(strip(form, entry.state, words));
  form.dataset.state = entry.state;
  press(form, entry);
}

/** Ballots whose form the page no longer has are shown until they are recorded, in red when they never were. */
function showOrphans() {
  const box = outbox();
  if (!box) return;
  const open = names(box.dataset.ballotVoter)
    .filter((name) => !formOf(name))
    .map((name) => read(name))
    .filter((entry) => entry && (entry.state === "pending" || entry.state === "refused"));
  const place = box.querySelector("[data-ballot-strip]");
  place.replaceChildren(...open.map((entry) => strip(box, entry.state, { choice: entry.label })));
}

// --- sending ----------------------------------------------------------------------------------------

async function post(entry, host) {
  const token = host?.querySelector('input[name="csrfmiddlewaretoken"]')?.value ?? "";
  const response = await fetch(entry.url, {
    method: "POST",
    body: new URLSearchParams({ choice: entry.choice, key: entry.key, prev: entry.prev }),
    headers: { Accept: "application/json", "X-CSRFToken": token },
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.type === "opaqueredirect") return { status: 403, body: {} };
  const isJson = response.headers.get("Content-Type")?.includes("json");
  return { status: response.status, body: isJson ? await response.json() : {} };
}

function clock(instant) {
  const moment = instant ? new Date(instant) : new Date();
  return moment.toLocaleTimeString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", hour12: false });
}

function recorded(entry, ballot, state, host) {
  const settled = {
    ...entry, state, choice: ballot.choice, label: labelOf(host, ballot.choice), receipt: ballot.receipt,
    time: clock(ballot.recorded_at), next: null,
  };
  const another = entry.next && entry.next.choice !== ballot.choice;
  return another ? pending(entry, entry.next, ballot.receipt) : settled;
}

/** Return the entry after an answer, or null when it must be sent again. */
function settle(entry, { status, body }, host) {
  if (status === 200 && body.receipt) return recorded(entry, body, "recorded", host);
  if (status === 412 && body.current?.receipt) {
    return recorded(entry, body.current, body.current.choice === entry.choice ? "recorded" : "other", host);
  }
  const isFinal = status >= 400 && status < 500 && !AGAIN.has(status);
  return isFinal ? { ...entry, state: "refused", status, next: null } : null;
}

async function trySend(name) {
  const before = read(name);
  const host = hostOf(name);
  let answer;
  try {
    answer = await post(before, host);
  } catch {
    return false;
  }
  const now = read(name) ?? before;
  const after = settle({ ...before, next: now.next }, answer, formOf(name) ?? host);
  if (!after) return false;
  write(name, after);
  show(name);
  return after.state !== "pending" || trySend(name);
}

async function send(name) {
  if (sending.has(name)) return;
  sending.add(name);
  const isSettled = await trySend(name);
  sending.delete(name);
  if (!isSettled) setTimeout(() => { if (read(name)?.state === "pending") send(name); }, RETRY_MS);
}

// --- taps, pages, networks --------------------------------------------------------------------------

function tap(form, button) {
  const name = slotOf(form);
  const entry = read(name);
  const chosen = { choice: button.value, label: labelOf(form, button.value) };
  if (entry?.state === "refused") return;
  if (entry?.state === "pending") {
    write(name, { ...entry, next: chosen.choice === entry.choice ? null : chosen });
  } else {
    const prev = entry?.receipt ?? form.dataset.ballotReceipt;
    if (chosen.choice === (entry?.choice ?? form.dataset.ballotChoice) && prev) return;
    write(name, pending({ url: form.action, poll: form.dataset.ballot }, chosen, prev));
  }
  show(name);
  send(name);
}

/** What a page loaded anew knows better than the entry: a receipt of its own, or a login that works again. */
function isOutdated(entry, form) {
  if (Date.now() - entry.at > KEPT_MS) return true;
  if (entry.state === "pending" || !form) return false;
  const mayTryAgain = entry.state === "refused" && entry.status !== 409;
  return Boolean(form.dataset.ballotReceipt) || mayTryAgain;
}

function resume() {
  const voters = new Set([...forms(), outbox()].filter(Boolean).map((place) => place.dataset.ballotVoter));
  for (const name of [...voters].flatMap((voter) => names(voter))) {
    const entry = read(name);
    if (!entry || isOutdated(entry, formOf(name))) forget(name);
    else if (entry.state === "pending") send(name);
  }
  refresh();
}

function refresh() {
  for (const form of forms()) show(slotOf(form));
  showOrphans();
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-ballot]") || event.submitter?.name !== "choice") return;
  event.preventDefault();
  tap(event.target, event.submitter);
});
window.addEventListener("online", resume);
window.addEventListener("storage", refresh);
document.addEventListener("htmx:after:swap", refresh);
document.addEventListener("live:fetched", refresh);
resume();
