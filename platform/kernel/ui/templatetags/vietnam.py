"""How Vietnam writes days, hours, numbers and money (NĐ 30/2020, Appendix I, for the day in words).

On an English page the same filters write them as English readers expect.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django import template

from kernel.clock import VIETNAM, local_day
from kernel.ui.languages import speaks_english

register = template.Library()
Number = int | float | Decimal | Fraction
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _day(value: date | datetime) -> date:
    return local_day(value) if isinstance(value, datetime) else value


def _in_english(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@register.filter
def vn_date(value: date | datetime | None) -> str:
    """Write a day as 09/12/2026; an instant by its legal day; nothing as nothing."""
    if not value:
        return ""
    day = _day(value)
    return _in_english(day) if speaks_english() else day.strftime("%d/%m/%Y")


@register.filter
def vn_date_long(value: date | datetime | None) -> str:
    """Write a day as documents do: ngày 09 tháng 12 năm 2026 (day and the months 1 and 2 with a zero)."""
    if not value:
        return ""
    day = _day(value)
    if speaks_english():
        return _in_english(day)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


@register.filter
def vn_time(value: datetime | None, precision: str = "minute") -> str:
    """Write an instant's hour in Vietnam as 09:41, or 09:41:17 with ``:"second"``."""
    if not value:
        return ""
    return value.astimezone(VIETNAM).strftime("%H:%M:%S" if precision == "second" else "%H:%M")


@register.filter
def vn_moment(value: datetime | None) -> str:
    """Write an instant as 09:41 ngày 09/12/2026."""
    if not value:
        return ""
    return f"{vn_time(value)}{', ' if speaks_english() else ' ngày '}{vn_date(value)}"


@register.filter
def iso(value: datetime | date | None) -> str:
    """Write an instant or a day for machines (``datetime`` attributes, scripts).

    HTML knows no finer part of a second than the thousandth.
    """
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")
    return value.isoformat() if value else ""


@register.filter
def number(value: Number | None, places: int = 0) -> str:
    """Write a number as 1.234.567 or, with places, 1.234,50."""
    return "" if value is None else _written(_decimal(value), places)


@register.filter
def percent(value: Number | None, places: int = 2) -> str:
    """Write a share of one (0,4353 or Fraction(37, 85)) as 43,53 %; half a unit is rounded up."""
    return "" if value is None else f"{_written(_decimal(value, scale=100), places)} %"


@register.filter
def dong(value: Number | None) -> str:
    """Write an amount of đồng as 5.000.000 đồng."""
    return "" if value is None else f"{_written(_decimal(value), 0)} đồng"


def _decimal(value: Number, *, scale: int = 1) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator * scale) / Decimal(value.denominator)
    return Decimal(str(value)) * scale


def _written(value: Decimal, places: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if speaks_english():
        return f"{rounded:,f}"
    swap: dict[str, Any] = {",": ".", ".": ","}
    return "".join(swap.get(sign, sign) for sign in f"{rounded:,f}")
