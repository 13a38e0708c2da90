"""The values that a legal parameter can have: their units, how they are read, checked and shown."""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from council.law.sentence import say
from kernel.refusal import Refusal

Value = Fraction | int | bool | tuple[str, ...]


class Unit(StrEnum):
    """What a number counts; shares are exact fractions, never decimals."""

    SHARE = "share"  # at least this part of the total
    SHARE_ABOVE = "share_above"  # more than this part of the total
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    MINUTES = "minutes"
    COUNT = "count"
    YES_NO = "yes_no"
    OPTIONS = "options"


UNIT_NAMES = {
    Unit.SHARE: "phần của tổng số (ít nhất)",
    Unit.SHARE_ABOVE: "phần của tổng số (quá)",
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.CALENDAR_DAYS: "ngày",
    Unit.MONTHS: "tháng",
    Unit.MINUTES: "phút",
    Unit.COUNT: "lần hoặc người",
    Unit.YES_NO: "có hoặc không",
    Unit.OPTIONS: "danh sách lựa chọn",
}
_WITH_UNIT = {
    Unit.SHARE: "ít nhất {value} tổng số đại biểu",
    Unit.SHARE_ABOVE: "quá {value} tổng số đại biểu",
    Unit.WORKING_DAYS: "{value} ngày làm việc",
    Unit.CALENDAR_DAYS: "{value} ngày",
    Unit.MONTHS: "{value} tháng",
    Unit.MINUTES: "{value} phút",
    Unit.COUNT: "{value}",
    Unit.YES_NO: "{value}",
    Unit.OPTIONS: "{value}",
}
SHARES = frozenset({Unit.SHARE, Unit.SHARE_ABOVE})
OPTION_NAMES = {
    "for": "Tán thành",
    "against": "Không tán thành",
    "abstain": "Không biểu quyết",
    "other": "Có ý kiến khác",
}
_TRUE_WORDS = frozenset({"yes", "có", "true", "1"})
_FALSE_WORDS = frozenset({"no", "không", "false", "0"})


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
    text = text.strip()
    if unit is Unit.YES_NO:
        return _read_yes_no(text)
    if unit is Unit.OPTIONS:
        return _read_options(text)
    if unit in SHARES:
        return _read_share(text)
    if not (text.isascii() and text.isdigit()):
        raise NotAValue("Hãy nhập một số nguyên, ví dụ 5.")
    return int(text)


def _read_yes_no(text: str) -> bool:
    word = text.lower()
    if word not in _TRUE_WORDS | _FALSE_WORDS:
        raise NotAValue("Hãy chọn có hoặc không.")
    return word in _TRUE_WORDS


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


def check_bounds(value: Value, *, at_least: int | None, at_most: int | None) -> None:
    """Refuse a number outside the bounds; other values have none.

    :raises OutOfBounds: the number is too small or too large.
    """
    if isinstance(value, (tuple, bool)):
        return
    if at_least is not None and value < at_least:
        raise OutOfBounds(say("Giá trị không được nhỏ hơn {limit}.", limit=at_least))
    if at_most is not None and value > at_most:
        raise OutOfBounds(say("Giá trị không được lớn hơn {limit}.", limit=at_most))


def check_options(value: Value, *, choices: Iterable[str], required: Iterable[str]) -> None:
    """Refuse options that the parameter does not know, or a list without the ones it must have.

    :raises OutOfBounds: an option is unknown or a required one is missing.
    """
    if not isinstance(value, tuple):
        return
    if not set(value) <= set(choices):
        raise OutOfBounds(say("Chỉ được chọn trong danh mục: {choices}.", choices=show_options(choices)))
    if not set(required) <= set(value):
        raise OutOfBounds(say("Danh sách phải có: {required}.", required=show_options(required)))


def written(value: Value) -> str:
    """Return the value as the text that ``read`` understands."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(value)
    return str(value)


def show(value: Value) -> str:
    """Return the value in Vietnamese words, without its unit."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, tuple):
        return show_options(value)
    return str(value)


def show_with_unit(value: Value, unit: Unit) -> str:
    """Return the value in Vietnamese words with its unit: ``5 ngày làm việc``."""
    return _WITH_UNIT[unit].format(value=show(value))


def show_options(options: Iterable[str]) -> str:
    """Return the Vietnamese names of ballot options in their order."""
    return ", ".join(OPTION_NAMES.get(option, option) for option in options)
