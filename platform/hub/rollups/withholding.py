"""The figures of a measure whose small counts are withheld: one tree of units for a year, told or withheld as one."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from hub.rollups.questions import Level
from hub.rollups.suppression import Tree, add_up, told_units

NATION: Hashable = ("nation", "")
Cell = tuple[str, str, int]  # a council's key, the value of the dimension ("" in all), the count


@dataclass(frozen=True)
class Place:
    """A council and the province (its council's key) whose sum it belongs to; the province's own belongs to it too."""

    key: str
    province: str | None
    is_commune: bool


def council(key: str) -> Hashable:
    """Return the unit of one council alone."""
    return ("council", key)


def province(key: str) -> Hashable:
    """Return the unit of a province: its own council with those of all its communes."""
    return ("province", key)


def key_of(unit: Hashable) -> str | None:
    """Return the key of a unit's council, None for the nation."""
    return unit[1] or None if isinstance(unit, tuple) else None


def tree_of(places: Iterable[Place]) -> Tree:
    """Return the nation with its provinces and their councils."""
    below: dict[Hashable, list[Hashable]] = defaultdict(list)
    for place in places:
        above = NATION
        if place.province is not None:
            above = province(place.province)
            if above not in below:
                below[NATION].append(above)
        below[above].append(council(place.key))
    return Tree(NATION, {unit: tuple(parts) for unit, parts in below.items()})


def units_asked(level: Level, councils: Iterable[str], places: Iterable[Place]) -> list[Hashable]:
    """Return the whole units that stand for these councils (keys) at a level.

    Communes each for itself, provinces of which any council was asked for, the smallest unit that holds all of them.
    """
    asked, every = set(councils), list(places)
    there = [place for place in every if place.key in asked]
    if level is Level.NATION:
        return [smallest_with([place.key for place in there], every)] if there else []
    if level is Level.COMMUNE:
        return [council(place.key) for place in there if place.is_commune]
    return list(dict.fromkeys(province(place.province) for place in there if place.province))


def smallest_with(councils: Iterable[str], places: Iterable[Place]) -> Hashable:
    """Return the smallest unit that holds all these councils."""
    asked = set(councils)
    if len(asked) == 1:
        return council(asked.pop())
    provinces = {place.province for place in places if place.key in asked}
    only = provinces.pop() if len(provinces) == 1 else None
    return province(only) if only else NATION


def told_of(tree: Tree, cells: Iterable[Cell], k: int, *, in_parts: bool) -> dict[Hashable, dict[str, int | None]]:
    """Return the numbers of each unit by the dimension, None where they are withheld.

    A unit that is withheld has None at every value that the told unit above it has, whether it has it itself or not.
    """
    leaves: dict[Hashable, dict[str, int]] = defaultdict(dict)
    for key, column, n in cells:
        leaves[council(key)][column] = n
    numbers = add_up(tree, leaves)
    in_all = {unit: {"": sum(found.values())} if found else {} for unit, found in numbers.items()}
    told = told_units(tree, in_all, k)
    if in_parts:
        told = told_units(tree, numbers, k, withheld=set(numbers) - told)
    shown = numbers if in_parts else in_all
    return _answers(tree, {unit: dict(shown[unit]) if unit in told else None for unit in numbers})


def _answers(tree: Tree, told: dict[Hashable, dict[str, int] | None]) -> dict[Hashable, dict[str, int | None]]:
    answers: dict[Hashable, dict[str, int | None]] = {}

    def visit(unit: Hashable, columns: Iterable[str]) -> None:
        found = told[unit]
        answers[unit] = dict.fromkeys(columns) if found is None else {**found}
        for part in tree.below(unit):
            visit(part, columns if found is None else found)

    visit(tree.root, [""])
    return answers
