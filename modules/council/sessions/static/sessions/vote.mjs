/**
 * When a vote opens its card comes into view, wherever the delegate was reading, and again when her ballot is in it.
 *
 *   .vote-card                    the card; [data-vote-open="<vote>"] in it while a vote is open, see _hall_vote.html
 *     [data-ballot]               her own ballot, fetched after the vote is told, see c-ballot
 */
let seen = "";

function follow() {
  const head = document.querySelector(".vote-card [data-vote-open]");
  const card = head?.closest(".vote-card");
  const now = head ? `${head.dataset.voteOpen} ${Boolean(card.querySelector("[data-ballot]"))}` : "";
  if (now && now !== seen) card.scrollIntoView({ block: "nearest" });
  seen = now;
}

document.addEventListener("htmx:after:swap", follow);
document.addEventListener("live:fetched", follow);
follow();
