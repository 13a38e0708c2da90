"""The stretches of time over which indicators are told: a month, a quarter, half a year, a year, a term of office."""

from dataclasses import dataclass
from datetime import date

from council.indicators.law.declaring import PeriodKind
from kernel.stretches import QUARTERS, half_year_of, month_of, quarter_number, quarter_of, year_of


@dataclass(frozen=True)
class Period:
    """First and last day, both counted; ``key`` names it in addresses, ``name`` stands in titles and sentences.

    ``heading`` begins the title of a report on it.
    """

    key: str
    name: str
    first: date
    last: date
    heading: str = "Kết quả hoạt động"

    def until(self, today: date) -> date:
        """Return the last day that can be counted: of a period that still runs it is today."""
        return min(self.last, today)

    @property
    def title(self) -> str:
        """Return its name where a line begins with it."""
        return f"{self.name[:1].upper()}{self.name[1:]}"


def month(year: int, number: int) -> Period:
    """Return a month."""
    return Period(f"thang-{number}-{year}", f"tháng {number}/{year}", *month_of(date(year, number, 1)))


def quarter(year: int, number: int) -> Period:
    """Return three months that begin in January, April, July or October."""
    days = quarter_of(date(year, number * 3, 1))
    return Period(f"quy-{number}-{year}", f"quý {QUARTERS[number - 1]}/{year}", *days)


def half_year(year: int, number: int = 1) -> Period:
    """Return the first or the last six months of a year."""
    name = ("6 tháng đầu năm", "6 tháng cuối năm")[number - 1]
    return Period(f"6t-{number}-{year}", f"{name} {year}", *half_year_of(date(year, number * 6, 1)))


def whole_year(year: int) -> Period:
    """Return a calendar year."""
    return Period(f"nam-{year}", f"năm {year}", *year_of(date(year, 1, 1)))


def of_term(*, number: int, name: str, starts_on: date, ends_on: date | None) -> Period:
    """Return a term of office; one without a last day goes on."""
    return Period(f"khoa-{number}", f"nhiệm kỳ {name}", starts_on, ends_on or date.max, "Tổng kết hoạt động")


def period_of(kind: PeriodKind, on: date) -> Period:
    """Return the month, quarter or year in which a day lies.

    :raises ValueError: a term of office is not found by the calendar.
    """
    if kind is PeriodKind.MONTH:
        return month(on.year, on.month)
    if kind is PeriodKind.QUARTER:
        return quarter(on.year, quarter_number(on))
    if kind is PeriodKind.YEAR:
        return whole_year(on.year)
    raise ValueError("a term of office has no place in the calendar")


def before(period: Period, kind: PeriodKind) -> Period:
    """Return the month, quarter or year before one."""
    return period_of(kind, date.fromordinal(period.first.toordinal() - 1))


def run_up_to(on: date, kind: PeriodKind, *, count: int) -> list[Period]:
    """Return so many months, quarters or years that follow one another, the last one that of the day."""
    found = [period_of(kind, on)]
    while len(found) < count:
        found.append(before(found[-1], kind))
    return found[::-1]
