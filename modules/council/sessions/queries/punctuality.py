"""How punctual those are who submit (Q-101, Q-112): dossiers by R-SES-11, papers by R-SES-13, in working days.

Counted over the first version of each paper of an item that somebody submits; a version that replaced a released
one is counted by itself, for it reached the delegates after the paper that they had read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from council.law import Rules
from council.sessions import law
from council.sessions.models import AgendaItem, Paper, Purpose
from council.sessions.permissions import Can
from council.sessions.workflow import SessionState
from kernel import clock
from kernel.access import Actor, require

# A session that will not be held keeps nobody to a day.
_NOT_HELD = (SessionState.CANCELLED, SessionState.POSTPONED)


@dataclass
class Standing:
    """One submitter's record: papers that came in time and late, the working days that they were late."""

    submitter: str
    in_time: int = 0
    days_late: list[int] = field(default_factory=list)
    replaced: int = 0

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


def list_standings(actor: Actor, *, year: int, rules: Rules) -> list[Standing]:
    """Return the league of submitters over the sessions that open in a year, the most punctual first.

    :raises NotPermitted: the actor is neither of the office nor presiding.
    """
    require(actor, Can.SEE_DELIVERY)
    standings: dict[str, Standing] = {}
    for item, paper in _papers(year):
        name = " ".join(item.submitter.split())
        standing = standings.setdefault(name.casefold(), Standing(name))
        if paper.replaces_id is not None:
            standing.replaced += 1
            continue
        late = days_late(item, paper, rules)
        if late:
            standing.days_late.append(late)
        else:
            standing.in_time += 1
    return sorted(standings.values(), key=lambda one: (-one.share, one.total_late, one.replaced, one.submitter))


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
    """Return the years in which sessions with submitted papers open, the latest first."""
    papers = Paper.objects.filter(session__purpose=Purpose.PROPER)
    days = papers.exclude(item__submitter="").dates("session__opens_on", "year", order="DESC")
    return [day.year for day in days]


def _papers(year: int) -> Iterator[tuple[AgendaItem, Paper]]:
    proper = Paper.objects.filter(session__purpose=Purpose.PROPER, session__opens_on__year=year)
    papers = proper.filter(item__isnull=False).exclude(item__submitter="")
    papers = papers.exclude(session__state__in=_NOT_HELD).exclude(replaces__released_at__isnull=True, version__gt=1)
    for paper in papers.select_related("item", "session").order_by("session__opens_on", "id"):
        if paper.item is not None:
            yield paper.item, paper
