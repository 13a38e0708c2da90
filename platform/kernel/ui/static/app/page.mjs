/**
 * What every page does: brings the reader to the errors of a form, on load and after a swap.
 *
 *   [data-error-summary]   is focused when it appears
 *   [data-copy="text"]     a button that copies its text and says so in its [data-copied]
 *   [data-print]           a button that prints the page
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
document.addEventListener("htmx:after:swap", () => showErrors(document));
showErrors(document);
