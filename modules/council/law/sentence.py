"""Vietnamese sentences that a law function gives beside its result, and the numbers inside them.

A sentence is one whole template with named places, so that a door may translate the template; the
law itself knows no gettext.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class Sentence:
    """A whole sentence: its Vietnamese template and the values of its named places."""

    template: str
    values: Mapping[str, str | int]

    def __str__(self) -> str:
        return self.template.format(**self.values)


def say(template: str, **values: str | int) -> Sentence:
    """Return the sentence made of a template and its values."""
    return Sentence(template, values)


def percent(part: int, whole: int) -> str:
    """Return part of whole as Vietnamese per cent with two decimals, halves rounded up.

    Computed in integers: 43 of 85 is exactly ``50,59%``, never a rounded float.

    :raises ValueError: the whole is not positive.
    """
    if whole <= 0:
        raise ValueError("a share needs a positive whole")
    hundredths = (part * 20_000 + whole) // (2 * whole)
    return f"{hundredths // 100},{hundredths % 100:02d}%"


def written_day(on: date) -> str:
    """Return a day as written in official papers: ``27/04/2026``."""
    return f"{on:%d/%m/%Y}"


def weekday_name(on: date) -> str:
    """Return the Vietnamese name of the day of the week."""
    return _WEEKDAYS[on.weekday()]


def full_day(on: date) -> str:
    """Return the day of the week and the day: ``Thứ Hai 27/04/2026``."""
    return f"{weekday_name(on)} {written_day(on)}"
