"""Days that the calendar names instead of a count: each year on 20 December, the fifth of the next month.

Reading: a fixed day that is a day off moves to the next working day; "before" and "by" such a day both
mean on time until the end of it. Months counted back from an event move earlier, the safe side.
"""

from datetime import date

from council.law.arithmetic import back_months, earlier_working_day, later_working_day
from council.law.deadlines import Deadline, days_off_between
from council.law.national import Direction
from council.law.rules import Rules
from council.law.terms import due
from council.law.units import Unit

_MONTHS = 12


def fixed_days(key: str, *, year: int, rules: Rules) -> tuple[Deadline, ...]:
    """Return the days of a year that a parameter names, each moved to the next working day.

    :raises TypeError: the parameter names no days of the year.
    """
    days = rules.year_days(key, at=date(year, 1, 1))
    return tuple(_fixed(key, day.of(year), Unit.YEAR_DAYS, rules) for day in days)


def day_after_period(key: str, *, period_end: date, rules: Rules) -> Deadline:
    """Return the day of the month after a period (month, quarter) on which its report is due.

    :raises TypeError: the parameter is no number.
    """
    day = rules.number(key, at=period_end)
    year, month = divmod(period_end.year * _MONTHS + period_end.month, _MONTHS)
    return _fixed(key, date(year, month + 1, day), Unit.DAY_OF_MONTH, rules)


def notice_due(*, days_key: str, months_key: str, event_on: date, rules: Rules, binding: bool = True) -> Deadline:
    """Return the last day to give notice of an event: the council's own days when it set them, else months.

    Reading of R-QUE-02 and R-EXP-02: the national number of days is a suggestion only; without the
    council's own value calendar months are counted back.

    :raises CalendarMissing: the term binds and an unknown Tết could fall inside it.
    """
    if rules.ruling(days_key, at=event_on).set_by_council:
        return due(days_key, base_on=event_on, rules=rules, binding=binding)
    months = rules.number(months_key, at=event_on)
    nominal_on = back_months(event_on, months)
    due_on = earlier_working_day(nominal_on, rules.calendar)
    if binding:
        rules.calendar.require_known_tet(due_on, event_on)
    return _named(months_key, event_on, months, Unit.MONTHS, Direction.BACK, nominal_on, due_on, rules)


def _fixed(key: str, on: date, unit: Unit, rules: Rules) -> Deadline:
    return _named(key, on, 0, unit, Direction.FIXED, on, later_working_day(on, rules.calendar), rules)


def _named(
    key: str, base_on: date, days: int, unit: Unit, direction: Direction, nominal_on: date, due_on: date, rules: Rules
) -> Deadline:
    ruling = rules.ruling(key, at=base_on)
    return Deadline(
        key=key,
        title=ruling.parameter.title,
        rule=ruling.parameter.rule,
        source=ruling.source,
        base_on=base_on,
        days=days,
        unit=unit,
        direction=direction,
        nominal_on=nominal_on,
        due_on=due_on,
        skipped=days_off_between(nominal_on, due_on, rules.calendar),
        uncertain_years=rules.calendar.uncertain_years(due_on, max(base_on, due_on)),
        calendar_version=rules.calendar.version,
    )
