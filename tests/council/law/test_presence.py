"""What the lines of presence come to, what a sitting counts, and until when it is corrected."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.law import (
    CORRECTIONS,
    IN_HALL,
    Noted,
    Override,
    Presence,
    PresenceKind,
    RollStage,
    attended_share,
    coming,
    corrected_until,
    folded,
    locked_because,
    minutes_late,
    national_rules,
    roll_stage,
)

pytestmark = pytest.mark.unit

BEGAN = datetime(2026, 12, 9, 1, 0, tzinfo=UTC)
RULES = national_rules("province", date(2026, 12, 9))
P = PresenceKind
LINES = st.builds(Noted, st.sampled_from(list(P)), st.integers(0, 200), st.booleans())


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(-60, 0), (0, 0), (59, 0), (60, 1), (1799, 29), (1800, 30), (1860, 31)]
)
def test_lateness_is_counted_in_full_minutes_from_the_beginning(seconds: int, minutes: int) -> None:
    assert minutes_late(started_at=BEGAN, at=BEGAN + timedelta(seconds=seconds)) == minutes


def test_nobody_is_late_before_a_sitting_has_begun() -> None:
    assert minutes_late(started_at=None, at=BEGAN) == 0


@pytest.mark.parametrize(
    ("online", "before", "late", "what"),
    [
        (False, Presence(), 0, P.PRESENT),
        (False, Presence(), 5, P.LATE),
        (True, Presence(), 0, P.ONLINE),
        (True, Presence(), 5, P.ONLINE),
        (False, Presence(P.EXCUSED), 40, P.LATE),
        (False, Presence(P.ABSENT), 0, P.PRESENT),
        (False, Presence(P.LEFT, came=True), 50, P.RETURNED),
        (True, Presence(P.LEFT, came=True), 0, P.RETURNED),
    ],
)
def test_a_coming_is_noted_by_what_stood_before(online: bool, before: Presence, late: int, what: P) -> None:
    assert coming(online=online, before=before, late_minutes=late) == what


@pytest.mark.parametrize(
    ("lines", "what", "came", "late"),
    [
        ([], None, False, 0),
        ([Noted(P.PRESENT)], P.PRESENT, True, 0),
        ([Noted(P.LATE, 12), Noted(P.LEFT), Noted(P.RETURNED)], P.RETURNED, True, 12),
        ([Noted(P.EXCUSED), Noted(P.LATE, 40)], P.LATE, True, 40),
        ([Noted(P.LATE, 40), Noted(P.LEFT)], P.LEFT, True, 40),
        ([Noted(P.PRESENT), Noted(P.ABSENT)], P.ABSENT, False, 0),
        ([Noted(P.LATE, 40), Noted(P.PRESENT, is_correction=True)], P.PRESENT, True, 0),
        ([Noted(P.ABSENT), Noted(P.LATE, 31, is_correction=True)], P.LATE, True, 31),
        ([Noted(P.PRESENT), Noted(P.EXCUSED, is_correction=True)], P.EXCUSED, False, 0),
    ],
)
def test_lines_come_to(lines: list[Noted], what: P | None, came: bool, late: int) -> None:
    found = folded(lines)

    assert (found.what, found.came, found.is_in_hall) == (what, came, what in IN_HALL)
    assert (found.late_minutes if came else 0) == late


@given(st.lists(LINES, max_size=12))
def test_the_last_line_says_who_is_in_the_hall(lines: list[Noted]) -> None:
    found = folded(lines)

    assert found.what == (lines[-1].what if lines else None)
    assert found.is_in_hall is (bool(lines) and lines[-1].what in IN_HALL)
    assert found.came or not found.is_in_hall


@given(st.lists(LINES, max_size=6), st.sampled_from(CORRECTIONS), st.integers(0, 200))
def test_a_correction_forgets_everything_before_it(lines: list[Noted], what: P, late: int) -> None:
    correction = Noted(what, late, is_correction=True)

    assert folded([*lines, correction]) == folded([correction])


@pytest.mark.parametrize(("late", "share"), [(0, 1), (30, 1), (31, Fraction(1, 2)), (200, Fraction(1, 2))])
def test_who_is_more_than_half_an_hour_late_has_attended_half(late: int, share: Fraction) -> None:
    assert attended_share(Presence(P.LATE, came=True, late_minutes=late), rules=RULES) == share


def test_who_never_came_attended_nothing_and_a_council_sets_its_own_numbers() -> None:
    day = date(2026, 12, 9)
    own = [
        Override("sessions.late_minutes", 10, "Quy chế", day),
        Override("sessions.late_counts_as", Fraction(1, 4), "Quy chế", day),
    ]
    strict = national_rules("province", day, overrides=own)

    assert attended_share(Presence(P.ABSENT), rules=RULES) == 0
    assert attended_share(Presence(P.LATE, came=True, late_minutes=11), rules=strict) == Fraction(1, 4)


def test_presence_is_corrected_for_three_working_days() -> None:
    friday = date(2026, 12, 11)

    deadline = corrected_until(ended_on=friday, rules=RULES)

    assert deadline.due_on == date(2026, 12, 16)
    assert "3 ngày làm việc" in str(deadline.why)
    assert str(locked_because(ended_on=friday, rules=RULES)).startswith(
        "Điểm danh của phiên họp ngày 11/12/2026 đã khoá"
    )


@pytest.mark.parametrize(
    ("ended_on", "confirmed", "today", "stage"),
    [
        (None, False, date(2026, 12, 9), RollStage.TAKEN),
        (date(2026, 12, 9), False, date(2026, 12, 9), RollStage.TO_CONFIRM),
        (date(2026, 12, 9), True, date(2026, 12, 14), RollStage.CORRECTED),
        (date(2026, 12, 9), True, date(2026, 12, 15), RollStage.LOCKED),
        (date(2026, 12, 9), False, date(2026, 12, 15), RollStage.LOCKED),
    ],
)
def test_what_may_be_done_with_a_roll(ended_on: date | None, confirmed: bool, today: date, stage: RollStage) -> None:
    assert roll_stage(ended_on=ended_on, is_confirmed=confirmed, today=today, rules=RULES) == stage
