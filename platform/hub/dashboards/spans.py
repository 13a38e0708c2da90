"""The periods a dashboard is asked for: a month, a quarter, a year, a term of office.

A period is compared with the same period of the year before. One that still runs is compared with as many days
of the earlier one as have passed of it, so that a half-finished year is not held against a whole one.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel import stretches
from kernel.stretches import MONTHS_OF_A_YEAR, QUARTERS, months_later, quarter_number

ASKED = re.compile(r"(?P<year>20\d\d)(?:-(?:(?P<month>0[1-9]|1[0-2])|q(?P<quarter>[1-4])))?")
EARLIEST_YEAR, LATEST_YEAR = 2001, 2098
ONE_DAY = timedelta(days=1)


class Kind(StrEnum):
    """The kinds of period; the value is the word in addresses."""

    MONTH = "thang"
    QUARTER = "quy"
    YEAR = "nam"
    TERM = "nhiem-ky"


NAMES = {
    Kind.MONTH: gettext_lazy("Tháng"),
    Kind.QUARTER: gettext_lazy("Quý"),
    Kind.YEAR: gettext_lazy("Năm"),
    Kind.TERM: gettext_lazy("Nhiệm kỳ"),
}


@dataclass(frozen=True)
class Span:
    """Legal days, both ends included. ``key`` is how it stands in an address."""

    kind: Kind
    first: date
    last: date
    name: str = ""

    @property
    def key(self) -> str:
        """Return the word of this period in an address: 2026-11, 2026-q4, 2026, nhiem-ky."""
        year = self.first.year
        words = {
            Kind.MONTH: f"{year}-{self.first.month:02d}",
            Kind.QUARTER: f"{year}-q{quarter_number(self.first)}",
            Kind.YEAR: str(year),
        }
        return words.get(self.kind, Kind.TERM.value)

    @property
    def label(self) -> str:
        """Return the name of this period for people."""
        at = {
            "year": self.first.year,
            "month": self.first.month,
            "quarter": QUARTERS[quarter_number(self.first) - 1],
            "name": self.name,
        }
        words = {
            Kind.MONTH: _("Tháng %(month)d/%(year)d"),
            Kind.QUARTER: _("Quý %(quarter)s/%(year)d"),
            Kind.YEAR: _("Năm %(year)d"),
            Kind.TERM: _("Nhiệm kỳ %(name)s"),
        }
        return words[self.kind] % at

    @property
    def months(self) -> list[date]:
        """Return the first day of each month that the period touches."""
        first = self.first.replace(day=1)
        count = (self.last.year - first.year) * MONTHS_OF_A_YEAR + self.last.month - first.month + 1
        return [months_later(first, number) for number in range(count)]


def month_of(day: date) -> Span:
    """Return the month of a day."""
    return Span(Kind.MONTH, *stretches.month_of(day))


def quarter_of(day: date) -> Span:
    """Return the quarter of a day."""
    return Span(Kind.QUARTER, *stretches.quarter_of(day))


def year_of(day: date) -> Span:
    """Return the calendar year of a day."""
    return Span(Kind.YEAR, *stretches.year_of(day))


def term_of(name: str, first: date, last: date | None, *, today: date) -> Span:
    """Return a term of office; one whose end is not known lasts until today, or its own first day."""
    return Span(Kind.TERM, first, last or max(today, first), name)


def asked_for(text: str, *, today: date, term: Span | None) -> Span:
    """Return the period that an address asks for; what is not understood is this year."""
    if text == Kind.TERM and term is not None:
        return term
    found = ASKED.fullmatch(text)
    year = int(found["year"]) if found else today.year
    if found is None or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return year_of(today)
    if found["month"]:
        return month_of(date(year, int(found["month"]), 1))
    return quarter_of(date(year, 3 * int(found["quarter"]), 1)) if found["quarter"] else year_of(date(year, 1, 1))


def of_each_kind(span: Span, *, today: date, term: Span | None) -> list[Span]:
    """Return a month, a quarter, a year and the term that lie nearest to a period, the period itself among them."""
    day = min(max(today, span.first), span.last)
    others = [month_of(day), quarter_of(day), year_of(day), *([term] if term else [])]
    return [span if other.kind == span.kind else other for other in others]


def beside(span: Span, steps: int) -> Span | None:
    """Return the period of the same kind before (-1) or after (1); a term has none."""
    day = span.first - ONE_DAY if steps < 0 else span.last + ONE_DAY
    makes: dict[Kind, Any] = {Kind.MONTH: month_of, Kind.QUARTER: quarter_of, Kind.YEAR: year_of}
    if span.kind not in makes or not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        return None
    found: Span = makes[span.kind](day)
    return found


def earlier(span: Span, *, today: date) -> Span | None:
    """Return the same period of the year before, as far as this one has come; a term and the future have none."""
    if span.kind == Kind.TERM or today < span.first or span.first.year <= EARLIEST_YEAR:
        return None
    whole = {Kind.MONTH: month_of, Kind.QUARTER: quarter_of, Kind.YEAR: year_of}[span.kind](_year_before(span.first))
    if span.last <= today:
        return whole
    return Span(whole.kind, whole.first, min(whole.last, _year_before(today)))


def _year_before(day: date) -> date:
    """Return the same day of the year before; 29 February has the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
