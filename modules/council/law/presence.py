"""Presence in a sitting: what a line of the ledger says, how late is late, until when it is mended.

Source: rule R-SES-16. Presence is taken for each sitting; who came more than the parameter's minutes after the
beginning has attended a part of it. After the sitting lines are corrected for some working days, then never again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from council.law.deadlines import Deadline
from council.law.rules import Rules
from council.law.sentence import Sentence, say, written_day
from council.law.terms import due

CORRECTED = "sessions.presence_corrected_days"


class PresenceKind(StrEnum):
    """What is noted of a delegate in a sitting."""

    PRESENT = "present"
    ONLINE = "present_online"
    LATE = "late"
    LEFT = "left"
    RETURNED = "returned"
    EXCUSED = "excused"
    ABSENT = "absent"


class RollStage(StrEnum):
    """What may be done with the presence of a sitting now."""

    TAKEN = "taken"  # the sitting is ahead or runs
    TO_CONFIRM = "to_confirm"
    CORRECTED = "corrected"  # confirmed, the days of correction run
    LOCKED = "locked"


IN_HALL = frozenset({PresenceKind.PRESENT, PresenceKind.ONLINE, PresenceKind.LATE, PresenceKind.RETURNED})
AWAY = frozenset({PresenceKind.EXCUSED, PresenceKind.ABSENT})
# What the office says of a delegate when the sitting is over; comings and goings are no corrections.
CORRECTIONS = (
    PresenceKind.PRESENT,
    PresenceKind.ONLINE,
    PresenceKind.LATE,
    PresenceKind.EXCUSED,
    PresenceKind.ABSENT,
)


@dataclass(frozen=True)
class Noted:
    """One line of the ledger; ``late_minutes`` is 0 for who came in time; a correction replaces what stood before."""

    what: PresenceKind
    late_minutes: int = 0
    is_correction: bool = False


@dataclass(frozen=True)
class Presence:
    """What the lines of one delegate in one sitting come to; ``what`` is None when nothing was noted."""

    what: PresenceKind | None = None
    came: bool = False
    late_minutes: int = 0

    @property
    def is_in_hall(self) -> bool:
        """Whether she is in the hall now, or was at the end."""
        return self.what in IN_HALL


def minutes_late(*, started_at: datetime | None, at: datetime) -> int:
    """Return the full minutes between the beginning of a sitting and a coming, 0 before and while it is ahead."""
    if started_at is None or at <= started_at:
        return 0
    return int((at - started_at).total_seconds()) // 60


def coming(*, online: bool, before: Presence, late_minutes: int) -> PresenceKind:
    """Return what a coming is noted as: again after leaving, late, through the network, or simply present."""
    if before.what == PresenceKind.LEFT:
        return PresenceKind.RETURNED
    if online:
        return PresenceKind.ONLINE
    return PresenceKind.LATE if late_minutes else PresenceKind.PRESENT


def folded(lines: Iterable[Noted]) -> Presence:
    """Return what the lines come to, oldest first: who came once has attended, however often she leaves."""
    found = Presence()
    for line in lines:
        here = line.what in IN_HALL
        if line.is_correction or not found.came:
            found = Presence(line.what, here, line.late_minutes if here else 0)
        else:
            found = Presence(line.what, line.what not in AWAY, found.late_minutes)
    return found


def attended_share(presence: Presence, *, rules: Rules) -> Fraction:
    """Return how much of a sitting counts as attended: all, the part of who came too late, or nothing (R-SES-16)."""
    if not presence.came:
        return Fraction(0)
    if presence.late_minutes > rules.number("sessions.late_minutes"):
        return rules.share("sessions.late_counts_as")
    return Fraction(1)


def corrected_until(*, ended_on: date, rules: Rules) -> Deadline:
    """Return the last day on which the presence of a sitting may be corrected, with the reason for the day."""
    return due(CORRECTED, base_on=ended_on, rules=rules, binding=False)


def roll_stage(*, ended_on: date | None, is_confirmed: bool, today: date, rules: Rules) -> RollStage:
    """Return what may be done with the presence of a sitting; ``ended_on`` is None while it is not over."""
    if ended_on is None:
        return RollStage.TAKEN
    if today > corrected_until(ended_on=ended_on, rules=rules).due_on:
        return RollStage.LOCKED
    return RollStage.CORRECTED if is_confirmed else RollStage.TO_CONFIRM


def locked_because(*, ended_on: date, rules: Rules) -> Sentence:
    """Return the sentence that says since when the presence of a sitting is locked, and why."""
    deadline = corrected_until(ended_on=ended_on, rules=rules)
    return say(
        "Điểm danh của phiên họp ngày {day} đã khoá, không sửa được nữa. Hạn sửa: {why}",
        day=written_day(ended_on),
        why=str(deadline.why),
    )
