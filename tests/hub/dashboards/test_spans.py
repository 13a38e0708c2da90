"""Periods of a dashboard: what an address asks for, what lies beside it, with what it is compared."""

from datetime import date

import pytest

from hub.dashboards.spans import (
    Kind,
    Span,
    asked_for,
    beside,
    earlier,
    month_of,
    of_each_kind,
    quarter_of,
    term_of,
    year_of,
)

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 22)
TERM = term_of("2026–2031", date(2026, 3, 15), None, today=TODAY)


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "Năm 2026"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "Tháng 2/2024"),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31), "Tháng 12/2025"),
        ("2026-q4", date(2026, 10, 1), date(2026, 12, 31), "Quý IV/2026"),
        ("nhiem-ky", date(2026, 3, 15), TODAY, "Nhiệm kỳ 2026–2031"),
    ],
)
def test_address_names_a_period(text, first, last, label):
    span = asked_for(text, today=TODAY, term=TERM)

    assert (span.first, span.last, span.label, span.key) == (first, last, label, text)


@pytest.mark.parametrize(
    "text", ["", "x", "2026-13", "2026-q5", "1999", "2000", "2099", "2026-1", "2026'--", "２０２６"]
)
def test_what_nobody_understands_is_this_year(text):
    assert asked_for(text, today=TODAY, term=TERM) == year_of(TODAY)


def test_without_a_term_its_word_is_this_year():
    assert asked_for("nhiem-ky", today=TODAY, term=None) == year_of(TODAY)
    assert [span.kind for span in of_each_kind(year_of(TODAY), today=TODAY, term=None)] == [
        Kind.MONTH,
        Kind.QUARTER,
        Kind.YEAR,
    ]


def test_tabs_lead_to_today_from_a_running_period_and_stay_within_a_past_one():
    assert [span.key for span in of_each_kind(year_of(TODAY), today=TODAY, term=TERM)] == [
        "2026-11",
        "2026-q4",
        "2026",
        "nhiem-ky",
    ]
    past = of_each_kind(year_of(date(2024, 5, 5)), today=TODAY, term=None)
    assert [span.key for span in past] == ["2024-12", "2024-q4", "2024"]


def test_a_running_period_is_compared_with_as_many_days():
    assert earlier(year_of(TODAY), today=TODAY) == Span(Kind.YEAR, date(2025, 1, 1), date(2025, 11, 22))
    assert earlier(month_of(TODAY), today=TODAY) == Span(Kind.MONTH, date(2025, 11, 1), date(2025, 11, 22))
    assert earlier(quarter_of(date(2026, 5, 1)), today=TODAY) == quarter_of(date(2025, 5, 1))


def test_leap_day_is_compared_with_the_28th_and_its_month_with_the_whole_one():
    leap = date(2028, 2, 29)

    assert earlier(year_of(leap), today=leap) == Span(Kind.YEAR, date(2027, 1, 1), date(2027, 2, 28))
    assert earlier(month_of(leap), today=date(2028, 3, 1)) == month_of(date(2027, 2, 1))


def test_term_and_future_have_nothing_before():
    assert earlier(TERM, today=TODAY) is None
    assert earlier(year_of(date(2027, 1, 1)), today=TODAY) is None


def test_beside_are_the_neighbours_of_the_same_kind():
    assert [beside(month_of(TODAY), step).key for step in (-1, 1)] == ["2026-10", "2026-12"]
    assert beside(quarter_of(date(2026, 2, 1)), -1).key == "2025-q4"
    assert beside(TERM, 1) is None
    assert beside(year_of(date(2001, 1, 1)), -1) is None


def test_months_of_a_period():
    assert quarter_of(TODAY).months == [date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)]
    assert (TERM.months[0], len(TERM.months)) == (date(2026, 3, 1), 9)
