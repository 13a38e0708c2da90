"""The geometry of small charts: bars over time with the line of the target; numbers of a picture, no colours.

The same numbers stand in a table beside each chart; the picture says nothing that the table does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from council.indicators.law import Better, Standing, Told

WIDE, HIGH, ROOM = 640, 180, 28
SPARK_WIDE, SPARK_HIGH = 96, 28
THIN = 2


@dataclass(frozen=True)
class Bar:
    """One piece of time: where its bar stands in the picture; without a value there is no bar."""

    told: Told
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """Return where its words are centred."""
        return self.x + self.width // 2

    @property
    def has_value(self) -> bool:
        """Whether anything was counted."""
        return self.told.standing is not Standing.NO_DATA


@dataclass(frozen=True)
class Chart:
    """The bars of a trend and the height of the latest target."""

    bars: tuple[Bar, ...]
    target_y: int
    wide: int
    high: int
    ground: int


def trend_chart(trend: Sequence[Told]) -> Chart:
    """Return the large chart of a trend."""
    return _chart(trend, wide=WIDE, high=HIGH, room=ROOM)


def spark_chart(trend: Sequence[Told]) -> Chart:
    """Return the small chart of a trend that stands in a line of a list."""
    return _chart(trend, wide=SPARK_WIDE, high=SPARK_HIGH, room=THIN)


def _chart(trend: Sequence[Told], *, wide: int, high: int, room: int) -> Chart:
    ground, step, highest = high - room, wide // max(len(trend), 1), _highest(trend)
    bars = []
    for number, told in enumerate(trend):
        height = _height(told.ratio.value, highest, ground - room)
        bars.append(Bar(told, number * step + step // 5, ground - height, step * 3 // 5, height))
    target = _height(trend[-1].target.value, highest, ground - room) if trend else 0
    return Chart(tuple(bars), ground - target, wide, high, ground)


def _highest(trend: Sequence[Told]) -> Fraction:
    """Return what fills the picture: the whole of a part, or the most days."""
    values = [value for told in trend for value in (told.ratio.value, told.target.value) if value is not None]
    is_part = bool(trend) and trend[0].indicator.better is Better.HIGHER
    return Fraction(1) if is_part else max([Fraction(1), *values])


def _height(value: Fraction | None, highest: Fraction, room: int) -> int:
    """Return the height of a bar; nothing at all still has a line, so that it is told from no data."""
    return 0 if value is None else max(THIN, int(value * room / highest))
