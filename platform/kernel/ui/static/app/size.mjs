/**
 * The A+ button: 100, 112, 125 per cent, without loading the page again.
 *
 *   <form data-size-switch data-label="… {percent} …" method="post" action="…"><button name="size" value="lg">…</button></form>
 *
 * Without JavaScript the form posts and the server sets the cookie `size`; here the same cookie and
 * localStorage `size` are written, so that a page kept for offline use opens in the reader's size too.
 * <html data-size="md|lg|xl"> is what the style sheet looks at.
 */
const PERCENT = { md: 100, lg: 112, xl: 125 };
const NAMES = Object.keys(PERCENT);
const YEAR_SECONDS = 365 * 24 * 3600;

function next(size) {
  return NAMES[(NAMES.indexOf(size) + 1) % NAMES.length];
}

function label(form, size) {
  const button = form.querySelector("button");
  button.value = next(size);
  button.querySelector(".sr-only").textContent = form.dataset.label.replace("{percent}", PERCENT[size]);
}

function apply(size) {
  document.documentElement.dataset.size = size;
  for (const form of document.querySelectorAll("[data-size-switch]")) label(form, size);
}

function keep(size) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `size=${size}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
  try { localStorage.setItem("size", size); } catch { /* a private window may refuse; the cookie is enough */ }
}

function kept() {
  try { return localStorage.getItem("size"); } catch { return null; }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-size-switch]")) return;
  event.preventDefault();
  const size = next(document.documentElement.dataset.size ?? "md");
  apply(size);
  keep(size);
});

if (kept() in PERCENT && kept() !== document.documentElement.dataset.size) apply(kept());
