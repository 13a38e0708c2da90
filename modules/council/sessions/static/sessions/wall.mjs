/**
 * The machine at the wall: full screen by one touch, and awake for as long as the page is seen.
 *
 *   [data-fullscreen]      the button, hidden where the browser cannot
 */
const button = document.querySelector("[data-fullscreen]");

async function stayAwake() {
  if (document.visibilityState !== "visible" || !navigator.wakeLock) return;
  try { await navigator.wakeLock.request("screen"); } catch { /* a machine that saves power may refuse */ }
}

if (button && document.fullscreenEnabled) {
  button.hidden = false;
  button.addEventListener("click", () => document.documentElement.requestFullscreen());
}
document.addEventListener("visibilitychange", stayAwake);
stayAwake();
