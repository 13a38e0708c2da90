/**
 * A recording that is heard passage by passage.
 *
 *   [data-player] audio        plays the recording
 *   [data-at][data-until]      a passage by its times in milliseconds: a link that works without this, too; here it
 *                              lets the sound go on from there, and is marked while it is heard
 */
const sound = document.querySelector("[data-player] audio");
const passages = [...document.querySelectorAll("a[data-at]")];

function listen(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  sound.currentTime = Number(event.currentTarget.dataset.at) / 1000;
  sound.play().catch(() => sound.focus());
}

function heardNow() {
  const now = sound.currentTime * 1000;
  const begun = passages.filter((each) => Number(each.dataset.at) <= now + 50);
  const last = begun.at(-1);
  return last && now < Number(last.dataset.until ?? Infinity) ? last : undefined;
}

function mark() {
  const heard = heardNow();
  for (const each of passages) {
    if (each === heard) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  }
}

if (sound) {
  for (const each of passages) each.addEventListener("click", listen);
  sound.addEventListener("timeupdate", mark);
  sound.addEventListener("seeked", mark);
}
