"""The values that a legal parameter can have: how they are read, checked and shown."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from importlib.resources import files

from council.law.sentence import say, written_day
from council.law.units import HINTS, LISTS, RATES, SHARES, UNIT_NAMES, WITH_UNIT, Unit
from kernel.refusal import Refusal

__all__ = [
    "HINTS",
    "OPTION_NAMES",
    "UNIT_NAMES",
    "Bound",
    "NotAValue",
    "OutOfBounds",
    "Unit",
    "Value",
    "YearDay",
    "check_bounds",
    "check_options",
    "read",
    "show",
    "show_options",
    "show_with_unit",
    "written",
]


@dataclass(frozen=True, order=True)
class YearDay:
    """A day that comes every year, such as 20 December."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.day:02d}/{self.month:02d}"

    def of(self, year: int) -> date:
        """Return the day in a year; 29 February is the 28th in a common year."""
        if (self.month, self.day) == (2, 29) and not _is_leap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


Value = Fraction | int | bool | str | date | time | tuple[str, ...] | tuple[int, ...] | tuple[YearDay, ...]
Bound = Fraction | int
OPTION_NAMES: dict[str, str] = tomllib.loads(
    files("council.law").joinpath("parameters", "names.toml").read_text(encoding="utf-8")
)
_TRUE_WORDS = frozenset({"yes", "có", "true", "1"})
_FALSE_WORDS = frozenset({"no", "không", "false", "0"})
_PERCENT = re.compile(r"(?P<whole>\d{1,3})(?:[.,](?P<part>\d{1,4}))?\s*%?")


class NotAValue(Refusal):
    """The text cannot be read as a value of the parameter's unit."""

    code = "not_a_value"
    field = "value"


class OutOfBounds(Refusal):
    """The value can be read, but the parameter does not allow it."""

    code = "out_of_bounds"
    field = "value"


def read(text: str, unit: Unit) -> Value:
    """Return the value that a person typed.

    :raises NotAValue: the text is no value of this unit.
    """
    reader = _READERS.get(unit, _read_number)
    return reader(text.strip())


def _read_number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise NotAValue("Hãy nhập một số nguyên, ví dụ 5.")
    return int(text)


def _read_numbers(text: str) -> tuple[int, ...]:
    numbers = tuple(_read_number(part.strip()) for part in text.split(","))
    if len(set(numbers)) != len(numbers):
        raise NotAValue("Hãy nhập các số khác nhau, cách nhau bằng dấu phẩy.")
    return numbers


def _read_yes_no(text: str) -> bool:
    word = text.lower()
    if word not in _TRUE_WORDS | _FALSE_WORDS:
        raise NotAValue("Hãy chọn có hoặc không.")
    return word in _TRUE_WORDS


def _read_choice(text: str) -> str:
    if not text or "," in text:
        raise NotAValue("Hãy chọn một trong các lựa chọn.")
    return text


def _read_options(text: str) -> tuple[str, ...]:
    options = tuple(part.strip() for part in text.split(",") if part.strip())
    if not options or len(set(options)) != len(options):
        raise NotAValue("Hãy nhập các lựa chọn khác nhau, cách nhau bằng dấu phẩy.")
    return options


def _read_share(text: str) -> Fraction:
    try:
        share = Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise NotAValue("Hãy nhập một phân số, ví dụ 2/3.") from error
    if not 0 < share <= 1:
        raise NotAValue("Phân số phải lớn hơn 0 và không quá 1.")
    return share


def _read_rate(text: str) -> Fraction:
    if "/" in text:
        return _read_share(text)
    found = _PERCENT.fullmatch(text)
    if found is None:
        raise NotAValue("Hãy nhập một tỷ lệ, ví dụ 90% hoặc 2/3.")
    rate = Fraction(f"{found['whole']}.{found['part'] or 0}") / 100
    if not 0 < rate <= 1:
        raise NotAValue("Tỷ lệ phải lớn hơn 0 và không quá 100%.")
    return rate


def _read_year_days(text: str) -> tuple[YearDay, ...]:
    days = tuple(_read_year_day(part.strip()) for part in text.split(","))
    if list(days) != sorted(set(days)):
        raise NotAValue("Hãy nhập các ngày khác nhau, theo thứ tự trong năm.")
    return days


def _read_year_day(text: str) -> YearDay:
    try:
        on = datetime.strptime(f"{text}/2024", "%d/%m/%Y")  # noqa: DTZ007 -- a day of the year, no instant
    except ValueError as error:
        raise NotAValue("Hãy nhập ngày và tháng, ví dụ 20/12.") from error
    return YearDay(on.month, on.day)


def _read_date(text: str) -> date:
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    try:
        return date(*(int(part) for part in reversed(found.groups()))) if found else date.fromisoformat(text)
    except ValueError as error:
        raise NotAValue("Hãy nhập ngày, tháng, năm, ví dụ 28/02/2027.") from error


def _read_clock(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 -- an hour of each day, no instant
    except ValueError as error:
        raise NotAValue("Hãy nhập giờ và phút, ví dụ 07:30.") from error


_READERS: Mapping[Unit, Callable[[str], Value]] = {
    Unit.YES_NO: _read_yes_no,
    Unit.CHOICE: _read_choice,
    Unit.OPTIONS: _read_options,
    Unit.YEAR_DAYS: _read_year_days,
    Unit.DATE: _read_date,
    Unit.CLOCK: _read_clock,
    **dict.fromkeys(SHARES, _read_share),
    **dict.fromkeys(RATES, _read_rate),
    **dict.fromkeys(LISTS, _read_numbers),
}


def check_bounds(value: Value, unit: Unit, *, at_least: Bound | None, at_most: Bound | None) -> None:
    """Refuse a number outside the bounds; other values have none.

    :raises OutOfBounds: the number is too small or too large.
    """
    for number in _numbers_of(value):
        if at_least is not None and number < at_least:
            raise OutOfBounds(say("Giá trị không được nhỏ hơn {limit}.", limit=show(at_least, unit)))
        if at_most is not None and number > at_most:
            raise OutOfBounds(say("Giá trị không được lớn hơn {limit}.", limit=show(at_most, unit)))


def _numbers_of(value: Value) -> list[Bound]:
    members = value if isinstance(value, tuple) else (value,)
    return [member for member in members if isinstance(member, (int, Fraction)) and not isinstance(member, bool)]


def check_options(value: Value, *, choices: Iterable[str], required: Iterable[str]) -> None:
    """Refuse options that the parameter does not know, or a list without the ones it must have.

    :raises OutOfBounds: an option is unknown or a required one is missing.
    """
    members = value if isinstance(value, tuple) else (value,)
    chosen = {member for member in members if isinstance(member, str)}
    if not chosen:
        return
    if not chosen <= set(choices):
        raise OutOfBounds(say("Chỉ được chọn trong danh mục: {choices}.", choices=show_options(choices)))
    if not set(required) <= chosen:
        raise OutOfBounds(say("Danh sách phải có: {required}.", required=show_options(required)))


def written(value: Value) -> str:
    """Return the value as the text that ``read`` understands."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(str(member) for member in value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def show(value: Value, unit: Unit | None = None) -> str:
    """Return the value in Vietnamese words, without its unit; a rate in per cent where that is exact."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, tuple):
        return show_options(value)
    if isinstance(value, Fraction):
        return f"{value * 100}%" if unit in RATES and (value * 100).denominator == 1 else str(value)
    if isinstance(value, date):
        return written_day(value)
    if unit is Unit.PEOPLE:
        return f"{value:,}".replace(",", ".")
    return OPTION_NAMES.get(value, value) if isinstance(value, str) else written(value)


def show_with_unit(value: Value, unit: Unit) -> str:
    """Return the value in Vietnamese words with its unit: ``5 ngày làm việc``."""
    return WITH_UNIT.get(unit, "{value}").format(value=show(value, unit))


def show_options(members: Iterable[str | int | YearDay]) -> str:
    """Return the members of a list in their order, options by their Vietnamese names."""
    return ", ".join(OPTION_NAMES.get(member, member) if isinstance(member, str) else str(member) for member in members)
