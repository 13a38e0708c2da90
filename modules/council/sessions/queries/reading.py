"""A reader's own way through the papers of a session: what she has, where she is in each."""

from dataclasses import dataclass

from council.sessions.models import AgendaItem, CouncilSession, Paper, ReadingPlace
from council.sessions.queries.papers import list_papers
from council.sessions.queries.sessions import list_items
from council.sessions.workflow import PaperState
from kernel.access import Actor


@dataclass(frozen=True)
class OwnPaper:
    """One paper with the reader's place in it, None before she opened it."""

    paper: Paper
    place: ReadingPlace | None


@dataclass(frozen=True)
class OwnPapers:
    """All papers of a session in the order of the agenda; those of the session as a whole come first."""

    session: CouncilSession
    shared: list[OwnPaper]
    items: list[tuple[AgendaItem, list[OwnPaper]]]

    @property
    def standing(self) -> list[OwnPaper]:
        """Return those that are to be read: neither replaced nor recalled."""
        every = [*self.shared, *(each for _item, papers in self.items for each in papers)]
        return [each for each in every if each.paper.state == PaperState.RELEASED]

    @property
    def begun(self) -> int:
        """Return how many of them the reader has opened."""
        return sum(each.place is not None for each in self.standing)


def list_own_papers(actor: Actor, session: CouncilSession) -> OwnPapers:
    """Return the session's papers for this reader, in three queries for any number of them.

    :raises NotPermitted: the actor does not work in this council.
    """
    papers = list(list_papers(actor, session, with_recalled=True))
    places = {place.paper_id: place for place in _places(actor, papers)}
    rows = [OwnPaper(paper, places.get(paper.id)) for paper in papers if paper.released_at is not None]
    items = [(item, [row for row in rows if row.paper.item_id == item.id]) for item in list_items(session)]
    return OwnPapers(session, [row for row in rows if row.paper.item_id is None], items)


def get_own_place(actor: Actor, paper: Paper) -> ReadingPlace | None:
    """Return where the actor is in a paper; None before she opened it."""
    return next(iter(_places(actor, [paper])), None)


def _places(actor: Actor, papers: list[Paper]) -> list[ReadingPlace]:
    if actor.account_id is None:
        return []
    return list(ReadingPlace.objects.filter(account_id=actor.account_id, paper__in=papers))
