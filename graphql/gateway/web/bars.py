"""The bars of a key's use, one a day, in the units of the picture; the table beside it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gateway.use import Day

WIDTH, HEIGHT, GAP = 12, 100, 3  # of one bar and between two
LEAST = 2  # so that a day with one question is seen


@dataclass(frozen=True)
class Bar:
    """One day: where its bar stands, how high it is, and how much of it was refused."""

    day: date
    x: int
    y: int
    height: int
    refused_y: int
    refused_height: int


@dataclass(frozen=True)
class Bars:
    """The whole picture."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    most: int


def bars_of(days: Sequence[Day]) -> Bars:
    """Return the bars of some days; the highest fills the picture."""
    most = max((day.requests for day in days), default=0)
    bars = tuple(_bar(number, day, most) for number, day in enumerate(days))
    return Bars(bars, len(days) * (WIDTH + GAP), HEIGHT, most)


def _bar(number: int, day: Day, most: int) -> Bar:
    high, refused = _high(day.requests, most), _high(min(day.refused, day.requests), most)
    return Bar(day.used_on, number * (WIDTH + GAP), HEIGHT - high, high, HEIGHT - refused, refused)


def _high(value: int, most: int) -> int:
    return max(LEAST, value * HEIGHT // most) if value else 0
