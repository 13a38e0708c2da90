"""The periods over which a council reports on its work: the first half of a year, a year, a term of office.

Source: practice of councils; the regular sessions at mid-year and at the end of the year hear these reports (Luật Tổ
chức chính quyền địa phương 72/2025/QH15, on regular sessions).
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """First and last day, both counted; ``key`` names it in addresses, ``name`` stands in titles and sentences."""

    key: str
    name: str
    first: date
    last: date
    heading: str = "Kết quả hoạt động"

    def until(self, today: date) -> date:
        """Return the last day that can be counted: of a period that still runs it is today."""
        return min(self.last, today)


def half_year(year: int) -> Period:
    """Return the first six months of a year."""
    return Period(f"6t-{year}", f"6 tháng đầu năm {year}", date(year, 1, 1), date(year, 6, 30))


def whole_year(year: int) -> Period:
    """Return a calendar year."""
    return Period(f"nam-{year}", f"năm {year}", date(year, 1, 1), date(year, 12, 31))


def of_term(*, number: int, name: str, starts_on: date, ends_on: date | None) -> Period:
    """Return a term of office; one without a last day goes on."""
    return Period(f"khoa-{number}", f"nhiệm kỳ {name}", starts_on, ends_on or date.max, "Tổng kết hoạt động")
