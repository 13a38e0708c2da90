/**
 * The delegate's own place among the speakers. The list is the same for all and comes with the room's messages;
 * which row is hers only her screen knows, so nothing is fetched when the list changes.
 *
 *   [data-floor]                 in the list that all see: data-item, data-open (yes, no), data-speaking (a mandate)
 *     li[data-who][data-minutes] a turn that waits, of which mandate and about how long; [data-early] one asked before;
 *                                each with its data-kind: what waits already is not asked for again
 *   [data-floor-own="<mandate>"] hers: data-place the words with {place} and {minutes}, [data-floor-place] where they
 *                                stand, [data-floor-when="waiting|free"], [data-floor-kind] the buttons
 */
function follow() {
  const own = document.querySelector("[data-floor-own]");
  if (!own) return;
  const list = document.querySelector("[data-floor]");
  const who = own.dataset.floorOwn;
  const rows = [...(list?.querySelectorAll("li[data-who]") ?? [])];
  const mine = rows.find((row) => row.dataset.who === who);
  const early = list?.querySelectorAll(`[data-early="${CSS.escape(who)}"]`) ?? [];
  const waits = new Set([...rows.filter((row) => row.dataset.who === who), ...early].map((turn) => turn.dataset.kind));
  for (const row of rows) row.classList.toggle("is-me", row === mine);
  own.hidden = !list;
  const place = own.querySelector("[data-floor-place]");
  place.hidden = !mine;
  if (mine) {
    const words = own.dataset.place
      .replace("{place}", String(rows.indexOf(mine) + 1))
      .replace("{minutes}", mine.dataset.minutes);
    if (place.textContent !== words) place.textContent = words;
  }
  own.querySelector('[data-floor-when="waiting"]').hidden = !waits.size;
  const isOpen = list?.dataset.open === "yes";
  for (const button of own.querySelectorAll("[data-floor-kind]")) {
    button.hidden = !isOpen || list?.dataset.speaking === who || waits.has(button.dataset.floorKind);
  }
  for (const input of own.querySelectorAll('input[name="item_id"]')) {
    if (list) input.value = list.dataset.item;
  }
}

document.addEventListener("htmx:after:swap", follow);
document.addEventListener("live:fetched", follow);
follow();
