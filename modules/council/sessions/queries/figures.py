"""What a council held in a span of days, counted for its reports."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet

from council.sessions.models import AgendaItem, Attendance, CouncilSession, Purpose, Sitting, Vote
from council.sessions.permissions import Can
from council.sessions.workflow import COUNTED, HELD, ItemState, SittingState
from kernel import clock
from kernel.access import Actor, require

MET = frozenset({SittingState.RUNNING, SittingState.ENDED})


@dataclass(frozen=True)
class SessionFigures:
    """Sessions by kind, their items by state and kind, sittings, presence by its last line, votes by decision."""

    sessions: dict[str, int]
    items: dict[tuple[str, str], int]
    sittings: int
    presence: dict[str, int]
    votes: dict[str, int]

    def items_in(self, state: str) -> int:
        """Return the items of every kind in a state."""
        return sum(count for (each, _), count in self.items.items() if each == state)


def count_sessions(actor: Actor, *, first: date, last: date) -> SessionFigures:
    """Return what was held from the first to the last day; a session counts where it opened; five statements.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    sessions = CouncilSession.objects.proper().filter(state__in=HELD, opened_on__range=(first, last))
    items = AgendaItem.objects.filter(session__in=sessions).exclude(state__in=(ItemState.WITHDRAWN, ItemState.HEADING))
    sittings = Sitting.objects.filter(state__in=MET, day_on__range=(first, last), session__purpose=Purpose.PROPER)
    lines = Attendance.objects.filter(sitting__in=sittings).last_lines()
    begins, ends = _begin_of(first), _begin_of(last + timedelta(days=1))
    counted = Vote.objects.filter(state__in=COUNTED, session__purpose=Purpose.PROPER)
    votes = counted.filter(closed_at__gte=begins, closed_at__lt=ends)
    by_state = items.values_list("state", "kind").annotate(count=Count("id")).order_by()
    return SessionFigures(
        sessions=_by(sessions, "kind"),
        items={(state, kind): count for state, kind, count in by_state},
        sittings=sittings.count(),
        presence=_by(Attendance.objects.filter(id__in=lines.values("id")), "what"),
        votes=_by(votes, "decision"),
    )


def _by(rows: QuerySet[CouncilSession] | QuerySet[Attendance] | QuerySet[Vote], column: str) -> dict[str, int]:
    return dict(rows.values_list(column).annotate(count=Count("id")).order_by())


def _begin_of(day: date) -> datetime:
    """Return the first instant of a legal day."""
    return datetime.combine(day, time(0), clock.VIETNAM)
