"""The ``Rules`` snapshot: what holds for one council, so that a law function needs nothing else.

A door loads it once (``rulebook.queries.load_rules``) and hands it down; it never changes. It holds
the national parameters, the council's own overrides of those that a council may set, and the
working calendar with the council's local days, and the pauses of its terms.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import TypeVar

from council.law.calendar import CalendarDay, WorkingCalendar, national_calendar
from council.law.national import Book, Level, NotAtThisLevel, Parameter, Source, national_book
from council.law.pauses import Pause
from council.law.values import Value, YearDay
from kernel.refusal import Refusal

Member = TypeVar("Member")


class OverrideNotAllowed(Refusal):
    """The law fixes this number; no council may set another."""

    code = "override_not_allowed"
    message = "Luật ấn định giá trị này, Hội đồng không được quy định khác."
    field = "key"


@dataclass(frozen=True)
class Override:
    """A council's own value from a day on; None ends an earlier one, and the national value returns."""

    key: str
    value: Value | None
    document: str
    in_force_on: date


@dataclass(frozen=True)
class Ruling:
    """The value that holds on a day, where it comes from, and whether the council set it."""

    parameter: Parameter
    value: Value
    source: Source
    set_by_council: bool


@dataclass(frozen=True)
class Rules:
    """A frozen snapshot for one council, loaded for the day ``at``.

    ``overrides`` stand in the order in which they were set; a later one of the same day wins.

    :raises OverrideNotAllowed: an override is of a parameter that no council may set.
    :raises UnknownParameter: an override is of no parameter.
    """

    level: Level
    at: date
    book: Book
    overrides: tuple[Override, ...]
    calendar: WorkingCalendar
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self) -> None:
        for override in self.overrides:
            if not self.book[override.key].council_may_set:
                raise OverrideNotAllowed()

    def ruling(self, key: str, *, at: date | None = None) -> Ruling:
        """Return what holds on a day (the snapshot's own when none is given).

        :raises UnknownParameter: no such parameter (NotAtThisLevel: only for councils of the other level).
        :raises NotInForce: the law knows no value yet on that day.
        """
        on = at or self.at
        parameter = self.book[key]
        if self.level not in parameter.levels:
            raise NotAtThisLevel()
        override = self._override(key, on)
        national = parameter.dated(on)
        if override is None or override.value is None:
            return Ruling(parameter, national.by_level[self.level], national.source, set_by_council=False)
        source = Source(override.document, "", "C", "H", note=str(national.source))
        return Ruling(parameter, override.value, source, set_by_council=True)

    def value(self, key: str, *, at: date | None = None) -> Value:
        """Return the value that holds on a day."""
        return self.ruling(key, at=at).value

    def source(self, key: str, *, at: date | None = None) -> Source:
        """Return the act and article (or the council's document) from which the value comes."""
        return self.ruling(key, at=at).source

    def number(self, key: str, *, at: date | None = None) -> int:
        """Return a value that counts something (days, minutes, people).

        :raises TypeError: the parameter is no number.
        """
        value = self.value(key, at=at)
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"{key} is no number")
        return value

    def share(self, key: str, *, at: date | None = None) -> Fraction:
        """Return a value that is a part of the total.

        :raises TypeError: the parameter is no share.
        """
        value = self.value(key, at=at)
        if not isinstance(value, Fraction):
            raise TypeError(f"{key} is no share")
        return value

    def allows(self, key: str, *, at: date | None = None) -> bool:
        """Return a value that is yes or no.

        :raises TypeError: the parameter is neither.
        """
        value = self.value(key, at=at)
        if not isinstance(value, bool):
            raise TypeError(f"{key} is not yes or no")
        return value

    def options(self, key: str, *, at: date | None = None) -> tuple[str, ...]:
        """Return a value that lists choices.

        :raises TypeError: the parameter is no list of choices.
        """
        return tuple(self._members(key, str, at))

    def numbers(self, key: str, *, at: date | None = None) -> tuple[int, ...]:
        """Return a value that lists numbers (days, points).

        :raises TypeError: the parameter is no list of numbers.
        """
        return tuple(self._members(key, int, at))

    def year_days(self, key: str, *, at: date | None = None) -> tuple[YearDay, ...]:
        """Return a value that lists days of each year.

        :raises TypeError: the parameter is no list of such days.
        """
        return tuple(self._members(key, YearDay, at))

    def choice(self, key: str, *, at: date | None = None) -> str:
        """Return a value that is one choice of several.

        :raises TypeError: the parameter is no choice.
        """
        value = self.value(key, at=at)
        if not isinstance(value, str):
            raise TypeError(f"{key} is no choice")
        return value

    def clock(self, key: str, *, at: date | None = None) -> time:
        """Return a value that is an hour of the day, local time.

        :raises TypeError: the parameter is no hour.
        """
        value = self.value(key, at=at)
        if not isinstance(value, time):
            raise TypeError(f"{key} is no hour")
        return value

    def parameters(self) -> Iterator[Parameter]:
        """Give the parameters that concern a council of this level and have a value on the snapshot's day."""
        for parameter in self.book:
            if self.level in parameter.levels and parameter.values[0].from_on <= self.at:
                yield parameter

    def _members(self, key: str, kind: type[Member], at: date | None) -> Iterator[Member]:
        value = self.value(key, at=at)
        if not isinstance(value, tuple):
            raise TypeError(f"{key} is no list")
        for member in value:
            if not isinstance(member, kind):
                raise TypeError(f"{key} is a list of another kind")
            yield member

    def for_kind(self, key: str, kind: str) -> str:
        """Return the key of a rule for one session kind: ``key.kind`` where it differs, else ``key``."""
        own = f"{key}.{kind}"
        return own if own in self.book else key

    def _override(self, key: str, on: date) -> Override | None:
        found = None
        for override in self.overrides:
            if override.key == key and override.in_force_on <= on:
                found = override if found is None or override.in_force_on >= found.in_force_on else found
        return found


def national_rules(
    level: Level | str,
    at: date,
    *,
    overrides: Iterable[Override] = (),
    local_days: Iterable[CalendarDay] = (),
    pauses: Iterable[Pause] = (),
) -> Rules:
    """Return the snapshot of a council of this level from the book and calendar that are delivered."""
    calendar = national_calendar().with_local(local_days)
    return Rules(Level(level), at, national_book(), tuple(overrides), calendar, tuple(pauses))
