"""A reader who puts all told numbers together: looks for another world that tells the same."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from hub.rollups.suppression import Tree

Cell = tuple[Hashable, str]  # a leaf and a column
MORE = 3  # a number that no told sum bounds may be so much larger than it is


@dataclass
class Sum:
    """Cells whose sum is told."""

    cells: frozenset[Cell]
    left: int


def leaves_of(tree: Tree, unit: Hashable) -> list[Hashable]:
    """Return the leaves of a unit, itself when it is one."""
    parts = tree.below(unit)
    return [leaf for part in parts for leaf in leaves_of(tree, part)] if parts else [unit]


class Attacker:
    """Knows the tree, the columns, and that nothing is negative."""

    def __init__(self, tree: Tree, columns: list[str]) -> None:
        self.tree, self.columns, self.sums = tree, columns, []

    def hears(self, unit: Hashable, numbers: Mapping[str, int]) -> None:
        """Hear a unit's numbers by the dimension; a column that is not named has nothing."""
        for column in self.columns:
            self.hears_part(unit, [column], numbers.get(column, 0))

    def hears_total(self, unit: Hashable, n: int) -> None:
        """Hear a unit's number in all."""
        self.hears_part(unit, self.columns, n)

    def hears_part(self, unit: Hashable, columns: list[str], n: int) -> None:
        """Hear what some columns of a unit are together."""
        cells = frozenset((leaf, column) for leaf in leaves_of(self.tree, unit) for column in columns)
        self.sums.append((cells, n))

    def doubts(self, unit: Hashable, columns: list[str], world: Mapping[Cell, int]) -> bool:
        """Whether the sum of these columns of a unit is another in some world that tells the same as this one."""
        asked = frozenset((leaf, column) for leaf in leaves_of(self.tree, unit) for column in columns)
        true = sum(world[cell] for cell in asked)
        others = (n for n in range(true + MORE) if n != true)
        return any(self._is_possible([*self.sums, (asked, n)], world) for n in others)

    def _is_possible(self, sums: list[tuple[frozenset[Cell], int]], world: Mapping[Cell, int]) -> bool:
        open_sums = [Sum(cells, n) for cells, n in sums]
        order = sorted(world, key=lambda cell: min((len(s.cells) for s in open_sums if cell in s.cells), default=99))
        of = {cell: [s for s in open_sums if cell in s.cells] for cell in order}
        last = {id(s): max((order.index(cell) for cell in s.cells), default=-1) for s in open_sums}
        return self._fill(order, 0, of, last, world)

    def _fill(self, order, place, of, last, world) -> bool:
        if place == len(order):
            return True
        cell = order[place]
        most = min((s.left for s in of[cell]), default=world[cell] + MORE)
        closing = [s.left for s in of[cell] if last[id(s)] == place]
        if len(set(closing)) > 1 or any(n > most for n in closing):
            return False
        for n in closing[:1] or range(most + 1):
            for one in of[cell]:
                one.left -= n
            if self._fill(order, place + 1, of, last, world):
                return True
            for one in of[cell]:
                one.left += n
        return False
