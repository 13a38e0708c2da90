/**
 * The self-test of a device: each [data-test] is measured and gets a verdict in words (good, warn, bad) with its number.
 *
 *   [data-selftest]        the box: data-stream and data-echo are addresses, data-token the form token, data-label-* words
 *   [data-test="name"]     one test: data-good, data-warn, data-bad say what it means and what to do
 *   [data-again]           the button that begins anew
 */
const box = document.querySelector("[data-selftest]");
const WAIT_MS = 6_000;
const FREE_BYTES = 500 * 1024 * 1024;
const ROUNDS = 5;
const TONES = { good: "pill-good", warn: "pill-warn", bad: "pill-bad" };

function say(name, state, value = "") {
  const test = box.querySelector(`[data-test="${name}"]`);
  const verdict = test.querySelector("[data-verdict]");
  test.dataset.state = state;
  if (test.dataset[state]) test.querySelector("[data-words]").textContent = test.dataset[state];
  test.querySelector("[data-value]").textContent = value;
  verdict.className = `pill ${TONES[state] ?? ""}`;
  verdict.textContent = box.dataset[`label${state[0].toUpperCase()}${state.slice(1)}`];
}

async function echo(word) {
  const begun = Date.now();
  const body = new URLSearchParams({ word });
  const answer = await fetch(box.dataset.echo, { method: "POST", body, headers: { "X-CSRFToken": box.dataset.token } });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const { now } = await answer.json();
  const took = Date.now() - begun;
  return { took, ahead: begun + took / 2 - Date.parse(now) };
}

/** Say a word by an ordinary request and wait until it comes back over the stream. */
function overStream() {
  return new Promise((resolve, reject) => {
    const stream = new EventSource(box.dataset.stream);
    const word = crypto.randomUUID?.() ?? "00000000-0000-4000-8000-000000000000";
    const timer = setTimeout(() => { stream.close(); reject(new Error("silent")); }, WAIT_MS);
    let said = 0;
    stream.addEventListener("version", () => {
      if (said) return;
      said = Date.now();
      echo(word).catch(reject);
    });
    stream.addEventListener("message", (event) => {
      if (event.data !== word) return;
      clearTimeout(timer);
      stream.close();
      resolve(Date.now() - said);
    });
  });
}

async function testStream() {
  const took = await overStream();
  say("stream", took < 1_000 ? "good" : "warn", `${took} ms`);
}

async function testNetwork() {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await echo("00000000-0000-4000-8000-000000000000"));
  const [quickest] = rounds.sort((one, other) => one.took - other.took);
  const { took } = rounds[Math.floor(ROUNDS / 2)];
  let pace = "good";
  if (took > 300) pace = took > 1_500 ? "bad" : "warn";
  say("latency", pace, `${took} ms`);
  const seconds = Math.abs(quickest.ahead) / 1_000;
  let hour = "good";
  if (seconds > 2) hour = seconds > 300 ? "bad" : "warn";
  say("clock", hour, `${(quickest.ahead / 1_000).toFixed(1)} s`);
}

async function testProtocol() {
  const protocol = performance.getEntriesByType("navigation")[0]?.nextHopProtocol ?? "";
  if (!protocol) say("protocol", "bad");
  else say("protocol", /^h[23]/.test(protocol) ? "good" : "warn", protocol);
}

async function testStorage() {
  const { quota, usage } = await navigator.storage.estimate();
  const free = quota - usage;
  say("storage", free > FREE_BYTES ? "good" : "warn", `${Math.round(free / 1024 / 1024).toLocaleString("vi-VN")} MB`);
}

async function testPersist() {
  const kept = (await navigator.storage.persisted()) || (await navigator.storage.persist());
  say("persist", kept ? "good" : "warn");
}

async function testWorker() {
  const found = await navigator.serviceWorker.getRegistrations();
  say("worker", found.length ? "good" : "warn");
}

const TESTS = {
  stream: testStream, latency: testNetwork, protocol: testProtocol, storage: testStorage, persist: testPersist, worker: testWorker,
};

async function run() {
  for (const test of box.querySelectorAll("[data-test]")) say(test.dataset.test, "wait");
  await Promise.all(Object.entries(TESTS).map(async ([name, test]) => {
    try { await test(); } catch {
      say(name, "bad");
      if (name === "latency") say("clock", "bad");
    }
  }));
}

document.querySelector("[data-again]")?.addEventListener("click", run);
run();
