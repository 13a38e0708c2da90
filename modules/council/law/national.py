"""The book of national parameters: every number that a legal text gives, by date and with its source.

The numbers stand in ``parameters/*.toml``, one file per topic, so that a lawyer can read them. A
change of law adds a dated value below the old one; an old value is never edited, because last
year's session keeps last year's law. ``docs/law.md`` is printed from this book.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, cast

from council.law.units import RATES, SHARES, TERMS, Unit
from council.law.values import Bound, Value, check_bounds, check_options, read
from kernel.refusal import NotFound, Refusal


class Level(StrEnum):
    """The two levels of local government since 1 July 2025 (Law 72/2025/QH15)."""

    PROVINCE = "province"
    COMMUNE = "commune"


class Weight(StrEnum):
    """What the system does with a rule: refuse, allow with a recorded reason, or only compute."""

    BLOCK = "block"
    WARN = "warn"
    COMPUTE = "compute"


class Direction(StrEnum):
    """How a term of days runs from its base date."""

    FORWARD = "forward"
    BACK = "back"
    FLOOR = "floor"  # not before; never shifted off a day off
    FIXED = "fixed"  # no term: a day that the calendar names


class UnknownParameter(NotFound):
    """No parameter of this name is in the book."""

    code = "unknown_parameter"
    message = "Không có quy định với tên này."
    field = "key"


class NotAtThisLevel(UnknownParameter):
    """The rule is for councils of the other level only."""

    code = "not_at_this_level"
    message = "Quy định này không áp dụng cho cấp của Hội đồng."


class NotInForce(Refusal):
    """The parameter has no value yet on the day that was asked for."""

    code = "not_in_force"
    message = "Chưa có quy định có hiệu lực vào ngày này."


@dataclass(frozen=True)
class Source:
    """Where a value comes from.

    ``mark``: V the wording or number was seen in a published text, K known and not read again, S a
    seed document, P another province's practice, D our own design, C the council's own rule.
    ``confidence``: H high, M medium, L low.
    """

    act: str
    article: str
    mark: str
    confidence: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.article} {self.act}" if self.article else self.act


@dataclass(frozen=True)
class DatedValue:
    """A value in force from a day on, the same for both levels or one for each that the rule is for."""

    from_on: date
    by_level: Mapping[str, Value]
    source: Source


@dataclass(frozen=True)
class Parameter:
    """One number (or choice) of the law, with everything a lawyer wants to know about it."""

    key: str
    topic: str
    title: str
    rule: str
    unit: Unit
    weight: Weight
    council_may_set: bool
    direction: Direction | None
    at_least: Bound | None
    at_most: Bound | None
    levels: tuple[Level, ...]
    choices: tuple[str, ...]
    required: tuple[str, ...]
    values: tuple[DatedValue, ...]

    def dated(self, at: date) -> DatedValue:
        """Return the value in force on a day.

        :raises NotInForce: the first value starts later.
        """
        in_force = [value for value in self.values if value.from_on <= at]
        if not in_force:
            raise NotInForce()
        return in_force[-1]

    def read(self, text: str) -> Value:
        """Return a typed text as a value that this parameter allows.

        :raises NotAValue: the text cannot be read in this unit.
        :raises OutOfBounds: the value is outside the bounds or the choices.
        """
        value = read(text, self.unit)
        check_bounds(value, self.unit, at_least=self.at_least, at_most=self.at_most)
        check_options(value, choices=self.choices, required=self.required)
        return value


@dataclass(frozen=True)
class Book:
    """All national parameters by key, in the order of the files."""

    parameters: Mapping[str, Parameter]

    def __getitem__(self, key: str) -> Parameter:
        if key not in self.parameters:
            raise UnknownParameter()
        return self.parameters[key]

    def __contains__(self, key: str) -> bool:
        return key in self.parameters

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.parameters.values())


TOPIC_NAMES = {
    "organisation": "Tổ chức và đại biểu",
    "sessions": "Kỳ họp",
    "votes": "Biểu quyết",
    "resolutions": "Nghị quyết",
    "supervision": "Giám sát",
    "questioning": "Chất vấn",
    "hearings": "Giải trình",
    "confidence": "Lấy phiếu tín nhiệm, bỏ phiếu tín nhiệm",
    "contact": "Tiếp xúc cử tri",
    "petitions": "Kiến nghị cử tri",
    "reception": "Tiếp công dân",
    "letters": "Đơn thư",
    "complaints": "Khiếu nại",
    "denunciations": "Tố cáo",
    "evaluation": "Đánh giá, xếp loại",
    "targets": "Chỉ tiêu, báo cáo",
    "exchange": "Phối hợp, trao đổi",
    "calendar": "Lịch làm việc",
    "protection": "Bảo vệ dữ liệu, lưu trữ",
}
FILES = tuple(
    file
    for topic in TOPIC_NAMES
    for file in ((topic, "dossiers", "session_papers") if topic == "sessions" else (topic,))
)


@cache
def national_book() -> Book:
    """Return the book that is delivered with the system."""
    return read_book("\n".join(parameter_text(topic) for topic in FILES))


def parameter_text(name: str) -> str:
    """Return the text of one file of ``parameters``."""
    return files("council.law").joinpath("parameters", f"{name}.toml").read_text(encoding="utf-8")


def read_book(text: str) -> Book:
    """Return the book written in a TOML text.

    :raises ValueError: a key stands twice, or its dated values are not in the order of their dates,
        or a term has no direction.
    """
    book: dict[str, Parameter] = {}
    for row in tomllib.loads(text)["parameter"]:
        parameter = _parameter(row)
        if parameter.key in book:
            raise ValueError(f"{parameter.key} stands twice")
        days = [value.from_on for value in parameter.values]
        if not days or days != sorted(set(days)):
            raise ValueError(f"{parameter.key} needs dated values in the order of their dates")
        if (parameter.unit in TERMS) is (parameter.direction is None):
            raise ValueError(f"{parameter.key}: a term of days, and nothing else, has a direction")
        book[parameter.key] = parameter
    return Book(book)


def _parameter(row: Mapping[str, Any]) -> Parameter:
    unit = Unit(row["unit"])
    levels = tuple(Level(level) for level in row.get("levels", Level))
    return Parameter(
        key=row["key"],
        topic=row["key"].partition(".")[0],
        title=row["title"],
        rule=row["rule"],
        unit=unit,
        weight=Weight(row["class"]),
        council_may_set=row["council_may_set"],
        direction=Direction(row["direction"]) if "direction" in row else None,
        at_least=_bound(row.get("at_least")),
        at_most=_bound(row.get("at_most")),
        levels=levels,
        choices=tuple(row.get("choices", ())),
        required=tuple(row.get("required", ())),
        values=tuple(_dated_value(value, unit, levels) for value in row["value"]),
    )


def _dated_value(row: Mapping[str, Any], unit: Unit, levels: Iterable[Level]) -> DatedValue:
    source = Source(row["act"], row.get("article", ""), row["mark"], row["confidence"], row.get("note", ""))
    by_level = {level.value: _value(row.get("is", row.get(level.value)), unit) for level in levels}
    return DatedValue(row["from"], by_level, source)


def _bound(raw: Any) -> Bound | None:
    return Fraction(raw) if isinstance(raw, str) else raw


def _value(raw: Any, unit: Unit) -> Value:
    """Return a TOML value as the unit's own type; what TOML cannot say is written as a person types it."""
    if unit in SHARES | RATES:
        return Fraction(raw)
    if isinstance(raw, list):
        return tuple(raw)
    if unit in (Unit.YEAR_DAYS, Unit.CLOCK):
        return read(raw, unit)
    expected = _PLAIN.get(unit, int)
    if type(raw) is not expected:
        raise ValueError(f"{raw!r} is no {unit.value}")
    return cast("Value", raw)


_PLAIN: Mapping[Unit, type] = {Unit.YES_NO: bool, Unit.DATE: date, Unit.CHOICE: str}
