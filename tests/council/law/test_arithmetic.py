"""Ten years of arithmetic against a slow, independent implementation: lists of days, no stepping.

The calendar is drawn at random: holidays, days off and worked weekends, a council's local days, and
pauses. The slow side knows nothing of the calendar's own methods.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council import law
from council.law import CalendarDay, DayKind, Pause, Skip, WorkingCalendar

pytestmark = pytest.mark.unit

_FIRST = date(2026, 3, 1)
_TEN_YEARS = st.integers(0, 3652).map(lambda number: _FIRST + timedelta(days=number))
# Days near the start of a term, as distances from it, so that every drawn day can matter.
_NEAR = st.integers(-90, 150)
_SPECIAL = st.dictionaries(_NEAR, st.sampled_from(DayKind), max_size=40)
_PAUSED = st.lists(st.tuples(_NEAR, st.integers(0, 30)), max_size=3)
_WORKED = (DayKind.SWAPPED_WORK,)


def placed(start, special):
    return {start + timedelta(days=distance): kind for distance, kind in special.items()}


def laid(start, paused):
    return [(start + timedelta(days=distance), length) for distance, length in paused]


def slow_is_working(on, special):
    if on in special:
        return special[on] in _WORKED
    return on.isoweekday() not in (6, 7) and f"{on:%d/%m}" not in ("01/01", "30/04", "01/05", "02/09")


def slow_paused(paused):
    return {first + timedelta(days=number) for first, length in paused for number in range(length + 1)}


def slow_working_days(start, days, special, paused=()):
    still = slow_paused(paused)
    horizon = [start + timedelta(days=number) for number in range(1, 600)]
    return [on for on in horizon if slow_is_working(on, special) and on not in still][days - 1]


def slow_calendar_days(start, days, special, paused=()):
    still = slow_paused(paused)
    counted = [on for number in range(1, 600) if (on := start + timedelta(days=number)) not in still]
    return next(on for on in counted[days - 1 :] if slow_is_working(on, special))


def slow_back(opening, days, special):
    horizon = [opening - timedelta(days=days + number) for number in range(200)]
    return next(on for on in horizon if slow_is_working(on, special))


def slow_back_working_days(opening, days, special):
    horizon = [opening - timedelta(days=number) for number in range(1, 600)]
    return [on for on in horizon if slow_is_working(on, special)][days - 1]


def calendar_of(special):
    days = {on: CalendarDay(on, kind, "ngày thử", "quyết định thử") for on, kind in special.items()}
    return WorkingCalendar(days, frozenset(range(2020, 2040)))


def pauses_of(paused):
    return [Pause(first, first + timedelta(days=length), "bão", "Công văn 1") for first, length in paused]


@given(_TEN_YEARS, st.integers(1, 90), _SPECIAL)
def test_arithmetic_agrees_with_the_slow_one(start, days, special):
    special = placed(start, special)
    calendar = calendar_of(special)

    assert law.add_working_days(start, days, calendar) == slow_working_days(start, days, special)
    assert law.add_calendar_days(start, days, calendar) == slow_calendar_days(start, days, special)
    assert law.back_from(start, days, calendar) == slow_back(start, days, special)
    assert law.back_working_days(start, days, calendar) == slow_back_working_days(start, days, special)


@given(_TEN_YEARS, st.integers(1, 60), _SPECIAL, _PAUSED)
def test_paused_arithmetic_agrees_with_the_slow_one(start, days, special, paused):
    special, paused = placed(start, special), laid(start, paused)
    calendar, pauses = calendar_of(special), pauses_of(paused)

    assert law.add_working_days(start, days, calendar, pauses=pauses) == slow_working_days(start, days, special, paused)
    assert law.add_calendar_days(start, days, calendar, pauses=pauses) == slow_calendar_days(
        start, days, special, paused
    )


@given(_TEN_YEARS, st.integers(1, 40), _SPECIAL, st.sets(_NEAR, max_size=10))
def test_local_days_off_agree_with_the_slow_calendar(start, days, special, local):
    special, local = placed(start, special), {start + timedelta(days=distance) for distance in local}
    rows = [CalendarDay(on, DayKind.SWAPPED_OFF, "ngày hội", "Quyết định 1") for on in local]
    calendar = calendar_of(special).with_local(rows)
    together = {**dict.fromkeys(local, DayKind.SWAPPED_OFF), **special}

    assert law.add_working_days(start, days, calendar) == slow_working_days(start, days, together)
    assert law.back_from(start, days, calendar) == slow_back(start, days, together)


@given(_TEN_YEARS, st.integers(1, 60), _SPECIAL)
def test_a_term_ends_on_a_working_day_and_a_longer_one_ends_later(start, days, special):
    special = placed(start, special)
    calendar = calendar_of(special)

    due = law.add_working_days(start, days, calendar)

    assert slow_is_working(due, special)
    assert due > start
    assert law.add_working_days(start, days + 1, calendar) > due


@given(_TEN_YEARS, st.integers(1, 60), _SPECIAL)
def test_back_and_forward_working_days_are_the_same_distance(start, days, special):
    special = placed(start, special)
    calendar = calendar_of(special)

    back = law.back_working_days(start, days, calendar)

    assert slow_is_working(back, special)
    assert law.add_working_days(back, days, calendar) >= start


TERMS = (
    "complaints.first_days.plain",
    "denunciations.acceptance_days.one_place",
    "sessions.papers_before_days.regular",
    "contact.plan_before_days",
)


@given(_TEN_YEARS, _SPECIAL, _PAUSED, st.sampled_from(TERMS))
def test_a_deadline_accounts_for_every_day(start, special, paused, key):
    calendar, pauses = calendar_of(placed(start, special)), tuple(pauses_of(laid(start, paused)))
    rules = law.Rules(law.Level.PROVINCE, start, law.national_book(), (), calendar, pauses)

    deadline = law.due(key, base_on=start, rules=rules)

    first, last = sorted((start, deadline.due_on))
    between = [on for number in range((last - first).days + 1) if (on := first + timedelta(days=number)) != start]
    skipped = {day.on: day.reason for day in deadline.skipped}
    if deadline.unit is law.Unit.WORKING_DAYS:
        assert sorted([*deadline.counted, *skipped]) == between
        assert (len(deadline.counted), set(deadline.counted) & set(skipped)) == (deadline.days, set())
    else:
        still = [on for on, reason in skipped.items() if reason is Skip.PAUSED and on < deadline.nominal_on]
        assert abs((deadline.nominal_on - start).days) == deadline.days + len(still)
    assert deadline.due_on not in skipped
    assert str(deadline.why).endswith(f"({deadline.rule}).")
