/**
 * When a vote opens its card comes into view, wherever the delegate was reading, again when her ballot is in it, and
 * when it has been counted.
 *
 *   .vote-card                    the card; [data-vote-open="<vote>"] in it while a vote is open, see _hall_vote.html
 *     [data-result="<vote>"]      the numbers of the one counted last, until the next matter is called up
 *     .vote                       her own choices, fetched after the vote is told, see c-ballot
 */
let seen = null;

function follow() {
  const card = document.querySelector(".vote-card:has([data-vote-open], [data-result])");
  const { voteOpen, result } = card?.querySelector("[data-vote-open], [data-result]").dataset ?? {};
  const now = voteOpen ? `${voteOpen} ${card.querySelectorAll(".vote").length}` : (result ?? "");
  // a page that opens on an old result is left where it is
  if (now && now !== seen && (voteOpen || seen !== null)) card.scrollIntoView({ block: voteOpen ? "end" : "start" });
  seen = now;
}

document.addEventListener("htmx:after:swap", follow);
document.addEventListener("live:fetched", follow);
follow();
