"""The deadlines that the parameters of the law give, each able to say why it is that day.

A deadline is computed by the law of its base date. ``binding=True`` refuses a term in which the Tết of
a year without an official calendar could fall (R-CAL-10); a preview carries a warning instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from council.law.arithmetic import (
    add_calendar_days,
    add_working_days,
    after,
    back_from,
    back_working_days,
    counts,
    not_before,
)
from council.law.calendar import WorkingCalendar
from council.law.deadlines import DayOff, Deadline, Skip, day_off
from council.law.national import Direction
from council.law.pauses import Pause, pause_on
from council.law.rules import Rules
from council.law.sentence import Sentence, say, written_day
from council.law.units import Unit


def due(key: str, *, base_on: date, rules: Rules, pauses: Sequence[Pause] = (), binding: bool = True) -> Deadline:
    """Return the deadline that a parameter of the law gives for a base date.

    ``pauses`` are those of the case itself; the council's own stand in the snapshot. Both stop terms
    that run forward.

    :raises CalendarMissing: the term binds and an unknown Tết could fall inside it.
    :raises ValueError: the parameter is no term of days.
    """
    return due_extended((key,), base_on=base_on, rules=rules, pauses=pauses, binding=binding)


def due_extended(
    keys: Sequence[str], *, base_on: date, rules: Rules, pauses: Sequence[Pause] = (), binding: bool = True
) -> Deadline:
    """Return the deadline of a term with its extensions: counted from the base date with the sum of the days.

    Only the last day is moved off a day off (reading of R-DEN-02, R-PET-04). The first key names the
    term, the others its extensions; a key may stand twice.

    :raises CalendarMissing: the term binds and an unknown Tết could fall inside it.
    :raises ValueError: a parameter is no term of days, or an extension is of another kind.
    """
    rulings = [rules.ruling(key, at=base_on) for key in keys]
    parameter, source = rulings[0].parameter, rulings[0].source
    direction = parameter.direction
    if direction is None:
        raise ValueError(f"{parameter.key} is no term of days")
    if any((other.parameter.unit, other.parameter.direction) != (parameter.unit, direction) for other in rulings):
        raise ValueError(f"{parameter.key} cannot be extended by another kind of term")
    parts = tuple(rules.number(key, at=base_on) for key in keys)
    stopping = _stopping(keys[0], rules, pauses) if direction is Direction.FORWARD else ()
    span = _Span(direction, parameter.unit, base_on, sum(parts), rules.calendar, stopping)
    nominal_on, due_on = span.ends(binding=binding)
    return Deadline(
        parameter.key, parameter.title, parameter.rule, source, base_on, sum(parts), parameter.unit, direction,
        nominal_on, due_on, span.skipped(nominal_on, due_on), span.uncertain_years(due_on),
        span.counted(due_on), parts, rules.calendar.version,
    )  # fmt: skip


def is_asked_in_time(deadline: Deadline, *, asked_on: date) -> bool:
    """Return whether an extension was asked for in time: on the due day itself it still is."""
    return asked_on <= deadline.due_on


@dataclass(frozen=True)
class Recomputed:
    """What a change of the calendar or of the rules does to a deadline: both days, and the one that holds."""

    before_on: date
    after_on: date
    holds_on: date
    sentence: Sentence


def recompute(deadline: Deadline, *, told_on: date | None, before_on: date) -> Recomputed:
    """Return which day holds after a change: a day that was communicated is never made earlier (R-CAL-09).

    ``told_on`` is the day on which the earlier due day was communicated, None when it never was.
    """
    keeps = told_on is not None and deadline.due_on < before_on
    holds_on = before_on if keeps else deadline.due_on
    sentence = say(
        _KEPT if keeps else _MOVED,
        title=deadline.title,
        before=written_day(before_on),
        after=written_day(deadline.due_on),
        told=written_day(told_on or before_on),
    )
    return Recomputed(before_on, deadline.due_on, holds_on, sentence)


_MOVED = "{title}: hạn trước là {before}, tính lại là {after}."
_KEPT = "{title}: tính lại là {after}, nhưng hạn {before} đã thông báo ngày {told} nên vẫn giữ {before}."


@dataclass(frozen=True)
class _Span:
    """One term on its calendar: where it ends and what it stepped over."""

    direction: Direction
    unit: Unit
    base_on: date
    days: int
    calendar: WorkingCalendar
    pauses: Sequence[Pause]

    def ends(self, *, binding: bool) -> tuple[date, date]:
        """Return the day that counting gives and the day after any shift off a day off."""
        base_on, days, calendar = self.base_on, self.days, self.calendar
        if self.direction is Direction.FLOOR:
            return not_before(base_on, days), not_before(base_on, days)
        if self.unit is Unit.WORKING_DAYS:
            ended_on = self._working_end(binding=binding)
            return ended_on, ended_on
        if self.direction is Direction.BACK:
            return base_on - timedelta(days=days), back_from(base_on, days, calendar, binding=binding)
        due_on = add_calendar_days(base_on, days, calendar, pauses=self.pauses, binding=binding)
        return after(base_on, days, pauses=self.pauses), due_on

    def _working_end(self, *, binding: bool) -> date:
        if self.direction is Direction.BACK:
            return back_working_days(self.base_on, self.days, self.calendar, binding=binding)
        return add_working_days(self.base_on, self.days, self.calendar, pauses=self.pauses, binding=binding)

    def counted(self, due_on: date) -> tuple[date, ...]:
        """Return the days of a term of working days, in the order of the calendar."""
        if self.unit is not Unit.WORKING_DAYS:
            return ()
        return tuple(on for on in self._inside(due_on) if counts(on, self.calendar, self.pauses))

    def skipped(self, nominal_on: date, due_on: date) -> tuple[DayOff, ...]:
        """Return the days that were not counted or on which the term could not end."""
        if self.direction is Direction.FLOOR:
            return ()
        shifted = set(_days(*sorted((nominal_on, due_on)))) - {due_on}
        candidates = sorted({*self._inside(due_on), *shifted})
        return tuple(day for on in candidates if (day := self._skip(on, is_shifted=on in shifted)) is not None)

    def uncertain_years(self, due_on: date) -> tuple[int, ...]:
        """Return the years without an official calendar on which the day depends."""
        if self.direction is Direction.FLOOR:
            return ()
        return self.calendar.uncertain_years(*sorted((self.base_on, due_on)))

    def _skip(self, on: date, *, is_shifted: bool) -> DayOff | None:
        pause = pause_on(on, self.pauses)
        if pause is not None:
            return DayOff(on, pause.name, Skip.PAUSED, pause.document)
        if self.calendar.is_working(on) or not (is_shifted or self.unit is Unit.WORKING_DAYS):
            return None
        return day_off(on, self.calendar)

    def _inside(self, due_on: date) -> list[date]:
        return [on for on in _days(*sorted((self.base_on, due_on))) if on != self.base_on]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _stopping(key: str, rules: Rules, pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    return (*(pause for pause in rules.pauses if pause.holds_for(key)), *pauses)
