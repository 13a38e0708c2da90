"""Which days state offices work: weekends, public holidays, compensatory and swapped days.

Source: Bộ luật Lao động 2019, Điều 112 (public holidays); the swaps are decided for each year. The
rows stand in ``parameters/days_off.toml``; a council adds its own local days (``rulebook``). A year
without an official calendar still knows weekends and the fixed-date holidays (R-CAL-10, and the
reading that a binding term across a possible Tết is refused until the calendar is there).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property
from hashlib import sha256
from typing import Any

from council.law.national import Book, NotInForce, national_book, parameter_text
from council.law.sentence import say, weekday_name
from kernel.refusal import Refusal

SATURDAY = 5
FIXED_HOLIDAYS = {
    (1, 1): "Tết Dương lịch",
    (4, 30): "Ngày Chiến thắng",
    (5, 1): "Ngày Quốc tế lao động",
    (9, 2): "Quốc khánh",
}
CULTURE_DAY = (11, 24)
# The first day of the lunar year lies between 21 January and 20 February; with the days off around
# it a Tết holiday can touch any day between these two (month, day).
TET_FROM, TET_TO = (1, 18), (2, 28)
ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """Why a day differs from its week (R-CAL-08)."""

    HOLIDAY = "holiday"
    COMPENSATORY_OFF = "compensatory_off"
    SWAPPED_OFF = "swapped_off"
    SWAPPED_WORK = "swapped_work"


class CalendarMissing(Refusal):
    """A binding term runs over a time in which Tết may fall, in a year without an official calendar."""

    code = "calendar_missing"


class LocalDayNotAllowed(Refusal):
    """A council's local day contradicts the national calendar or changes nothing."""

    code = "local_day_not_allowed"
    field = "day_on"


@dataclass(frozen=True)
class CalendarDay:
    """One day that is not what its day of the week says, with the decision that set it."""

    on: date
    kind: DayKind
    name: str
    decision: str
    local: bool = False
    mark: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class WorkingCalendar:
    """The days that differ, and the years whose official calendar is loaded."""

    days: Mapping[date, CalendarDay]
    official_years: frozenset[int]

    @cached_property
    def version(self) -> str:
        """Twelve signs that change with any day of the calendar, kept beside each stored deadline."""
        days = [f"{on} {day.kind}" for on, day in sorted(self.days.items())]
        return sha256("\n".join([*days, *map(str, sorted(self.official_years))]).encode()).hexdigest()[:12]

    def is_working(self, on: date) -> bool:
        """Return whether state offices work on a day."""
        row = self.days.get(on)
        if row is not None:
            return row.kind is DayKind.SWAPPED_WORK
        return on.weekday() < SATURDAY and (on.month, on.day) not in FIXED_HOLIDAYS

    def name_of(self, on: date) -> str:
        """Return why a day is special, in Vietnamese: its holiday, else its day of the week."""
        row = self.days.get(on)
        if row is not None:
            return row.name
        return FIXED_HOLIDAYS.get((on.month, on.day)) or weekday_name(on)

    def is_official(self, year: int) -> bool:
        """Return whether the official calendar of a year is loaded."""
        return year in self.official_years

    def uncertain_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years without an official calendar that a term touches."""
        return tuple(year for year in range(first.year, last.year + 1) if not self.is_official(year))

    def require_known_tet(self, first: date, last: date) -> None:
        """Refuse a term in which the unknown Tết of a year could fall.

        :raises CalendarMissing: the official calendar of that year must be loaded first.
        """
        for year in self.uncertain_years(first, last):
            if first <= date(year, *TET_TO) and date(year, *TET_FROM) <= last:
                raise CalendarMissing(
                    say("Chưa có lịch nghỉ Tết chính thức năm {year}, nên chưa thể ấn định thời hạn này.", year=year)
                )

    def with_local(self, local_days: Iterable[CalendarDay]) -> "WorkingCalendar":
        """Return the calendar with a council's own days; a national row always wins over a local one."""
        local = {day.on: replace(day, local=True) for day in local_days}
        return replace(self, days={**local, **self.days})

    def check_local(self, day: CalendarDay) -> None:
        """Refuse a local day that would work on a national holiday, or that changes nothing.

        :raises LocalDayNotAllowed: see the sentence.
        """
        works = day.kind is DayKind.SWAPPED_WORK
        if day.on in self.days or (day.on.month, day.on.day) in FIXED_HOLIDAYS:
            raise LocalDayNotAllowed("Lịch quốc gia đã quy định ngày này, Hội đồng không đặt khác được.")
        if works is self.is_working(day.on):
            raise LocalDayNotAllowed(
                "Ngày này vốn là ngày làm việc." if works else "Ngày này vốn là ngày nghỉ hằng tuần."
            )


@cache
def national_calendar() -> WorkingCalendar:
    """Return the national calendar that is delivered with the system."""
    return read_calendar(parameter_text("days_off"), book=national_book())


def read_calendar(text: str, *, book: Book) -> WorkingCalendar:
    """Return the calendar written in a TOML text; 24 November is off only where the book says so (R-CAL-07)."""
    years = tomllib.loads(text)["year"]
    days = {row["on"]: _day(row, year) for year in years for row in year["days"]}
    for year in years:
        culture_day = date(year["year"], *CULTURE_DAY)
        if _is_culture_day_off(book, culture_day):
            source = book["calendar.culture_day"].dated(culture_day).source
            days[culture_day] = CalendarDay(
                culture_day,
                DayKind.HOLIDAY,
                "Ngày Văn hoá Việt Nam",
                str(source),
                mark=source.mark,
                confidence=source.confidence,
            )
    return WorkingCalendar(days, frozenset(year["year"] for year in years if year["official"]))


def _day(row: Mapping[str, Any], year: Mapping[str, Any]) -> CalendarDay:
    return CalendarDay(
        row["on"],
        DayKind(row["kind"]),
        row["name"],
        year["decision"],
        mark=row.get("mark", year["mark"]),
        confidence=row.get("confidence", year["confidence"]),
    )


def _is_culture_day_off(book: Book, on: date) -> bool:
    try:
        return bool(next(iter(book["calendar.culture_day"].dated(on).by_level.values())))
    except NotInForce:
        return False
