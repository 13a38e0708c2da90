"""The hall at one moment: what every screen shows, and nothing that is only one person's."""

from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter

from council.law import Quorum, Rules
from council.sessions.models import AgendaItem, CouncilSession, Film, Paper, Sitting, Vote
from council.sessions.queries.elections import ElectionView, list_elections, on_the_floor
from council.sessions.queries.films import list_once_released
from council.sessions.queries.floor import FloorView, get_floor
from council.sessions.queries.papers import list_papers
from council.sessions.queries.quorum import quorum_of
from council.sessions.queries.rehearsals import session_in_hall
from council.sessions.queries.sessions import list_items, list_sittings
from council.sessions.queries.votes import Progress, get_progress, list_votes
from council.sessions.workflow import (
    COUNTED,
    PENDING_ITEMS,
    PENDING_VOTES,
    FilmState,
    ItemState,
    SittingState,
    VoteState,
)
from kernel.access import Actor

_ON_THE_FLOOR = frozenset({ItemState.PRESENTED, ItemState.VOTE_READY})


@dataclass(frozen=True)
class Hall:
    """A session as the hall sees it at the moment ``now``. ``item`` is the matter on the floor, or the next one."""

    session: CouncilSession
    items: list[AgendaItem]
    papers: list[Paper]
    sittings: list[Sitting]
    votes: list[Vote]
    sitting: Sitting | None
    quorum: Quorum | None
    item: AgendaItem | None
    vote: Vote | None
    progress: Progress | None
    now: datetime
    rules: Rules
    floor: FloorView | None = None
    elections: tuple[ElectionView, ...] = ()
    films: tuple[Film, ...] = ()

    @property
    def election(self) -> ElectionView | None:
        """Return the election of the matter on the floor that is not over."""
        return on_the_floor(self.elections, self.item)

    @property
    def place_of_item(self) -> int:
        """Return the number of the item on the agenda, 1 for the first; 0 when all is done."""
        return self.items.index(self.item) + 1 if self.item else 0

    @property
    def done(self) -> int:
        """Return how many items have their final state."""
        return sum(item.state not in PENDING_ITEMS for item in self.items)

    @property
    def papers_of_item(self) -> list[Paper]:
        """Return the papers of the matter on the floor."""
        return [paper for paper in self.papers if self.item and paper.item_id == self.item.id]

    @property
    def films_mark(self) -> str:
        """Return what changes when the films of the matter on the floor do; empty where the session never had one.

        It says nothing of a film but how many were released: who sees which is asked by each screen for itself.
        """
        if not self.films or self.item is None:
            return "none" if self.films else ""
        of_item = [film.state for film in self.films if film.item_id == self.item.id]
        return f"{self.item.id}-{len(of_item)}-{of_item.count(FilmState.RELEASED)}"

    @property
    def last_result(self) -> Vote | None:
        """Return the vote that was counted last."""
        counted = [(vote.closed_at, vote) for vote in self.votes if vote.state in COUNTED and vote.closed_at]
        return max(counted, key=itemgetter(0))[1] if counted else None

    @property
    def is_result_fresh(self) -> bool:
        """Whether nothing else was called up since the last vote was counted: all look for its numbers."""
        if self.last_result is None or self.item is None:
            return self.last_result is not None
        return self.item.id == self.last_result.item_id or self.item.state == ItemState.ON_AGENDA

    @property
    def unannounced(self) -> Vote | None:
        """Return a vote that was counted and waits for the chair to announce it."""
        return next((vote for vote in self.votes if vote.state == VoteState.CLOSED), None)

    def vote_of(self, item: AgendaItem) -> Vote | None:
        """Return the vote on an item that is prepared or open."""
        return next((vote for vote in self.votes if vote.item_id == item.id and vote.state in PENDING_VOTES), None)


def find_hall(actor: Actor, *, today: date, now: datetime, rules: Rules) -> Hall | None:
    """Return the hall of what is held or practised now, or of the next session; None when none is convened.

    :raises NotPermitted: the actor does not work in this council.
    """
    session = session_in_hall(on=today)
    return get_hall(actor, session, now=now, rules=rules) if session else None


def get_hall(actor: Actor, session: CouncilSession, *, now: datetime, rules: Rules) -> Hall:
    """Return the hall of a session, in the same number of queries for any agenda.

    :raises NotPermitted: the actor does not work in this council.
    """
    papers = list(list_papers(actor, session))
    items, sittings, votes = list(list_items(session)), list_sittings(session), list(list_votes(session))
    # A team meets by itself: what happens in the hall is plenary.
    plenary = [each for each in sittings if each.team_id is None]
    sitting = next((each for each in plenary if each.state == SittingState.RUNNING), None)
    ahead = sitting or next((each for each in plenary if each.state == SittingState.PLANNED), None)
    vote = next((each for each in votes if each.state == VoteState.OPEN), None)
    item = _on_the_floor(items, vote)
    return Hall(
        session=session,
        items=items,
        papers=papers,
        sittings=sittings,
        votes=votes,
        sitting=ahead,
        quorum=quorum_of(ahead, now=now, rules=rules) if ahead else None,
        item=item,
        vote=vote,
        progress=get_progress(vote) if vote else None,
        now=now,
        rules=rules,
        floor=get_floor(item, now=now, rules=rules) if item else None,
        elections=tuple(list_elections(session)),
        films=tuple(list_once_released(session)),
    )


def find_matter(session: CouncilSession) -> AgendaItem | None:
    """Return the matter on the floor of a session, or the next one. The caller got the session from a query."""
    vote = list_votes(session).filter(state=VoteState.OPEN).first()
    return _on_the_floor(list(list_items(session)), vote)


def _on_the_floor(items: list[AgendaItem], vote: Vote | None) -> AgendaItem | None:
    if vote is not None and vote.item_id is not None:
        return next(item for item in items if item.id == vote.item_id)
    pending = [item for item in items if item.state in PENDING_ITEMS]
    return next((item for item in pending if item.state in _ON_THE_FLOOR), None) or next(iter(pending), None)
