"""A computed day with everything that made it, and the sentence that answers "vì sao là ngày này".

The sentence names the rule, its source, the base date, the days that were counted and every day that
was stepped over: a weekend, a holiday, a compensatory or swapped day, a council's local day, a pause.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from council.law.calendar import WorkingCalendar
from council.law.national import Direction, Source
from council.law.sentence import Sentence, full_day, say, written_day
from council.law.units import Unit
from council.law.values import show_with_unit

_LISTED = 10  # a longer term names its first days and its last
_FIRST_NAMED = 3


class Skip(StrEnum):
    """Why a term stepped over a day."""

    OFF = "off"  # the weekend or the national calendar
    LOCAL = "local"  # the council's own day off
    PAUSED = "paused"  # terms stood still


@dataclass(frozen=True)
class DayOff:
    """A day that a term stepped over, with its name and, where one set it, the document."""

    on: date
    name: str
    reason: Skip = Skip.OFF
    document: str = ""

    @property
    def words(self) -> str:
        """The name, with the document of a local day or a pause."""
        return f"{self.name}, {self.document}" if self.document else self.name


def day_off(on: date, calendar: WorkingCalendar) -> DayOff:
    """Return a day off with its name, and with its document when the council itself set it."""
    row = calendar.days.get(on)
    if row is not None and row.local:
        return DayOff(on, row.name, Skip.LOCAL, row.decision)
    return DayOff(on, calendar.name_of(on))


def days_off_between(nominal_on: date, due_on: date, calendar: WorkingCalendar) -> tuple[DayOff, ...]:
    """Return the days off over which a day was shifted, in the order of the calendar."""
    first, last = sorted((nominal_on, due_on))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(day_off(on, calendar) for on in days if on != due_on)


@dataclass(frozen=True)
class Deadline:
    """A computed day with everything that made it.

    ``days`` are counted in ``unit``; ``parts`` are the term and its extensions that sum up to them.
    ``nominal_on`` is the day before any shift; ``counted`` are the days of a term of working days.
    """

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
    counted: tuple[date, ...] = ()
    parts: tuple[int, ...] = ()
    calendar_version: str = ""

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


def explain(deadline: Deadline) -> Sentence:
    """Return the Vietnamese sentence that says why the deadline is that day."""
    off = [day for day in deadline.skipped if day.reason is not Skip.PAUSED]
    paused = [day for day in deadline.skipped if day.reason is Skip.PAUSED]
    return say(
        _REASONS[_manner(deadline), bool(off), bool(paused)],
        due=full_day(deadline.due_on),
        term=_term(deadline),
        base=written_day(deadline.base_on),
        nominal=full_day(deadline.nominal_on),
        off="; ".join(_runs(off)),
        paused="; ".join(_runs(paused)),
        counted=_counted(deadline.counted),
        source=str(deadline.source),
        rule=deadline.rule,
        title=deadline.title,
    )


_FORWARD_WORKING, _BACK_WORKING = "forward_working", "back_working"
_FORWARD, _BACK, _FLOOR, _FIXED = "forward", "back", "floor", "fixed"
_REASONS = {
    (_FORWARD_WORKING, False, False): "{due}: {term} sau ngày {base}, không tính ngày {base}; tính các ngày "
    "{counted}. Căn cứ: {source} ({rule}).",
    (_FORWARD_WORKING, True, False): "{due}: {term} sau ngày {base}, không tính ngày {base} và các ngày nghỉ {off}; "
    "tính các ngày {counted}. Căn cứ: {source} ({rule}).",
    (_FORWARD_WORKING, False, True): "{due}: {term} sau ngày {base}, không tính ngày {base} và các ngày tạm dừng "
    "{paused}; tính các ngày {counted}. Căn cứ: {source} ({rule}).",
    (_FORWARD_WORKING, True, True): "{due}: {term} sau ngày {base}, không tính ngày {base}, các ngày nghỉ {off} và "
    "các ngày tạm dừng {paused}; tính các ngày {counted}. Căn cứ: {source} ({rule}).",
    (_FORWARD, False, False): "{due}: {term} sau ngày {base}, không tính ngày {base}. Căn cứ: {source} ({rule}).",
    (_FORWARD, True, False): "{due}: {term} sau ngày {base}, không tính ngày {base}, là {nominal}; vì trùng ngày nghỉ "
    "{off} nên dời đến ngày làm việc kế tiếp. Căn cứ: {source} ({rule}).",
    (_FORWARD, False, True): "{due}: {term} sau ngày {base}, không tính ngày {base} và các ngày tạm dừng {paused}. "
    "Căn cứ: {source} ({rule}).",
    (_FORWARD, True, True): "{due}: {term} sau ngày {base}, không tính ngày {base} và các ngày tạm dừng {paused}, là "
    "{nominal}; vì trùng ngày nghỉ {off} nên dời đến ngày làm việc kế tiếp. Căn cứ: {source} ({rule}).",
    (_BACK_WORKING, False, False): "Chậm nhất {due}: {term} trước ngày {base}, không tính ngày {base}; tính các ngày "
    "{counted}. Căn cứ: {source} ({rule}).",
    (_BACK_WORKING, True, False): "Chậm nhất {due}: {term} trước ngày {base}, không tính ngày {base} và các ngày nghỉ "
    "{off}; tính các ngày {counted}. Căn cứ: {source} ({rule}).",
    (_BACK, False, False): "Chậm nhất {due}: {term} trước ngày {base}. Căn cứ: {source} ({rule}).",
    (_BACK, True, False): "Chậm nhất {due}: {term} trước ngày {base} là {nominal}; vì trùng ngày nghỉ {off} nên lùi "
    "về ngày làm việc liền trước. Căn cứ: {source} ({rule}).",
    (_FLOOR, False, False): "Sớm nhất {due}: {term} sau ngày {base}, không dời vì ngày nghỉ. "
    "Căn cứ: {source} ({rule}).",
    (_FIXED, False, False): "Hết {due}: ngày ấn định cho việc này. Căn cứ: {source} ({rule}).",
    (_FIXED, True, False): "Hết {due}: ngày ấn định là {nominal}; vì trùng ngày nghỉ {off} nên dời đến ngày làm việc "
    "kế tiếp. Căn cứ: {source} ({rule}).",
}


def _manner(deadline: Deadline) -> str:
    working = deadline.unit is Unit.WORKING_DAYS
    return {
        Direction.FORWARD: _FORWARD_WORKING if working else _FORWARD,
        Direction.BACK: _BACK_WORKING if working else _BACK,
        Direction.FLOOR: _FLOOR,
        Direction.FIXED: _FIXED,
    }[deadline.direction]


def _term(deadline: Deadline) -> str:
    term = show_with_unit(deadline.days, deadline.unit)
    parts = " + ".join(str(part) for part in deadline.parts)
    return f"{term} ({parts})" if len(deadline.parts) > 1 else term


def _counted(days: tuple[date, ...]) -> str:
    named = [f"{on:%d/%m}" for on in days]
    return ", ".join(named if len(named) <= _LISTED else [*named[:_FIRST_NAMED], "…", named[-1]])


def _runs(days: Iterable[DayOff]) -> Iterator[str]:
    """Give days that follow one another and have one name together: ``16/02/2026 đến 20/02/2026 (Tết)``."""
    run: list[DayOff] = []
    for day in sorted(days, key=lambda day: day.on):
        if run and not _follows(run[-1], day):
            yield _run(run)
            run = []
        run.append(day)
    if run:
        yield _run(run)


def _follows(first: DayOff, second: DayOff) -> bool:
    return second.on - first.on == timedelta(days=1) and first.words == second.words


def _run(run: list[DayOff]) -> str:
    first, last = written_day(run[0].on), written_day(run[-1].on)
    return f"{first} ({run[0].words})" if first == last else f"{first} đến {last} ({run[0].words})"
