"""The geometry of charts that the server draws: bars over time with a scale of round numbers.

A chart is a picture of numbers that stand in a table beside it; here is only where each piece of it goes, in units of
the drawing (``viewBox``). Colours are classes, so that no page needs a style of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 48, 8, 22, 30
SIGN, GAP = 11, 10  # how wide one sign of the scale is, and how far it stands from the lines
ROUND = (1, 2, 5)
MOST_LINES = 5
WIDEST_BAR = 48
FEW = 14


@dataclass(frozen=True)
class Bar:
    """One bar: its box, its label under the axis (every label where there are few) and its number.

    None is a number that may not be shown: its box has no height.
    """

    x: int
    y: int
    width: int
    height: int
    middle: int
    label: str
    value: int | None
    is_named: bool


@dataclass(frozen=True)
class Line:
    """One line of the scale across the chart."""

    y: int
    value: int


@dataclass(frozen=True)
class BarChart:
    """A chart made ready to draw; ``target_y`` is the height of a line to reach, None without one."""

    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    target_y: int | None
    left: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def scale_x(self) -> int:
        """Return where the numbers of the scale end."""
        return self.left - GAP

    @property
    def base(self) -> int:
        """Return where the bars stand."""
        return HEIGHT - BOTTOM

    @property
    def shows_numbers(self) -> bool:
        """Whether there is room for each bar's number."""
        return len(self.bars) <= FEW


def bar_chart(columns: Sequence[tuple[str, int | None]], *, target: float | None = None) -> BarChart:
    """Return the chart of labelled numbers; none of them is below nothing."""
    highest = max([value or 0 for _label, value in columns] + [target or 0, 1])
    step = _step(highest)
    top = step * ceil(highest / step)
    room, count = HEIGHT - TOP - BOTTOM, max(len(columns), 1)
    left = max(LEFT, GAP + SIGN * len(f"{top:,}"))
    slot = (WIDTH - left - RIGHT) / count
    width = min(slot * 0.72, WIDEST_BAR)
    skip = -(-count // FEW)
    bars = []
    for number, (label, value) in enumerate(columns):
        middle, height = left + slot * (number + 0.5), room * (value or 0) / top
        box = (round(middle - width / 2), TOP + room - round(height), round(width), round(height))
        bars.append(Bar(*box, round(middle), label, value, number % skip == 0))
    lines = [Line(round(TOP + room * (1 - level * step / top)), level * step) for level in range(top // step + 1)]
    target_y = None if target is None else round(TOP + room * (1 - target / top))
    return BarChart(tuple(bars), tuple(lines), target_y, left)


def _step(highest: float) -> int:
    tens = 1
    while True:
        for step in ROUND:
            if step * tens * MOST_LINES >= highest:
                return step * tens
        tens *= 10
