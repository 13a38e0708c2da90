"""Small counts withheld, and with them whatever would give them away by subtraction.

A measure that could point at a person (``suppress_below=k``) is told by whole units only: a commune, a province, the
nation; by calendar years; in all, or by one dimension. Each such table is a tree of units, each unit with one number
for each value of the dimension. From the top down:

1. A unit is clean when none of its numbers lies between 0 and k. Only clean units are told, and only below a unit
   that is told.
2. Where a child is withheld, what is left when all told children are subtracted from the told parent must be clean,
   and the sum of at least two children that have something. Until it is, the smallest told child is withheld too.
   Children with nothing are withheld with them, so that nobody learns who has something.
3. Who is withheld in all is withheld by every dimension.

So no number below k can be read off or got by subtraction, whichever tables are put together. Let G be the children
withheld by a dimension below one told parent. All that the told numbers say of them are the sums of each column over
G (clean, by 2) and the totals of those of G that are told in all (at least k each). If G's numbers stand in one row
after merging those withheld in all, that row merges at least two councils, and a unit moved from one to the other
changes nothing that is told. Else there are two rows and two columns or more with positive sums, and in such a table
every cell can be another number, unless its column holds the whole of its row: then it is that row's total, which is
told and at least k. Two dimensions bind each other by these totals only, which such a move keeps.

Nor does it help to know every total from elsewhere, as of people whose plain number is public: a withheld cell could
still be another number, unless one column holds the whole of its row.

Not covered: what the same table said yesterday (a year that still runs tells its growth), what somebody knows of single
cases from elsewhere, and groups in which everybody is alike.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

DEFAULT_K = 5
Numbers = Mapping[str, int]  # by the value of the dimension; "" alone for a table of totals


@dataclass(frozen=True)
class Tree:
    """Units and their parts; every leaf hangs from the root."""

    root: Hashable
    children: Mapping[Hashable, tuple[Hashable, ...]]

    def below(self, unit: Hashable) -> tuple[Hashable, ...]:
        """Return the parts of a unit; none of a leaf."""
        return self.children.get(unit, ())


def add_up(tree: Tree, leaves: Mapping[Hashable, Numbers]) -> dict[Hashable, Counter[str]]:
    """Return the numbers of every unit from those of the leaves."""
    found: dict[Hashable, Counter[str]] = {}

    def visit(unit: Hashable) -> Counter[str]:
        numbers = Counter(leaves.get(unit, {}))
        for child in tree.below(unit):
            numbers.update(visit(child))
        found[unit] = Counter({column: n for column, n in numbers.items() if n})
        return found[unit]

    visit(tree.root)
    return found


def told_units(
    tree: Tree, numbers: Mapping[Hashable, Numbers], k: int = DEFAULT_K, *, withheld: Iterable[Hashable] = ()
) -> set[Hashable]:
    """Return the units of one table whose numbers may be told; ``numbers`` are those of every unit.

    ``withheld``: the units that the table of totals withholds, when this is a table by a dimension.
    """
    closed = set(withheld)
    waiting = [tree.root] if _is_clean(numbers[tree.root], k) and tree.root not in closed else []
    told: set[Hashable] = set()
    while waiting:
        unit = waiting.pop()
        told.add(unit)
        waiting += _told_below(tree, unit, numbers, k, closed)
    return told


def _told_below(
    tree: Tree, parent: Hashable, numbers: Mapping[Hashable, Numbers], k: int, closed: set[Hashable]
) -> list[Hashable]:
    children = tree.below(parent)
    told = [child for child in children if _is_clean(numbers[child], k) and child not in closed]
    if len(told) == len(children):
        return told
    told = sorted((child for child in told if numbers[child]), key=lambda child: -sum(numbers[child].values()))
    while told and not _is_safe(set(children) - set(told), numbers, k):
        told.pop()
    return told


def _is_safe(rest: set[Hashable], numbers: Mapping[Hashable, Numbers], k: int) -> bool:
    """Whether the sum of what is withheld tells nothing small and of nobody alone."""
    together: Counter[str] = Counter()
    for unit in rest:
        together.update(numbers[unit])
    return sum(1 for unit in rest if numbers[unit]) > 1 and _is_clean(together, k)


def _is_clean(numbers: Numbers, k: int) -> bool:
    return not any(0 < n < k for n in numbers.values())
