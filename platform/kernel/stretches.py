"""Stretches of the calendar: the month, quarter, half year and year in which a day lies, both ends included."""

from datetime import date, timedelta

MONTHS_OF_A_YEAR = 12
# As the quarters of a year are written: quý IV.
QUARTERS = ("I", "II", "III", "IV")
_ONE_DAY = timedelta(days=1)
Days = tuple[date, date]


def month_of(day: date) -> Days:
    """Return the first and the last day of a day's month."""
    return _months_of(day, 1)


def quarter_of(day: date) -> Days:
    """Return the first and the last day of a day's quarter."""
    return _months_of(day, 3)


def quarter_number(day: date) -> int:
    """Return which quarter of its year a day lies in, 1 to 4."""
    return (day.month + 2) // 3


def half_year_of(day: date) -> Days:
    """Return the first and the last day of a day's half of the year."""
    return _months_of(day, 6)


def year_of(day: date) -> Days:
    """Return the first and the last day of a day's calendar year."""
    return _months_of(day, MONTHS_OF_A_YEAR)


def months_later(first: date, months: int) -> date:
    """Return the first day of the month so many months after that of a day."""
    number = first.year * MONTHS_OF_A_YEAR + first.month - 1 + months
    return date(number // MONTHS_OF_A_YEAR, number % MONTHS_OF_A_YEAR + 1, 1)


def _months_of(day: date, many: int) -> Days:
    first = date(day.year, (day.month - 1) // many * many + 1, 1)
    return first, months_later(first, many) - _ONE_DAY
