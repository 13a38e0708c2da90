"""The list of everything that crossed a council's border, and the numbers above it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from council.exchange.permissions import Can
from council.exchange.queries.crossing import Asked, Crossing, Direction, Kind, Lane, Ledger, Mark, Tile, ledgers
from kernel.access import Actor, require

MOST_BARS = 13


@dataclass(frozen=True)
class Found:
    """A page of the list; ``after`` is the mark of its last line when older ones follow."""

    rows: list[Crossing]
    after: Mark | None


@dataclass(frozen=True)
class Stretch:
    """Some days on end, and how much went out and came in on them."""

    first: date
    last: date
    out: int
    came_in: int


@dataclass(frozen=True)
class Overview:
    """What stands above the list: each ledger in a few words, and how much crossed when."""

    tiles: list[tuple[Kind, Tile]]
    stretches: list[Stretch]

    @property
    def out(self) -> int:
        """Return how many lines went out."""
        return sum(one.out for one in self.stretches)

    @property
    def came_in(self) -> int:
        """Return how many lines came in."""
        return sum(one.came_in for one in self.stretches)


def readable(actor: Actor, council: Any) -> list[Ledger]:
    """Return the ledgers of a council that the actor may read.

    :raises NotPermitted: the actor may not see the page at all.
    """
    require(actor, Can.SEE_CROSSINGS, council)
    return [one for one in ledgers() if one.may_read(actor, council)]


def list_crossings(readable: Sequence[Ledger], asked: Asked, *, kind: str = "", direction: str = "") -> Found:
    """Return the lines that are asked for, newest first; each ledger asks a fixed number of queries."""
    wanted = replace(asked, most=asked.most + 1)
    lines = [line for lane in _lanes(readable, kind, direction) for line in lane.rows(wanted)]
    lines.sort(key=lambda line: (line.mark.at, line.mark.lane, line.mark.key), reverse=True)
    rows = lines[: asked.most]
    return Found(rows, rows[-1].mark if len(lines) > asked.most else None)


def overview(readable: Sequence[Ledger], asked: Asked) -> Overview:
    """Return the numbers above the list, of the whole period and of every ledger."""
    days: dict[Direction, Counter[date]] = {direction: Counter() for direction in Direction}
    for lane in _lanes(readable):
        days[lane.direction].update(lane.days(asked))
    tiles = [(ledger.kind, ledger.tile(asked)) for ledger in readable]
    return Overview(tiles, stretches_of(asked.first, asked.last, days[Direction.OUT], days[Direction.IN]))


def stretches_of(first: date, last: date, out: Counter[date], came_in: Counter[date]) -> list[Stretch]:
    """Return a period cut into stretches of equally many days, the last of which may be shorter."""
    length = -(-((last - first).days + 1) // MOST_BARS)
    found = []
    while first <= last:
        ends = min(first + timedelta(days=length - 1), last)
        found.append(Stretch(first, ends, _between(out, first, ends), _between(came_in, first, ends)))
        first = ends + timedelta(days=1)
    return found


def _between(days: Counter[date], first: date, last: date) -> int:
    return sum(number for day, number in days.items() if first <= day <= last)


def _lanes(readable: Sequence[Ledger], kind: str = "", direction: str = "") -> list[Lane]:
    return [
        lane
        for ledger in readable
        if kind in ("", ledger.kind)
        for lane in ledger.lanes
        if direction in ("", lane.direction)
    ]
