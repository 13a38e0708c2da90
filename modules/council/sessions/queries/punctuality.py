"""How punctual those are who submit (Q-101, Q-112): dossiers by R-SES-11, papers by R-SES-13, in working days.

Counted over the first version of each paper of an item that somebody submits; a version that replaced a released
one is counted by itself, for it reached the delegates after the paper that they had read. The committee's own report
is nobody's who submits. Beside the papers stand the matters: those that came late onto the agenda (R-SES-14), dossiers
that were sent late or are overdue before they come there, and what was not ready for its session (Q-111).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Q

from council.law import Rules
from council.sessions import law
from council.sessions.models import AgendaItem, Dossier, Paper, Purpose
from council.sessions.permissions import Can
from council.sessions.queries.dossier_terms import term_of
from council.sessions.workflow import IN_PREPARATION, DossierState, ItemState, SessionState
from kernel import clock
from kernel.access import Actor, require

# A session that will not be held keeps nobody to a day.
_NOT_HELD = (SessionState.CANCELLED, SessionState.POSTPONED)
# What somebody was charged with; a matter that is only registered is owed to nobody.
OWED = IN_PREPARATION - {DossierState.PROPOSED, DossierState.ACCEPTED}


@dataclass
class Standing:
    """One submitter's record: papers that came in time and late, the working days that they were late."""

    submitter: str
    in_time: int = 0
    days_late: list[int] = field(default_factory=list)
    replaced: int = 0
    late_items: int = 0
    late_dossiers: int = 0
    not_ready: int = 0

    @property
    def faults(self) -> int:
        """Return how many matters came late or not at all."""
        return self.late_items + self.late_dossiers + self.not_ready

    @property
    def papers(self) -> int:
        """Return how many papers are counted."""
        return self.in_time + len(self.days_late)

    @property
    def share(self) -> Fraction:
        """Return the part of the papers that came in time."""
        return Fraction(self.in_time, self.papers) if self.papers else Fraction(1)

    @property
    def percent(self) -> int:
        """Return that part in per cent, rounded down: 100 only when every one came in time."""
        return self.share.numerator * 100 // self.share.denominator

    @property
    def total_late(self) -> int:
        """Return the working days that all late papers were late together."""
        return sum(self.days_late)

    @property
    def worst(self) -> int:
        """Return the working days of the latest one."""
        return max(self.days_late, default=0)


def list_standings(actor: Actor, *, year: int, today: date, rules: Rules) -> list[Standing]:
    """Return the league of submitters over the sessions that open in a year, the most punctual first.

    :raises NotPermitted: the actor is neither of the office nor presiding.
    """
    require(actor, Can.SEE_DELIVERY)
    standings = _Standings()
    for item, paper in _papers(year):
        standing = standings.of(item.submitter)
        if paper.replaces_id is not None:
            standing.replaced += 1
            continue
        late = days_late(item, paper, rules)
        if late:
            standing.days_late.append(late)
        else:
            standing.in_time += 1
    for item in _items(year):
        standing = standings.of(item.submitter)
        standing.late_items += bool(item.late_reason)
        standing.not_ready += item.state == ItemState.UNSUBMITTED
    for dossier in _dossiers(year):
        standing = standings.of(dossier.submitter_name)
        standing.not_ready += dossier.state == DossierState.LEFT
        standing.late_dossiers += dossier.state != DossierState.LEFT and _is_late(dossier, today, rules)
    return sorted(
        standings.values(), key=lambda one: (-one.share, one.faults, one.total_late, one.replaced, one.submitter)
    )


def days_late(item: AgendaItem, paper: Paper, rules: Rules) -> int:
    """Return the working days by which a paper missed the term that it broke by most, 0 when it broke none.

    The day on which the office got it is held against the dossier's term where a committee verifies (R-SES-11), and
    against the papers' term everywhere (R-SES-13).
    """
    came_on = paper.received_on or clock.local_day(paper.created_at)
    terms = [paper.due_on]
    if item.committee_id is not None:
        terms.append(law.dossier_due(opens_on=paper.session.opens_on, rules=rules).due_on)
    return max(law.working_days_late(due_on=due_on, came_on=came_on, calendar=rules.calendar) for due_on in terms)


def list_years_of_papers() -> list[int]:
    """Return the years in which sessions with submitted papers or dossiers open, the latest first."""
    papers = _proper(Paper).exclude(item__submitter="").dates("session__opens_on", "year")
    dossiers = _proper(Dossier).dates("session__opens_on", "year")
    return sorted({day.year for day in (*papers, *dossiers)}, reverse=True)


def _proper(rows: Any) -> Any:
    """Return the rows of sessions that are held in earnest: a rehearsal counts for nobody."""
    return rows.objects.filter(session__purpose=Purpose.PROPER)


class _Standings(dict[str, Standing]):
    """The records by the submitter's name, however it was typed."""

    def of(self, submitter: str) -> Standing:
        name = " ".join(submitter.split())
        return self.setdefault(name.casefold(), Standing(name))


def _items(year: int) -> Any:
    late_or_not_ready = ~Q(late_reason="") | Q(state=ItemState.UNSUBMITTED)
    items = _proper(AgendaItem).filter(late_or_not_ready, session__opens_on__year=year).exclude(submitter="")
    return items.exclude(session__state__in=_NOT_HELD).order_by("id")


def _dossiers(year: int) -> Any:
    """Return the dossiers that are not on the agenda: there their papers are counted."""
    waited_for = _proper(Dossier).filter(session__opens_on__year=year, state__in=OWED | {DossierState.LEFT})
    waited_for = waited_for.exclude(session__state__in=_NOT_HELD).order_by("id")
    return waited_for.select_related("session", "body", "submitting_committee").prefetch_related("moves")


def _is_late(dossier: Dossier, today: date, rules: Rules) -> bool:
    """Say whether the dossier was ever sent late, or is overdue and not sent."""
    if any(move.step == "send" and move.is_late for move in dossier.moves.all()):
        return True
    term = term_of(dossier, rules=rules)
    return dossier.state == DossierState.DRAFTING and term is not None and term.is_late(today)


def _papers(year: int) -> Iterator[tuple[AgendaItem, Paper]]:
    papers = _proper(Paper).filter(item__isnull=False, session__opens_on__year=year).exclude(item__submitter="")
    reports = Dossier.objects.filter(report__isnull=False).values("report_id")
    papers = (
        papers.exclude(file_id__in=reports)
        .exclude(session__state__in=_NOT_HELD)
        .exclude(replaces__released_at__isnull=True, version__gt=1)
    )
    for paper in papers.select_related("item", "session").order_by("session__opens_on", "id"):
        if paper.item is not None:
            yield paper.item, paper
