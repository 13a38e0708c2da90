"""The arithmetic of days: forward and back, in calendar days, working days and months.

Source: Bộ luật Dân sự 2015, Điều 147 and 148: the day of the event is not counted (R-CAL-02); a term
in calendar days that would end on a day off ends with the next working day (R-CAL-03). Terms
counted back from an opening move earlier, the safe side (R-CAL-04). A floor ("not before") is never
shifted. Paused days are not counted in a term that runs forward. All dates are legal days in Vietnam.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from council.law.calendar import ONE_DAY, WorkingCalendar
from council.law.pauses import Pause, pause_on

_MONTHS = 12


def add_working_days(
    start: date, days: int, calendar: WorkingCalendar, *, pauses: Sequence[Pause] = (), binding: bool = True
) -> date:
    """Return the last day of a term of working days; the start is not counted (R-CAL-02, R-CAL-03).

    :raises CalendarMissing: the term binds and an unknown Tết could fall inside it.
    :raises ValueError: the term has no day.
    """
    _require_days(days)
    on = start
    while days:
        on += ONE_DAY
        days -= counts(on, calendar, pauses)
    _require_known(start, on, calendar, binding=binding)
    return on


def add_calendar_days(
    start: date, days: int, calendar: WorkingCalendar, *, pauses: Sequence[Pause] = (), binding: bool = True
) -> date:
    """Return the last day of a term of calendar days, moved later off a day off (R-CAL-02, R-CAL-03).

    :raises CalendarMissing: the term binds and an unknown Tết could fall inside it.
    :raises ValueError: the term has no day.
    """
    on = after(start, days, pauses=pauses)
    while not counts(on, calendar, pauses):
        on += ONE_DAY
    _require_known(start, on, calendar, binding=binding)
    return on


def after(start: date, days: int, *, pauses: Sequence[Pause] = ()) -> date:
    """Return the day so many calendar days later, paused days left out, wherever it falls.

    :raises ValueError: the term has no day.
    """
    _require_days(days)
    if not pauses:
        return start + timedelta(days=days)
    on = start
    while days:
        on += ONE_DAY
        days -= pause_on(on, pauses) is None
    return on


def back_from(opening: date, days: int, calendar: WorkingCalendar, *, binding: bool = True) -> date:
    """Return the latest day that is at least so many calendar days before an opening (R-CAL-04).

    :raises CalendarMissing: the term binds and an unknown Tết could fall inside it.
    :raises ValueError: the term has no day.
    """
    _require_days(days)
    on = earlier_working_day(opening - timedelta(days=days), calendar)
    _require_known(on, opening, calendar, binding=binding)
    return on


def back_working_days(opening: date, days: int, calendar: WorkingCalendar, *, binding: bool = True) -> date:
    """Return the latest day that is at least so many working days before an opening; the opening is not counted.

    :raises CalendarMissing: the term binds and an unknown Tết could fall inside it.
    :raises ValueError: the term has no day.
    """
    _require_days(days)
    on = opening
    while days:
        on -= ONE_DAY
        days -= calendar.is_working(on)
    _require_known(on, opening, calendar, binding=binding)
    return on


def back_months(opening: date, months: int) -> date:
    """Return the same day so many calendar months earlier, or the last day of a shorter month.

    :raises ValueError: there is no month to go back.
    """
    _require_days(months)
    count = opening.year * _MONTHS + opening.month - 1 - months
    year, month = divmod(count, _MONTHS)
    return date(year, month + 1, min(opening.day, monthrange(year, month + 1)[1]))


def not_before(start: date, days: int) -> date:
    """Return the earliest day of a floor in calendar days; it is never moved to a working day.

    :raises ValueError: the floor has no day.
    """
    return after(start, days)


def counts(on: date, calendar: WorkingCalendar, pauses: Sequence[Pause] = ()) -> bool:
    """Return whether a term may end on a day: state offices work, and nothing pauses the term."""
    return calendar.is_working(on) and pause_on(on, pauses) is None


def earlier_working_day(on: date, calendar: WorkingCalendar) -> date:
    """Return the day itself, or the last working day before it when it is a day off."""
    while not calendar.is_working(on):
        on -= ONE_DAY
    return on


def later_working_day(on: date, calendar: WorkingCalendar) -> date:
    """Return the day itself, or the next working day after it when it is a day off."""
    while not calendar.is_working(on):
        on += ONE_DAY
    return on


def _require_days(days: int) -> None:
    if days < 1:
        raise ValueError("a term has at least one day")


def _require_known(first: date, last: date, calendar: WorkingCalendar, *, binding: bool) -> None:
    if binding:
        calendar.require_known_tet(first, last)
