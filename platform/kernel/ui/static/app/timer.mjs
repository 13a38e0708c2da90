/**
 * Timers that agree in the whole hall: the server says when something ends and what time it is; each screen
 * counts by itself, corrected by the difference of the two clocks. No traffic per second.
 *
 *   [data-timer]           shows the time as text, 0:42 or 1:02:05
 *     data-ends-at         ISO instant: counts down to it
 *     data-started-at      ISO instant: counts up from it (when there is no data-ends-at)
 *     data-now             the server's ISO instant when it drew the page or the fragment
 *     data-warn            seconds before the end at which data-state turns from "run" to "warn" (30)
 *   [data-clock]           shows the time of day in Vietnam, 09:41:35, by the server's clock (data-now as above)
 *   [data-ring="60"]       around a timer: its .ring-arc shows the rest of so many seconds
 *
 * data-state on timer and ring: run, warn, over. A timer without instants (paused) keeps its own text.
 */
const TICK_MS = 250;
const RING = 232.48;
const offsets = new Map();

/** Return how many milliseconds the server's clock is ahead, learnt when this data-now was first seen. */
function offset(now) {
  if (!now) return 0;
  if (!offsets.has(now)) offsets.set(now, Date.parse(now) - Date.now());
  return offsets.get(now);
}

export function written(seconds) {
  const rest = Math.max(0, seconds);
  const minutes = Math.floor(rest / 60) % 60;
  const hours = Math.floor(rest / 3600);
  const tail = String(rest % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

function state(rest, warn) {
  if (rest <= 0) return "over";
  return rest <= warn ? "warn" : "run";
}

function paint(timer, seconds, name) {
  const text = written(seconds);
  if (timer.textContent !== text) timer.textContent = text;
  if (timer.dataset.state !== name) timer.dataset.state = name;
}

function turn(ring, milliseconds, name) {
  const share = Math.min(1, Math.max(0, milliseconds / (Number(ring.dataset.ring) * 1000)));
  ring.querySelector(".ring-arc")?.setAttribute("stroke-dashoffset", (RING * (1 - share)).toFixed(2));
  if (ring.dataset.state !== name) ring.dataset.state = name;
}

function tick(timer) {
  const { endsAt, startedAt, now, warn } = timer.dataset;
  const present = Date.now() + offset(now);
  if (!endsAt && !startedAt) return;
  if (!endsAt) {
    paint(timer, Math.floor((present - Date.parse(startedAt)) / 1000), "run");
    return;
  }
  const left = Date.parse(endsAt) - present;
  const seconds = Math.ceil(left / 1000);
  const name = state(seconds, Number(warn ?? 30));
  paint(timer, seconds, name);
  const ring = timer.closest("[data-ring]");
  if (ring) turn(ring, left, name);
}

const HOUR = new Intl.DateTimeFormat("vi-VN", {
  timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});

function show(clock) {
  const text = HOUR.format(Date.now() + offset(clock.dataset.now));
  if (clock.textContent !== text) clock.textContent = text;
}

function tickAll() {
  for (const clock of document.querySelectorAll("[data-clock]")) show(clock);
  for (const timer of document.querySelectorAll("[data-timer]")) tick(timer);
}

tickAll();
setInterval(tickAll, TICK_MS);
document.addEventListener("htmx:after:swap", tickAll);
