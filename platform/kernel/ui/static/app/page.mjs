/**
 * What every page does: brings the reader to the errors of a form, on load and after a swap.
 *
 *   [data-error-summary]   is focused when it appears
 *   [data-copy="text"]     a button that copies its text and says so in its [data-copied]
 *   [data-print]           a button that prints the page
 *   [data-search-key]      the field that the key "/" leads to; without one, [data-search-link] is followed
 */
function showErrors(root) {
  root.querySelector?.("[data-error-summary]")?.focus();
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const said = button.querySelector("[data-copied]");
  if (said) said.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-copy], [data-print]");
  if (button?.dataset.copy) copy(button);
  else if (button) window.print();
});
function isTyping(target) {
  return target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const field = document.querySelector("[data-search-key]");
  const link = document.querySelector("[data-search-link]");
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.focus();
  else link.click();
});
document.addEventListener("htmx:after:swap", () => showErrors(document));
showErrors(document);
