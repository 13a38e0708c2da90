"""Five levels of colour over whole numbers, with bounds that people can read.

Nothing counted is level 0, which has no colour. The steps are equal and round (1, 2 or 5 times a power of ten), the
last one is open upwards, so that the legend says exactly what the colours say.
"""

from collections.abc import Iterable
from dataclasses import dataclass

LEVELS = 5
ROUND = (1, 2, 5)


@dataclass(frozen=True)
class Band:
    """One level of colour and the numbers that have it; ``high`` None is open upwards."""

    level: int
    low: int
    high: int | None


@dataclass(frozen=True)
class Scale:
    """The levels of one map: each step is ``width`` numbers wide."""

    width: int
    bands: tuple[Band, ...]

    def level_of(self, value: int | None) -> int | None:
        """Return the level of a number: 0 for nothing, None where no number is known."""
        if value is None:
            return None
        return 0 if value <= 0 else min(-(-value // self.width), LEVELS)


def scale_of(values: Iterable[int | None]) -> Scale:
    """Return the scale that shows these numbers best; the numbers of an empty map have one band of width 1."""
    highest = max((value for value in values if value is not None), default=0)
    width = _round_width(highest)
    used = max(1, min(-(-max(highest, 1) // width), LEVELS))
    bands = [_band(level, width, is_last=level == used) for level in range(1, used + 1)]
    return Scale(width, tuple(bands))


def _band(level: int, width: int, *, is_last: bool) -> Band:
    low = (level - 1) * width + 1
    return Band(level, low, None if is_last and level == LEVELS else level * width)


def _round_width(highest: int) -> int:
    """Return the smallest round step of which four cover almost everything: the fifth level takes the rest."""
    tens = 1
    while True:
        for step in ROUND:
            if step * tens * LEVELS >= highest:
                return step * tens
        tens *= 10
