"""Places of tiles on a map: which row and column each unit has, and a proposal for who has none yet.

The proposal is a rounded block, filled row by row in the order given, always the same for the same units: it looks
like a map, but where units really lie is for the province's office to say.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

MOST_ROWS, MOST_COLUMNS = 24, 24
TALLER = 1.1  # tiles are a little wider than high


@dataclass(frozen=True, order=True)
class Spot:
    """A place on the map, counted from 1."""

    row: int
    column: int

    @property
    def is_on_map(self) -> bool:
        """Whether the map is that large."""
        return 1 <= self.row <= MOST_ROWS and 1 <= self.column <= MOST_COLUMNS


def proposed(codes: Sequence[str]) -> dict[str, Spot]:
    """Return a compact rounded block of the units in their order: short rows at both ends, long ones between."""
    spots: dict[str, Spot] = {}
    rest = iter(codes)
    for row, (indent, length) in enumerate(_rows(len(codes)), start=1):
        for column in range(indent + 1, indent + length + 1):
            if (code := next(rest, None)) is not None:
                spots[code] = Spot(row, column)
    return spots


def placed(codes: Sequence[str], known: Mapping[str, Spot]) -> dict[str, Spot]:
    """Return a place for every unit: its known one, else the next free place in rows below the others.

    Units that are no more on the list lose their place; nobody is ever drawn over somebody else.
    """
    spots: dict[str, Spot] = {}
    for code in codes:
        if (spot := known.get(code)) is not None and spot.is_on_map and spot not in spots.values():
            spots[code] = spot
    if not spots:
        return proposed(codes)
    below, wide = max(spot.row for spot in spots.values()), max(spot.column for spot in spots.values())
    for number, code in enumerate(code for code in codes if code not in spots):
        spots[code] = Spot(below + 1 + number // wide, 1 + number % wide)
    return spots


def clashes(spots: Mapping[str, Spot]) -> dict[str, list[str]]:
    """Return for each unit that does not stand alone the others on its place."""
    at: dict[Spot, list[str]] = defaultdict(list)
    for code, spot in spots.items():
        at[spot].append(code)
    return {
        code: [other for other in codes if other != code] for codes in at.values() if len(codes) > 1 for code in codes
    }


def size_of(spots: Iterable[Spot]) -> tuple[int, int]:
    """Return how many rows and columns a map needs."""
    found = list(spots)
    return max((spot.row for spot in found), default=0), max((spot.column for spot in found), default=0)


def _rows(count: int) -> list[tuple[int, int]]:
    """Return indent and length of each row of a block for so many tiles."""
    if count <= 0:
        return []
    height = max(1, round(sqrt(count / TALLER)))
    width = ceil(count / height)
    while sum(length for _, length in _oval(height, width)) < count:
        width += 1
    return _trimmed(_oval(height, width), count)


def _oval(height: int, width: int) -> list[tuple[int, int]]:
    middle = (height - 1) / 2
    rows = []
    for row in range(height):
        away = abs(row - middle) / (height / 2)
        indent = round((1 - sqrt(max(0.0, 1 - away**2))) * width / 2)
        rows.append((indent, width - 2 * indent))
    return rows


def _trimmed(rows: list[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """Return the rows without the places that nobody would fill, taken from the last row first."""
    left = sum(length for _, length in rows) - count
    shorter = []
    for indent, length in reversed(rows):
        less = min(left, length)
        left -= less
        shorter.append((indent + less // 2, length - less))
    return [row for row in reversed(shorter) if row[1] > 0]
