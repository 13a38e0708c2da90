"""How a session's time was spent: by activity against the target, turns by team and by full-time delegates.

Everything is counted in seconds; only what people read is put into minutes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.law import ActivityKind, Rules, discussion_share, seconds_by_activity
from council.people.models import Mandate
from council.people.workflow import IN_OFFICE
from council.sessions.models import Activity, CouncilSession, Sitting, Speech, Vote
from council.sessions.models.floor import ACTIVITY_WORDS
from council.sessions.permissions import Can
from council.sessions.queries.floor import HEARD
from council.sessions.queries.roll import written_share
from kernel.access import Actor, require

MINUTE = 60
SOME_SECONDS = _("dưới 1 phút")
FULL_TIME, PART_TIME = _("Đại biểu chuyên trách"), _("Đại biểu không chuyên trách")


@dataclass(frozen=True)
class Spent:
    """What one activity took, of all."""

    kind: ActivityKind
    seconds: int
    total: int

    @property
    def word(self) -> str:
        """What the activity is called."""
        return str(ACTIVITY_WORDS[self.kind])

    @property
    def length(self) -> str:
        """How long it took, as people read it."""
        return written_length(self.seconds)

    @property
    def share(self) -> str:
        """Its part of all, as people read it."""
        return written_share(Fraction(self.seconds, self.total))


@dataclass(frozen=True)
class TimeSpent:
    """A session's time by activity, with the share that rule R-SES-19 asks for; ``share`` is None before any time."""

    lines: list[Spent]
    share: Fraction | None
    target: Fraction

    @property
    def is_met(self) -> bool:
        """Whether discussion, debate and questioning took the part that the rule aims at."""
        return self.share is not None and self.share >= self.target

    @property
    def share_written(self) -> str:
        """The share as people read it."""
        return written_share(self.share) if self.share is not None else "–"

    @property
    def target_written(self) -> str:
        """The target as people read it."""
        return written_share(self.target)

    @property
    def length(self) -> str:
        """How long all of it took: of the seconds of all, not of their minutes."""
        return written_length(sum(line.seconds for line in self.lines))


@dataclass(frozen=True)
class Account:
    """Turns of a group of delegates: how many there are in it, how many of them spoke, how often, how long."""

    name: str
    members: int
    speakers: int
    turns: int
    seconds: int

    @property
    def length(self) -> str:
        """How long they spoke, as people read it."""
        return written_length(self.seconds)


def written_length(seconds: int) -> str:
    """Return a length of time as ``12 phút``, in full minutes; what is short is never written as nothing."""
    if 0 < seconds < MINUTE:
        return str(SOME_SECONDS)
    return str(_("%(minutes)d phút")) % {"minutes": seconds // MINUTE}


def get_time_spent(session: CouncilSession, *, now: datetime, rules: Rules) -> TimeSpent:
    """Return how a session's time was spent up to now, in three queries. The caller got the session from a query."""
    sittings = Sitting.objects.filter(session=session, started_at__isnull=False).order_by("started_at")
    spans = [(sitting.started_at, sitting.ended_at or now) for sitting in sittings if sitting.started_at]
    seconds = seconds_by_activity(spans, _marks(session))
    total = sum(seconds.values())
    lines = [Spent(kind, seconds[kind], total) for kind in ActivityKind if kind in seconds]
    return TimeSpent(lines, discussion_share(seconds), rules.share("sessions.discussion_share"))


def list_turns(actor: Actor, session: CouncilSession) -> list[Speech]:
    """Return the turns that were heard in a session, in the order in which they were called; one query.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    heard = Speech.objects.filter(session=session, state__in=HEARD)
    return list(heard.select_related("item", "mandate__person", "mandate__team").order_by("called_at", "id"))


def accounts_of(turns: Iterable[Speech], *, now: datetime) -> tuple[list[Account], list[Account]]:
    """Return what the teams, and the full-time and other delegates, spoke; one query for the delegates in office."""
    spoken = [turn for turn in turns if turn.mandate is not None]
    mandates = list(Mandate.objects.filter(state__in=IN_OFFICE).select_related("team"))
    teams = sorted({(mandate.team.number, mandate.team.name) for mandate in mandates if mandate.team})
    by_team = [
        _account(name, lambda each, number=number: each.team and each.team.number == number, mandates, spoken, now)
        for number, name in teams
    ]
    by_time = [
        _account(str(word), lambda each, full=full: each.full_time is full, mandates, spoken, now)
        for full, word in ((True, FULL_TIME), (False, PART_TIME))
    ]
    return by_team, by_time


def _account(
    name: str, belongs: Callable[[Any], Any], mandates: list[Mandate], turns: list[Speech], now: datetime
) -> Account:
    own = [turn for turn in turns if belongs(turn.mandate)]
    return Account(
        name=name,
        members=sum(bool(belongs(mandate)) for mandate in mandates),
        speakers=len({turn.mandate_id for turn in own}),
        turns=len(own),
        seconds=sum(turn.seconds_spoken(now) for turn in own),
    )


def _marks(session: CouncilSession) -> list[tuple[datetime, ActivityKind]]:
    """Return what began when: the ledger of activities, and the votes from their opening to their closing."""
    marks = [(line.at, ActivityKind(line.kind)) for line in Activity.objects.filter(session=session)]
    votes = Vote.objects.filter(session=session, opened_at__isnull=False).values_list("opened_at", "closed_at")
    for opened_at, closed_at in votes:
        marks.append((opened_at, ActivityKind.VOTING))
        if closed_at:
            marks.append((closed_at, ActivityKind.PROCEDURE))
    return marks
