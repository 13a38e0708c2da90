"""The delivered calendar against the plan of 2026 and against an independent library."""

from dataclasses import replace
from datetime import date, timedelta

import holidays
import pytest

from council import law
from council.law import CalendarDay, DayKind, LocalDayNotAllowed
from council.law.calendar import read_calendar
from council.law.national import national_book, parameter_text, read_book

pytestmark = pytest.mark.unit

CALENDAR = law.national_calendar()


def days_between(first, last):
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 1, 1), date(2026, 1, 4), 4),
        (date(2026, 2, 14), date(2026, 2, 22), 9),
        (date(2026, 4, 25), date(2026, 4, 27), 3),
        (date(2026, 4, 30), date(2026, 5, 3), 4),
        (date(2026, 8, 29), date(2026, 9, 2), 5),
    ],
)
def test_the_breaks_of_2026_are_whole_and_bounded(first, last, count):
    off = [on for on in days_between(first, last) if not CALENDAR.is_working(on)]

    assert len(off) == count == len(days_between(first, last))
    assert CALENDAR.is_working(first - timedelta(days=1))
    assert CALENDAR.is_working(last + timedelta(days=1))


def test_swapped_saturdays_are_worked():
    assert [CALENDAR.is_working(on) for on in (date(2026, 1, 10), date(2026, 8, 22), date(2026, 8, 15))] == [
        True,
        True,
        False,
    ]


def test_eleven_public_holidays_in_2026():
    own = [on for on, day in CALENDAR.days.items() if on.year == 2026 and day.kind is DayKind.HOLIDAY]

    assert len(own) == 11


def test_2026_agrees_with_the_holidays_library():
    # 02/01 was swapped by a decision that the library does not carry; 24/11 is not yet law (R-CAL-07).
    theirs = set(holidays.country_holidays("VN", years=2026)) - {date(2026, 11, 24)}
    ours = {on for on, day in CALENDAR.days.items() if on.year == 2026 and day.kind is not DayKind.SWAPPED_WORK}

    assert ours - {date(2026, 1, 2)} == theirs


def test_provisional_2027_claims_nothing_that_the_library_denies():
    theirs = set(holidays.country_holidays("VN", years=2027))
    ours = {on for on in CALENDAR.days if on.year == 2027}

    assert ours <= theirs
    assert {f"{on:%d/%m}" for on in ours} == {"01/01", "16/04", "30/04", "01/05", "03/05", "02/09"}
    assert (CALENDAR.is_official(2026), CALENDAR.is_official(2027)) == (True, False)


def test_culture_day_is_worked_until_the_law_is_changed():
    assert CALENDAR.is_working(date(2026, 11, 24)) is True


def test_culture_day_is_off_once_a_dated_value_says_so():
    new = '[[parameter.value]]\nfrom = 2026-11-01\nis = true\nact = "Luật thử"\nmark = "D"\nconfidence = "L"\n'
    switch, others = parameter_text("calendar").split("[[parameter]]", 2)[1:]
    changed = f"[[parameter]]{switch}{new}[[parameter]]{others}"

    calendar = read_calendar(parameter_text("days_off"), book=read_book(changed))

    assert calendar.is_working(date(2026, 11, 24)) is False
    assert calendar.name_of(date(2026, 11, 24)) == "Ngày Văn hoá Việt Nam"


def test_culture_day_of_a_year_before_the_parameter_is_worked():
    later = parameter_text("calendar").replace("2016-01-01", "2028-01-01", 1)

    calendar = read_calendar(parameter_text("days_off"), book=read_book(later))

    assert calendar.is_working(date(2026, 11, 24)) is True


def local(on, kind):
    return CalendarDay(on, kind, "ngày truyền thống", "Quyết định 1/QĐ")


def test_local_days_are_added_and_marked():
    calendar = CALENDAR.with_local([local(date(2026, 11, 25), DayKind.SWAPPED_OFF)])

    assert (calendar.is_working(date(2026, 11, 25)), calendar.days[date(2026, 11, 25)].local) == (False, True)
    assert CALENDAR.is_working(date(2026, 11, 25)) is True


def test_a_national_row_wins_over_a_local_one():
    calendar = CALENDAR.with_local([local(date(2026, 9, 2), DayKind.SWAPPED_WORK)])

    assert calendar.is_working(date(2026, 9, 2)) is False


@pytest.mark.parametrize(
    ("on", "kind", "sentence"),
    [
        (date(2026, 9, 2), DayKind.SWAPPED_WORK, "Lịch quốc gia đã quy định ngày này, Hội đồng không đặt khác được."),
        (date(2030, 9, 2), DayKind.SWAPPED_WORK, "Lịch quốc gia đã quy định ngày này, Hội đồng không đặt khác được."),
        (date(2026, 11, 28), DayKind.SWAPPED_OFF, "Ngày này vốn là ngày nghỉ hằng tuần."),
        (date(2026, 11, 27), DayKind.SWAPPED_WORK, "Ngày này vốn là ngày làm việc."),
    ],
)
def test_a_local_day_that_contradicts_or_changes_nothing_is_refused(on, kind, sentence):
    with pytest.raises(LocalDayNotAllowed) as refusal:
        CALENDAR.check_local(local(on, kind))

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("on", "kind"), [(date(2026, 11, 28), DayKind.SWAPPED_WORK), (date(2026, 11, 27), DayKind.SWAPPED_OFF)]
)
def test_a_local_day_that_changes_its_week_is_allowed(on, kind):
    before = replace(CALENDAR)

    CALENDAR.check_local(local(on, kind))

    assert before == CALENDAR


def test_every_delivered_day_names_the_decision_that_set_it():
    assert [day.on for day in CALENDAR.days.values() if not day.decision or not day.name] == []
    assert national_book()["calendar.culture_day"].council_may_set is False
