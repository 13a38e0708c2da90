"""Reading elections: what is elected, who stands, how far the counting is. There is nothing of any voter to read."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet, Sum

from council.law import Tally
from council.people.models import Mandate
from council.people.workflow import MandateState
from council.sessions.models import (
    AgendaItem,
    BallotCount,
    BallotSheet,
    Candidate,
    CouncilSession,
    CountingBoard,
    Election,
    Round,
    RoundAnnulment,
    RoundLine,
    StandingName,
)
from council.sessions.models.counting import MOST_COUNTS
from council.sessions.permissions import Can
from council.sessions.queries.counting import CountState
from council.sessions.workflow import (
    BEGUN_ROUNDS,
    COUNTED_ROUNDS,
    AnnulmentState,
    BoardState,
    CandidateState,
    ElectionState,
    RoundState,
)
from kernel.access import Actor, may, require
from kernel.refusal import NotFound

_OF_ROUND = ("election__session__term", "election__item", "board", "sitting", "repeats", "repeated_by")


@dataclass(frozen=True)
class BallotCountView:
    """What a member of the board may see: her own entry and how far it is; the others' once it is settled."""

    state: CountState
    own: BallotCount | None
    entries: list[BallotCount]

    @property
    def may_enter(self) -> bool:
        """Whether this member may enter her count now."""
        return self.own is None and self.state != CountState.SETTLED


@dataclass(frozen=True)
class ElectionView:
    """An election with its rounds; a round that is not announced shows no number."""

    election: Election
    candidates: list[Candidate]
    rounds: list[Round]

    @property
    def current(self) -> Round | None:
        """Return the round that is prepared, under way, or was announced last."""
        standing = [each for each in self.rounds if each.state not in {RoundState.ANNULLED, RoundState.DROPPED}]
        return standing[-1] if standing else None

    @property
    def is_voting(self) -> bool:
        """Whether ballots are out, or are being counted."""
        return self.current is not None and self.current.state in BEGUN_ROUNDS

    @property
    def announced(self) -> Round | None:
        """Return the round whose result was announced last."""
        told = [each for each in self.rounds if each.state == RoundState.ANNOUNCED]
        return told[-1] if told else None

    @property
    def elected(self) -> list[Candidate]:
        """Return who is elected by an announced round."""
        told = (each for each in self.rounds if each.state == RoundState.ANNOUNCED)
        lines = (line for each in told for line in each.lines.all() if line.standing == StandingName.ELECTED)
        return [line.candidate for line in lines]

    @property
    def standing(self) -> list[Candidate]:
        """Return who stands."""
        return [each for each in self.candidates if each.state == CandidateState.STANDING]


def list_elections(session: CouncilSession, *, item: AgendaItem | None = None) -> list[ElectionView]:
    """Return the elections of a session, or of one item, in the order of the agenda; at most four statements.

    The caller got the session from a query.
    """
    lines = Prefetch("lines", RoundLine.objects.select_related("candidate__mandate").order_by("position"))
    rounds = Prefetch("rounds", Round.objects.order_by("number", "created_at").prefetch_related(lines))
    candidates = Prefetch("candidates", Candidate.objects.select_related("mandate").order_by("created_at", "id"))
    found = Election.objects.filter(session=session).exclude(state=ElectionState.DROPPED).select_related("item")
    if item is not None:
        found = found.filter(item=item)
    ordered = found.prefetch_related(rounds, candidates).order_by("item__position", "created_at", "id")
    return [ElectionView(each, list(each.candidates.all()), list(each.rounds.all())) for each in ordered]


def get_election(actor: Actor, election_id: UUID) -> Election:
    """Return one election with its session and item.

    :raises NotFound: there is none, or the actor may not see it.
    """
    found = Election.objects.select_related("session__term", "item", "list_vote").filter(id=election_id).first()
    if found is None or not may(actor, Can.READ):
        raise NotFound()
    return found


def get_round(actor: Actor, round_id: UUID) -> Round:
    """Return one round with its election, session and board.

    :raises NotFound: there is none, or the actor may not see it.
    """
    found = Round.objects.select_related(*_OF_ROUND).filter(id=round_id).first()
    if found is None or not may(actor, Can.READ):
        raise NotFound()
    return found


def get_candidate(actor: Actor, candidate_id: UUID) -> Candidate:
    """Return one candidate with the election.

    :raises NotFound: there is none, or the actor may not see it.
    """
    found = Candidate.objects.select_related("election__session__term", "mandate").filter(id=candidate_id).first()
    if found is None or not may(actor, Can.READ):
        raise NotFound()
    return found


def get_board(actor: Actor, board_id: UUID) -> CountingBoard:
    """Return one counting board with its session.

    :raises NotFound: there is none, or the actor may not see it.
    """
    found = CountingBoard.objects.select_related("session__term", "vote").filter(id=board_id).first()
    if found is None or not may(actor, Can.READ):
        raise NotFound()
    return found


def find_board(session: CouncilSession) -> CountingBoard | None:
    """Return the counting board that the council elected last in a session. The caller got it from a query."""
    elected = CountingBoard.objects.filter(session=session, state=BoardState.ELECTED)
    return elected.order_by("-created_at", "-id").first()


def list_boards(session: CouncilSession) -> list[CountingBoard]:
    """Return the boards proposed to a session with their members, the latest first; two statements."""
    boards = CountingBoard.objects.filter(session=session).exclude(state=BoardState.WITHDRAWN).select_related("vote")
    return list(boards.prefetch_related("members__mandate__person").order_by("-created_at", "-id"))


def list_lines(round: Round) -> list[RoundLine]:
    """Return what stands on the paper of a round, in its order. The caller got the round from a query."""
    return list(round.lines.select_related("candidate__mandate").order_by("position"))


def list_delegates_to_choose() -> QuerySet[Mandate]:
    """Return the active delegates by name, of whom candidates and members of the board are chosen."""
    return Mandate.objects.filter(state=MandateState.ACTIVE).select_related("person").by_name()


def filled_of(election: Election) -> int:
    """Return how many places the announced rounds of an election have filled."""
    told = election.rounds.filter(state=RoundState.ANNOUNCED)
    return int(told.aggregate(filled=Sum("filled"))["filled"] or 0)


def list_findings(item: AgendaItem) -> tuple[str, ...]:
    """Return in sentences who was elected in an item, for the resolution that confirms it."""
    lines = RoundLine.objects.filter(
        round__election__item=item, round__state=RoundState.ANNOUNCED, standing=StandingName.ELECTED
    ).select_related("round__election", "candidate")
    ordered = lines.order_by("round__election__created_at", "round__number", "position")
    return tuple(
        f"Xác nhận kết quả bầu {line.round.election.post}: {line.candidate.name}, "
        f"{line.in_favour}/{line.round.total} phiếu tán thành."
        for line in ordered
    )


def tally_of(entry: BallotCount) -> Tally:
    """Return what one member of the board entered."""
    marks = tuple((in_favour, against) for in_favour, against in entry.marks)
    return Tally(entry.issued, entry.returned, entry.valid, entry.invalid, marks)


def settled_tally(entries: list[BallotCount]) -> BallotCount | None:
    """Return the count on which two members agree, or which the third gave; the entries stand by their place."""
    if len(entries) == MOST_COUNTS:
        return entries[-1]
    if len(entries) == MOST_COUNTS - 1 and tally_of(entries[0]) == tally_of(entries[1]):
        return entries[0]
    return None


def state_of_ballots(entries: list[BallotCount]) -> CountState:
    """Return how far the counting of a round is."""
    if not entries:
        return CountState.NONE
    if settled_tally(entries) is not None:
        return CountState.SETTLED
    return CountState.WAITS_FOR_SECOND if len(entries) == 1 else CountState.DIFFERS


def get_ballot_count(actor: Actor, round: Round) -> BallotCountView:
    """Return how far the count is; of others' numbers nothing before it is settled, or the two differ.

    :raises NotPermitted: the actor is no member of the round's board.
    """
    require(actor, Can.COUNT_BALLOTS, round)
    entries = list(round.counts.order_by("place"))
    state = state_of_ballots(entries)
    own = next((entry for entry in entries if entry.entered_by == actor.account_id), None)
    is_open = state in {CountState.DIFFERS, CountState.SETTLED}
    return BallotCountView(state, own, entries if is_open else [own] if own else [])


def get_ballot_state(round: Round) -> CountState:
    """Return how far the counting of a round is, without any number. The caller got the round from a query."""
    return state_of_ballots(list(round.counts.order_by("place")))


def list_ballot_sheets(round: Round) -> list[BallotSheet]:
    """Return the pictures of the board's sheet. The caller got the round from a query."""
    return list(round.sheets.select_related("file").order_by("created_at", "id"))


def find_round_annulment(round: Round) -> RoundAnnulment | None:
    """Return the annulment that waits or was carried out. The caller got the round from a query."""
    return round.annulments.exclude(state=AnnulmentState.REFUSED).select_related("round").first()


def may_see_numbers(actor: Actor, round: Round) -> bool:
    """Whether somebody may read the counts of a round: everybody once announced, before that board and chair."""
    if round.announced_at is not None:
        return True
    return round.state in COUNTED_ROUNDS and (may(actor, Can.CHAIR, round) or may(actor, Can.COUNT_BALLOTS, round))


def on_the_floor(elections: Iterable[ElectionView], item: AgendaItem | None) -> ElectionView | None:
    """Return the election of the matter on the floor that is under way, or else the first that is not over."""
    of_item = [each for each in elections if item is not None and each.election.item_id == item.id]
    pending = [each for each in of_item if each.election.state in {ElectionState.DRAFT, ElectionState.LISTED}]
    return next((each for each in pending if each.is_voting), None) or next(iter(pending), None)
