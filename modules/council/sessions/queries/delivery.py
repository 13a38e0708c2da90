"""Whether papers reached their readers: when they went out, who has them, how far they are read.

Who opened a paper is named to the office, for that is what it asks delegates about; how far somebody read is only
ever shown in sums.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Q

from council.people.models import Mandate
from council.people.workflow import MandateState
from council.sessions.models import CouncilSession, Paper, PaperAudience, PaperOpening, ReadingPlace, Visibility, Way
from council.sessions.models.reading import COMMITTEE_SCOPE
from council.sessions.permissions import Can
from council.sessions.workflow import PaperState
from kernel.access import Actor, require
from kernel.access.models import HoldingRow
from kernel.accounts.models import Account

_OUT = (PaperState.RELEASED, PaperState.REPLACED, PaperState.RECALLED)


@dataclass(frozen=True)
class Reading:
    """How far the readers of one paper came, in sums: begun, at least half, to the last page."""

    begun: int = 0
    half: int = 0
    whole: int = 0


@dataclass(frozen=True)
class Delivery:
    """One paper that went out: how many delegates it is for, how many opened or saved it."""

    paper: Paper
    expected: int
    opened: int
    saved: int
    reading: Reading

    @property
    def percent(self) -> int:
        """Return the share of delegates who opened it, rounded down: 100 only when it is all."""
        return self.opened * 100 // self.expected if self.expected else 0


@dataclass(frozen=True)
class Reader:
    """One person and one paper: when it came into her hands, if it did."""

    name: str
    is_delegate: bool
    opened_at: datetime | None
    saved_at: datetime | None


def list_deliveries(actor: Actor, session: CouncilSession, *, on: date) -> list[Delivery]:
    """Return what became of each paper that went out, in the order of the agenda.

    :raises NotPermitted: the actor is neither of the office nor presiding.
    """
    require(actor, Can.SEE_DELIVERY, session)
    papers = list(
        Paper.objects.filter(session=session, state__in=_OUT, released_at__isnull=False)
        .select_related("item", "file")
        .order_by("item__position", "id")
    )
    expected, held = _expected(papers, on), _held(papers)
    reading = _reading(papers)
    return [
        Delivery(
            paper=paper,
            expected=len(expected[paper.id]),
            opened=len(expected[paper.id] & held[paper.id, Way.OPENED].keys()),
            saved=len(expected[paper.id] & held[paper.id, Way.SAVED].keys()),
            reading=reading.get(paper.id, Reading()),
        )
        for paper in papers
    ]


def list_readers(actor: Actor, paper: Paper, *, on: date) -> list[Reader]:
    """Return everybody whom a paper is for, by name, and after them whoever else opened it.

    :raises NotPermitted: the actor is neither of the office nor presiding.
    """
    require(actor, Can.SEE_DELIVERY, paper)
    held, expected = _held([paper]), _expected([paper], on)[paper.id]
    opened, saved = held[paper.id, Way.OPENED], held[paper.id, Way.SAVED]
    delegates = Mandate.objects.filter(person_id__in=expected, state=MandateState.ACTIVE).select_related("person")
    readers = [
        Reader(mandate.person.full_name, True, opened.get(mandate.person_id), saved.get(mandate.person_id))
        for mandate in delegates.order_by("person__sort_key", "id")
    ]
    return readers + _others(paper, expected)


def accounts_who_opened(paper: Paper, *, before: datetime) -> Iterable[Account]:
    """Return the accounts that had opened a version by a moment; those who only saved it learn it from their pack."""
    opened = PaperOpening.objects.filter(paper=paper, way=Way.OPENED, at__lte=before).values("account_id")
    return Account.objects.filter(id__in=opened).order_by("id")


def _others(paper: Paper, expected: set[UUID]) -> list[Reader]:
    lines = PaperOpening.objects.filter(paper=paper).exclude(person_id__in=expected)
    at: dict[UUID, dict[str, datetime]] = defaultdict(dict)
    for line in lines:
        at[line.account_id][line.way] = line.at
    accounts = Account.objects.filter(id__in=at).order_by("full_name", "id")
    return [
        Reader(account.full_name, False, at[account.pk].get(Way.OPENED), at[account.pk].get(Way.SAVED))
        for account in accounts
    ]


def _held(papers: list[Paper]) -> Mapping[tuple[UUID, str], dict[UUID, datetime]]:
    """Return by paper and way who has it, with the moment."""
    held: dict[tuple[UUID, str], dict[UUID, datetime]] = defaultdict(dict)
    for line in PaperOpening.objects.filter(paper__in=papers, person_id__isnull=False):
        held[line.paper_id, line.way][line.person_id] = line.at
    return held


def _reading(papers: list[Paper]) -> dict[UUID, Reading]:
    sums = (
        ReadingPlace.objects.filter(paper__in=papers)
        .values("paper_id")
        .annotate(
            begun=Count("id"),
            half=Count("id", filter=Q(furthest__gte=F("pages") / 2.0)),
            whole=Count("id", filter=Q(furthest=F("pages"))),
        )
        .order_by()
    )
    return {each["paper_id"]: Reading(each["begun"], each["half"], each["whole"]) for each in sums}


def _expected(papers: list[Paper], on: date) -> dict[UUID, set[UUID]]:
    """Return by paper the active delegates whom it is for."""
    active = set(Mandate.objects.filter(state=MandateState.ACTIVE).values_list("person_id", flat=True))
    restricted = [paper for paper in papers if paper.visibility == Visibility.RESTRICTED]
    named = _named(restricted, on)
    return {paper.id: named[paper.id] & active if paper in restricted else active for paper in papers}


def _named(papers: list[Paper], on: date) -> dict[UUID, set[UUID]]:
    """Return by restricted paper the people whom its audience names, by themselves, a role or a committee."""
    lines = list(PaperAudience.objects.filter(paper__in=papers))
    roles = {line.role for line in lines} - {""}
    bodies = {line.committee_id for line in lines} - {None}
    by_word: dict[object, set[UUID]] = defaultdict(set)
    wanted = Q(role__in=roles) | Q(scope=COMMITTEE_SCOPE, scope_id__in=bodies)
    holdings = HoldingRow.objects.in_force(on).filter(wanted, account__person_id__isnull=False)
    held = holdings.values_list("role", "scope", "scope_id", "account__person_id")
    for role, scope, body, person in held:
        if person is None:
            continue
        by_word[role].add(person)
        if scope == COMMITTEE_SCOPE:
            by_word[body].add(person)
    named: dict[UUID, set[UUID]] = defaultdict(set)
    for line in lines:
        named[line.paper_id] |= {line.person_id} if line.person_id else by_word[line.role or line.committee_id]
    return named
