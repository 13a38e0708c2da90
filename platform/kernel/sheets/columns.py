"""A column of a list: its heading, what may stand in it, and how its text becomes a value."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from kernel.vietnamese import fold

Reads = Callable[[str], Any]
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
YEARS = (1900, 2100)


class CellWrong(ValueError):
    """What was typed in one cell cannot be taken; the message is for the person who typed it."""


@dataclass(frozen=True)
class Column:
    """One column. ``reads`` gets the text, never an empty one; ``choices`` become a drop-down in the template."""

    name: str
    heading: Any
    reads: Reads
    help: Any = ""
    example: Any = ""
    required: bool = False
    choices: tuple[Any, ...] = ()
    width: int = 18


def a_text(*, most: int) -> Reads:
    """Read a text of at most so many letters, blanks put right."""

    def reads(text: str) -> str:
        words = " ".join(text.split())
        if len(words) > most:
            raise CellWrong(_("Dài quá %(most)d ký tự.") % {"most": most})
        return words

    return reads


def a_number(*, least: int, most: int) -> Reads:
    """Read a whole number between two bounds, both included."""

    def reads(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not least <= int(text) <= most:
            raise CellWrong(_("Phải là số nguyên từ %(least)d đến %(most)d.") % {"least": least, "most": most})
        return int(text)

    return reads


def one_of(values: Mapping[Any, str]) -> Reads:
    """Read one of a few words, with or without diacritics; the mapping goes from the word to its value."""
    known = {fold(str(word)): value for word, value in values.items()}

    def reads(text: str) -> str:
        if fold(text) not in known:
            words = ", ".join(str(word) for word in values)
            raise CellWrong(_("Phải là một trong: %(words)s.") % {"words": words})
        return known[fold(text)]

    return reads


def yes_or_no(text: str) -> bool:
    """Read Có or Không (also x for yes)."""
    answers = {"co": True, "x": True, "khong": False}
    if fold(text) not in answers:
        raise CellWrong(_("Hãy ghi Có hoặc Không."))
    return answers[fold(text)]


def a_year_or_day(text: str) -> tuple[int, date | None]:
    """Read a birth date as dd/mm/yyyy, or only its year: the year, and the day where it is given."""
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return _in_years(int(text)), None
    day = day_text(text)
    return _in_years(day.year), day


def day_text(text: str) -> date:
    """Read a day as Vietnam writes it: 02/04/2026."""
    found = DAY.fullmatch(text)
    if found is None:
        raise CellWrong(_("Phải là ngày dạng ngày/tháng/năm, ví dụ 02/04/2026."))
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise CellWrong(_("Không có ngày này trong lịch.")) from None


def an_address_of_mail(text: str) -> str:
    """Read an address of electronic mail."""
    try:
        validate_email(text)
    except ValidationError:
        raise CellWrong(_("Địa chỉ thư điện tử không hợp lệ.")) from None
    if len(text) > 254:
        raise CellWrong(_("Dài quá %(most)d ký tự.") % {"most": 254})
    return text.lower()


def _in_years(year: int) -> int:
    if not YEARS[0] <= year <= YEARS[1]:
        raise CellWrong(_("Năm phải từ %(first)d đến %(last)d.") % {"first": YEARS[0], "last": YEARS[1]})
    return year
