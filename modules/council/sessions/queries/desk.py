"""What only the chair's desk shows: how the agenda runs, and who has voted, never what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from council.people.models import Mandate
from council.people.workflow import IN_OFFICE
from council.sessions.models import AgendaItem, Ballot, VoteEligible
from council.sessions.queries.hall import Hall
from council.sessions.queries.presence import list_presence
from council.sessions.workflow import PENDING_ITEMS
from kernel.accounts.models import Account
from kernel.audit.models import AuditEntry

_BEGINS = "sessions.present_item"
_ENDS = frozenset({"sessions.note_item", "sessions.decide_item", "sessions.withdraw_item", "sessions.defer_item"})


class Mark(StrEnum):
    """How a delegate stands on the roll."""

    DONE = "done"
    NEXT = "next"
    ABSENT = "absent"


_ORDER = {Mark.DONE: 0, Mark.NEXT: 1, Mark.ABSENT: 2}


@dataclass(frozen=True)
class Roll:
    """Every delegate in office with her mark: has voted, has not yet, is absent; without a vote: present or absent."""

    rows: tuple[tuple[Mandate, Mark], ...]
    is_of_vote: bool

    @property
    def marks(self) -> list[str]:
        """Return the marks alone, those who are done first, so that no place in the row tells a name."""
        return sorted((mark.value for _, mark in self.rows), key=lambda mark: _ORDER[Mark(mark)])

    @property
    def missing(self) -> list[Mandate]:
        """Return who may vote and has not."""
        return [mandate for mandate, mark in self.rows if mark is Mark.NEXT and self.is_of_vote]

    @property
    def absent(self) -> int:
        """Return how many are not in the hall, or were not when the vote opened."""
        return sum(mark is Mark.ABSENT for _, mark in self.rows)


@dataclass(frozen=True)
class Line:
    """One line of the run-sheet: ``state`` is done, now or next; when it began, how many whole minutes it has taken.

    ``elects`` says that people are elected to posts in it.
    """

    item: AgendaItem
    state: str
    began_at: datetime | None
    used: int | None = None
    elects: bool = False

    @property
    def over(self) -> int:
        """Return how many minutes more than planned it took, fewer when negative; 0 where nothing was planned.

        A matter that still goes on counts only from the moment at which its time is over.
        """
        planned = self.item.planned_minutes
        if planned is None or self.used is None:
            return 0
        return self.used - planned if self.state == "done" else max(0, self.used - planned)


@dataclass(frozen=True)
class RunSheet:
    """The agenda as it runs: its lines, the next one, and how late it all is."""

    lines: tuple[Line, ...]

    @property
    def following(self) -> Line | None:
        """Return the first line after the present one."""
        return next((line for line in self.lines if line.state == "next"), None)

    @property
    def is_planned(self) -> bool:
        """Whether any matter has its planned minutes."""
        return any(line.item.planned_minutes is not None for line in self.lines)

    @property
    def late(self) -> int:
        """Return by how many minutes the session is behind its plan; negative when it is ahead."""
        return sum(line.over for line in self.lines)

    @property
    def ahead(self) -> int:
        """Return by how many minutes the session is ahead of its plan."""
        return -self.late


@dataclass(frozen=True)
class Lost:
    """A delegate in the hall whose device listened and does so no more."""

    mandate: Mandate
    since: datetime


def list_lost(hall: Hall, *, lost: Mapping[UUID, datetime]) -> list[Lost]:
    """Return the delegates present whose accounts have lost contact, the latest first; three statements."""
    if hall.sitting is None or not lost:
        return []
    here = {row.mandate.person_id: row.mandate for row in list_presence(hall.sitting) if row.is_present}
    accounts = Account.objects.filter(pk__in=lost, person_id__in=here).values_list("pk", "person_id")
    found = [Lost(here[person_id], lost[account_id]) for account_id, person_id in accounts]
    return sorted(found, key=lambda each: each.since, reverse=True)


def get_run_sheet(hall: Hall) -> RunSheet:
    """Return the agenda with when each item was called up and how long it took, from the ledger; one statement."""
    keys = [str(item.id) for item in hall.items]
    label = AgendaItem._meta.label_lower
    entries = AuditEntry.objects.filter(object_label=label, object_id__in=keys, action__in={_BEGINS, *_ENDS})
    began: dict[str, datetime] = {}
    ended: dict[str, datetime] = {}
    for key, action, at in entries.order_by("id").values_list("object_id", "action", "at"):
        if action == _BEGINS:
            began.setdefault(key, at)
        else:
            ended[key] = at
    return RunSheet(tuple(_line(hall, item, began, ended) for item in hall.items))


def get_roll(hall: Hall) -> Roll:
    """Return who has voted in the open vote; without one, or where hands are counted, who is present in the sitting."""
    if hall.vote is None or hall.vote.is_by_hand:
        rows = list_presence(hall.sitting) if hall.sitting else []
        return Roll(tuple((row.mandate, Mark.DONE if row.is_present else Mark.ABSENT) for row in rows), False)
    eligible = set(VoteEligible.objects.filter(vote=hall.vote).values_list("mandate_id", flat=True))
    voted = set(Ballot.objects.filter(vote=hall.vote).values_list("mandate_id", flat=True))
    mandates = Mandate.objects.filter(state__in=IN_OFFICE).select_related("person", "team").by_name()
    return Roll(tuple((mandate, _mark(mandate, eligible, voted)) for mandate in mandates), True)


def _line(hall: Hall, item: AgendaItem, began: dict[str, datetime], ended: dict[str, datetime]) -> Line:
    state, key = _state(hall, item), str(item.id)
    until = ended.get(key) if state == "done" else hall.now
    begin = began.get(key)
    used = int((until - begin).total_seconds() // 60) if begin and until else None
    elects = any(view.election.item_id == item.id for view in hall.elections)
    return Line(item, state, begin, used, elects)


def _mark(mandate: Mandate, eligible: set[object], voted: set[object]) -> Mark:
    if mandate.id in voted:
        return Mark.DONE
    return Mark.NEXT if mandate.id in eligible else Mark.ABSENT


def _state(hall: Hall, item: AgendaItem) -> str:
    if hall.item is not None and item.id == hall.item.id:
        return "now"
    return "next" if item.state in PENDING_ITEMS else "done"
