"""Presence when it is read: the hall's seats, the roll of a sitting with its ledger, the attendance of a session."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from council.law import Deadline, Presence, PresenceKind, RollStage, Rules, attended_share, corrected_until, roll_stage
from council.people.models import Mandate
from council.people.workflow import IN_OFFICE
from council.sessions.models import Attendance, CouncilSession, QuorumLoss, RollConfirmation, Seat, Seating, Sitting
from council.sessions.permissions import Can
from council.sessions.queries.presence import PresenceRow, list_presence, standing_of
from council.sessions.workflow import SittingState
from kernel import clock
from kernel.access import Actor, require


@dataclass(frozen=True)
class SeatView:
    """One seat of the hall with who sits in it; ``row`` of presence is None for an empty seat."""

    row: int
    number: int
    presence: PresenceRow | None


@dataclass(frozen=True)
class SeatMap:
    """The hall as it is arranged: rows of seats from the chair on, and the delegates without a seat."""

    rows: list[list[SeatView]]
    standing: list[PresenceRow]

    @property
    def columns(self) -> int:
        """How many seats a row has."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True)
class SittingRoll:
    """The presence of one sitting: its rows, what may be done with it, and until when it is corrected."""

    sitting: Sitting
    rows: list[PresenceRow]
    stage: RollStage
    deadline: Deadline | None
    confirmation: RollConfirmation | None
    losses: list[QuorumLoss]

    @property
    def came(self) -> int:
        """How many attended, even a part of it."""
        return sum(row.standing.came for row in self.rows)

    @property
    def late(self) -> int:
        """How many came after the beginning."""
        return sum(bool(row.standing.late_minutes) for row in self.rows)

    def count(self, what: str) -> int:
        """Return how many stand so at the end."""
        return sum(row.what == what for row in self.rows)

    @property
    def excused(self) -> int:
        """How many were excused."""
        return self.count(PresenceKind.EXCUSED)

    @property
    def absent(self) -> int:
        """How many were absent without a reason, or never noted."""
        return self.count(PresenceKind.ABSENT) + self.count("")


@dataclass(frozen=True)
class AttendanceRow:
    """A delegate's attendance of a session: sittings held while she was in office, and how much of them counts."""

    mandate: Mandate
    held: int
    attended: Fraction
    late: int
    excused: int
    absent: int

    @property
    def share(self) -> Fraction:
        """The part of the sittings that she attended; all of none."""
        return self.attended / self.held if self.held else Fraction(1)

    @property
    def per_cent(self) -> str:
        """The share as people read it, with a decimal only where it is needed."""
        return written_share(self.share)

    @property
    def attended_written(self) -> str:
        """The attended sittings as people read them: ``3,5``."""
        return _decimal(self.attended)


def written_share(share: Fraction) -> str:
    """Return a share as ``97,5%``: one decimal, halves rounded up, none where it is whole."""
    tenths = (share.numerator * 2000 + share.denominator) // (2 * share.denominator)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}%"


def get_seating() -> Seating | None:
    """Return how the hall is arranged, None before anybody arranged it."""
    return Seating.objects.first()


def list_seated() -> list[PresenceRow]:
    """Return every delegate in office as the arrangement shows her: of no sitting, so nothing is noted."""
    mandates = Mandate.objects.filter(state__in=IN_OFFICE).select_related("person", "team").by_name()
    return [PresenceRow(mandate, Presence(), None) for mandate in mandates]


def get_seat_map(rows: Iterable[PresenceRow]) -> SeatMap:
    """Return the hall with who sits where, in two queries; without an arrangement nobody has a seat."""
    seating = get_seating()
    people = list(rows)
    if seating is None:
        return SeatMap([], people)
    seats = {seat.mandate_id: (seat.row, seat.number) for seat in Seat.objects.filter(row__isnull=False)}
    by_place = {seats[row.mandate.id]: row for row in people if row.mandate.id in seats}
    grid = [
        [SeatView(line, number, by_place.get((line, number))) for number in range(1, seating.columns + 1)]
        for line in range(1, seating.rows + 1)
    ]
    return SeatMap(grid, [row for row in people if row.mandate.id not in seats])


def get_sitting_roll(actor: Actor, sitting: Sitting, *, today: date, rules: Rules) -> SittingRoll:
    """Return the presence of a sitting with what may be done with it. The caller got the sitting from a query.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    confirmation = RollConfirmation.objects.filter(sitting=sitting).first()
    ended_on = clock.local_day(sitting.ended_at) if sitting.ended_at else None
    stage = roll_stage(ended_on=ended_on, is_confirmed=confirmation is not None, today=today, rules=rules)
    deadline = corrected_until(ended_on=ended_on, rules=rules) if ended_on else None
    losses = list(QuorumLoss.objects.filter(sitting=sitting).order_by("id"))
    return SittingRoll(sitting, list_presence(sitting), stage, deadline, confirmation, losses)


def list_ledger(actor: Actor, sitting: Sitting) -> list[Attendance]:
    """Return every line of a sitting's ledger, the latest first, corrections with what they replaced.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    lines = Attendance.objects.filter(sitting=sitting).select_related("mandate__person", "corrects")
    return list(lines.order_by("-id"))


def list_attendance(actor: Actor, session: CouncilSession, *, rules: Rules) -> list[AttendanceRow]:
    """Return the attendance of each delegate in the sittings that are over, by name; three queries.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    sittings = list(Sitting.objects.filter(session=session, state=SittingState.ENDED))
    lines: dict[tuple[Any, Any], list[Attendance]] = {}
    for line in Attendance.objects.filter(sitting__in=sittings).oldest_first():
        lines.setdefault((line.mandate_id, line.sitting_id), []).append(line)
    mandates = Mandate.objects.filter(term_id=session.term_id).select_related("person", "team").by_name()
    rows = []
    for mandate in mandates:
        held = [sitting for sitting in sittings if _was_in_office(mandate, sitting.day_on)]
        standings = [standing_of(lines.get((mandate.id, sitting.id), [])) for sitting in held]
        if held:
            rows.append(_attendance(mandate, standings, rules))
    return rows


def _attendance(mandate: Mandate, standings: list[Presence], rules: Rules) -> AttendanceRow:
    excused = sum(standing.what == PresenceKind.EXCUSED for standing in standings)
    return AttendanceRow(
        mandate=mandate,
        held=len(standings),
        attended=sum((attended_share(standing, rules=rules) for standing in standings), Fraction(0)),
        late=sum(bool(standing.late_minutes) for standing in standings),
        excused=excused,
        absent=sum(not standing.came for standing in standings) - excused,
    )


def _was_in_office(mandate: Mandate, day: date) -> bool:
    return mandate.started_on <= day and (mandate.ended_on is None or mandate.ended_on > day)


def _decimal(number: Fraction) -> str:
    hundredths = (number.numerator * 200 + number.denominator) // (2 * number.denominator)
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",")
