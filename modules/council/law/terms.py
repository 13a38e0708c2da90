"""Terms of days and the deadlines they give, each able to say why it is that day.

Source: Bộ luật Dân sự 2015, Điều 147 and 148: the day of the event is not counted (R-CAL-02); a term
in calendar days that would end on a day off ends with the next working day (R-CAL-03). Terms
counted back from an opening move earlier, the safe side (R-CAL-04). A floor ("not before") is never
shifted. Units: ``days`` are calendar or working days as the name says; all dates are legal days in
Vietnam.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from council.law.calendar import ONE_DAY, WorkingCalendar
from council.law.national import Direction, Source
from council.law.rules import Rules
from council.law.sentence import Sentence, full_day, say, written_day
from council.law.values import Unit

_FORWARD_WORKING = "forward_working"
_FORWARD = "forward"
_BACK = "back"
_FLOOR = "floor"


@dataclass(frozen=True)
class DayOff:
    """A day that a term stepped over, with its name."""

    on: date
    name: str


@dataclass(frozen=True)
class Deadline:
    """A computed day with everything that made it."""

    key: str
    title: str
    rule: str
    source: Source
    base_on: date
    days: int
    unit: Unit
    direction: Direction
    nominal_on: date
    due_on: date
    skipped: tuple[DayOff, ...]
    uncertain_years: tuple[int, ...]

    @property
    def why(self) -> Sentence:
        """The answer to "vì sao là ngày này"."""
        return explain(self)

    @property
    def warning(self) -> Sentence | None:
        """What is not yet certain about the day, when a year has no official calendar."""
        if not self.uncertain_years:
            return None
        years = ", ".join(str(year) for year in self.uncertain_years)
        return say("Chưa có lịch nghỉ chính thức năm {years}; ngày này mới là tạm tính.", years=years)


def add_working_days(start: date, days: int, calendar: WorkingCalendar, *, binding: bool = True) -> date:
    """Return the last day of a term of working days; the start is not counted (R-CAL-02, R-CAL-03).

    :raises CalendarMissing: the term binds and an unknown Tết could fall inside it.
    :raises ValueError: the term has no day.
    """
    _require_days(days)
    on = start
    while days:
        on += ONE_DAY
        days -= calendar.is_working(on)
    _require_known(start, on, calendar, binding=binding)
    return on


def add_calendar_days(start: date, days: int, calendar: WorkingCalendar, *, binding: bool = True) -> date:
    """Return the last day of a term of calendar days, moved later off a day off (R-CAL-02, R-CAL-03).

    :raises CalendarMissing: the term binds and an unknown Tết could fall inside it.
    :raises ValueError: the term has no day.
    """
    _require_days(days)
    on = _to_working_day(start + timedelta(days=days), calendar, ONE_DAY)
    _require_known(start, on, calendar, binding=binding)
    return on


def back_from(opening: date, days: int, calendar: WorkingCalendar, *, binding: bool = True) -> date:
    """Return the latest day that is at least so many calendar days before an opening (R-CAL-04).

    :raises CalendarMissing: the term binds and an unknown Tết could fall inside it.
    :raises ValueError: the term has no day.
    """
    _require_days(days)
    on = _to_working_day(opening - timedelta(days=days), calendar, -ONE_DAY)
    _require_known(on, opening, calendar, binding=binding)
    return on


def not_before(start: date, days: int) -> date:
    """Return the earliest day of a floor in calendar days; it is never moved to a working day.

    :raises ValueError: the floor has no day.
    """
    _require_days(days)
    return start + timedelta(days=days)


def due(key: str, *, base_on: date, rules: Rules, binding: bool = True) -> Deadline:
    """Return the deadline that a parameter of the law gives for a base date.

    The law of the base date is applied. A preview (``binding=False``) is never refused; it carries a
    warning instead.

    :raises CalendarMissing: the term binds and an unknown Tết could fall inside it.
    :raises ValueError: the parameter is no term of days.
    """
    ruling = rules.ruling(key, at=base_on)
    parameter, days = ruling.parameter, rules.number(key, at=base_on)
    if parameter.direction is None:
        raise ValueError(f"{key} is no term of days")
    nominal_on, due_on = _span(parameter.direction, parameter.unit, base_on, days, rules.calendar, binding=binding)
    skipped = _skipped(parameter.unit, base_on, nominal_on, due_on, rules.calendar)
    first, last = sorted((base_on, due_on))
    uncertain = () if parameter.direction is Direction.FLOOR else rules.calendar.uncertain_years(first, last)
    return Deadline(
        key, parameter.title, parameter.rule, ruling.source, base_on, days, parameter.unit, parameter.direction,
        nominal_on, due_on, skipped, uncertain,
    )  # fmt: skip


def explain(deadline: Deadline) -> Sentence:
    """Return why a deadline is that day, as one Vietnamese sentence or two."""
    shifted = bool(deadline.skipped)
    return say(
        _REASONS[_manner(deadline), shifted],
        due=full_day(deadline.due_on),
        days=deadline.days,
        base=written_day(deadline.base_on),
        nominal=full_day(deadline.nominal_on),
        skipped="; ".join(f"{written_day(day.on)} ({day.name})" for day in deadline.skipped),
        source=str(deadline.source),
        rule=deadline.rule,
    )


_REASONS = {
    (_FORWARD_WORKING, False): "{due}: {days} ngày làm việc sau ngày {base}, không tính ngày {base}. "
    "Căn cứ: {source} ({rule}).",
    (_FORWARD_WORKING, True): "{due}: {days} ngày làm việc sau ngày {base}, không tính ngày {base} "
    "và các ngày nghỉ {skipped}. Căn cứ: {source} ({rule}).",
    (_FORWARD, False): "{due}: {days} ngày sau ngày {base}, không tính ngày {base}. Căn cứ: {source} ({rule}).",
    (_FORWARD, True): "{due}: {days} ngày sau ngày {base}, không tính ngày {base}, là {nominal}; vì trùng ngày nghỉ "
    "{skipped} nên dời đến ngày làm việc kế tiếp. Căn cứ: {source} ({rule}).",
    (_BACK, False): "Chậm nhất {due}: {days} ngày trước ngày {base}. Căn cứ: {source} ({rule}).",
    (_BACK, True): "Chậm nhất {due}: {days} ngày trước ngày {base} là {nominal}; vì trùng ngày nghỉ {skipped} "
    "nên lùi về ngày làm việc liền trước. Căn cứ: {source} ({rule}).",
    (_FLOOR, False): "Sớm nhất {due}: {days} ngày sau ngày {base}, không dời vì ngày nghỉ. Căn cứ: {source} ({rule}).",
}


def _manner(deadline: Deadline) -> str:
    if deadline.unit is Unit.WORKING_DAYS:
        return _FORWARD_WORKING
    return {Direction.FORWARD: _FORWARD, Direction.BACK: _BACK, Direction.FLOOR: _FLOOR}[deadline.direction]


def _span(
    direction: Direction, unit: Unit, base_on: date, days: int, calendar: WorkingCalendar, *, binding: bool
) -> tuple[date, date]:
    if unit is Unit.WORKING_DAYS:
        due_on = add_working_days(base_on, days, calendar, binding=binding)
        return due_on, due_on
    if direction is Direction.FLOOR:
        return not_before(base_on, days), not_before(base_on, days)
    if direction is Direction.BACK:
        return base_on - timedelta(days=days), back_from(base_on, days, calendar, binding=binding)
    return base_on + timedelta(days=days), add_calendar_days(base_on, days, calendar, binding=binding)


def _skipped(
    unit: Unit, base_on: date, nominal_on: date, due_on: date, calendar: WorkingCalendar
) -> tuple[DayOff, ...]:
    first, last = sorted((base_on if unit is Unit.WORKING_DAYS else nominal_on, due_on))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(
        DayOff(on, calendar.name_of(on))
        for on in days
        if on not in (base_on, due_on) and not calendar.is_working(on)
    )  # fmt: skip


def _to_working_day(on: date, calendar: WorkingCalendar, step: timedelta) -> date:
    while not calendar.is_working(on):
        on += step
    return on


def _require_days(days: int) -> None:
    if days < 1:
        raise ValueError("a term has at least one day")


def _require_known(first: date, last: date, calendar: WorkingCalendar, *, binding: bool) -> None:
    if binding:
        calendar.require_known_tet(first, last)
