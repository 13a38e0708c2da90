"""Nothing small is told, and nothing small can be worked out from all that is told together."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.rollups.questions import Level
from hub.rollups.suppression import Tree, add_up, told_units
from hub.rollups.withholding import Place, key_of, tree_of, units_asked
from tests.hub.rollups.attacker import Attacker, leaves_of

pytestmark = pytest.mark.unit

K = 3
COLUMNS = ["a", "b"]
TREE = Tree("nation", {"nation": ("p", "q"), "p": ("p1", "p2", "p3"), "q": ("q1", "q2")})
LEAVES = ["p1", "p2", "p3", "q1", "q2"]
numbers = st.one_of(st.integers(0, 4), st.just(0))
worlds = st.lists(numbers, min_size=10, max_size=10).map(
    lambda told: dict(zip(product(LEAVES, COLUMNS), told, strict=True))
)


def tables(world):
    """Return the numbers by column and in all of every unit, and which units each of the two tables tells."""
    by_column = add_up(TREE, {leaf: {c: world[leaf, c] for c in COLUMNS} for leaf in LEAVES})
    in_all = {unit: {"": n} if (n := sum(told.values())) else {} for unit, told in by_column.items()}
    told = told_units(TREE, in_all, K)
    closed = set(by_column) - told
    return by_column, in_all, told, told_units(TREE, by_column, K, withheld=closed)


def listener(by_column, in_all, told, told_by_column) -> Attacker:
    attacker = Attacker(TREE, COLUMNS)
    for unit in told:
        attacker.hears_total(unit, sum(in_all[unit].values()))
    for unit in told_by_column:
        attacker.hears(unit, by_column[unit])
    return attacker


@settings(max_examples=80, deadline=None)
@given(worlds)
def test_small_number_that_is_withheld_stays_in_doubt(world):
    found = tables(world)
    by_column, in_all, told, told_by_column = found
    attacker = listener(*found)

    for unit in set(by_column) - told_by_column:
        for column, n in by_column[unit].items():
            if 0 < n < K:
                assert attacker.doubts(unit, [column], world), (unit, column)
    for unit in set(by_column) - told:
        if 0 < sum(in_all[unit].values()) < K:
            assert attacker.doubts(unit, COLUMNS, world), unit


@settings(max_examples=60, deadline=None)
@given(worlds)
def test_who_knows_every_total_from_elsewhere_learns_no_small_part(world):
    """A plain measure of the same people tells all totals; then a part stays in doubt unless it is the whole row."""
    by_column, in_all, _told, told_by_column = found = tables(world)
    attacker = listener(*found)
    for unit, told in in_all.items():
        attacker.hears_total(unit, sum(told.values()))

    for unit in set(by_column) - told_by_column:
        for column, n in by_column[unit].items():
            if 0 < n < K and n < sum(by_column[unit].values()):
                assert attacker.doubts(unit, [column], world), (unit, column)


BRANCHES = Tree("p", {"p": ("p1", "p2", "p3")})
PAIRS = list(product("ab", "xy"))
by_two = st.lists(st.integers(0, 3), min_size=12, max_size=12).map(
    lambda told: dict(zip(product(("p1", "p2", "p3"), PAIRS), told, strict=True))
)


@settings(max_examples=30, deadline=None)
@given(by_two)
def test_two_dimensions_asked_one_after_the_other_tell_nothing_small(world):
    parts = {"ab": [[pair for pair in PAIRS if pair[0] == c] for c in "ab"]}
    parts["xy"] = [[pair for pair in PAIRS if pair[1] == c] for c in "xy"]
    attacker = Attacker(BRANCHES, PAIRS)
    in_all = add_up(BRANCHES, {one: {"": sum(world[one, pair] for pair in PAIRS)} for one in BRANCHES.below("p")})
    told = told_units(BRANCHES, in_all, K)
    for unit in told:
        attacker.hears_total(unit, in_all[unit][""])
    small = [(unit, PAIRS) for unit in set(in_all) - told if 0 < in_all[unit][""] < K]
    for columns in parts.values():
        cells = {
            one: {n: sum(world[one, p] for p in some) for n, some in enumerate(columns)} for one in BRANCHES.below("p")
        }
        numbers = add_up(BRANCHES, cells)
        shown = told_units(BRANCHES, numbers, K, withheld=set(numbers) - told)
        for unit, (n, some) in product(shown, enumerate(columns)):
            attacker.hears_part(unit, some, numbers[unit][n])
        small += [(u, some) for u in set(numbers) - shown for n, some in enumerate(columns) if 0 < numbers[u][n] < K]

    for unit, some in small:
        assert attacker.doubts(unit, some, world), (unit, some)


PLACES = [Place("p", "p", False), *(Place(key, "p", True) for key in ("p1", "p2", "p3"))]
PLACES += [Place("q", "q", False), *(Place(key, "q", True) for key in ("q1", "q2")), Place("free", None, True)]
KEYS = [place.key for place in PLACES]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(KEYS), min_size=1, unique=True), st.sampled_from(list(Level)))
def test_whatever_councils_are_asked_for_whole_units_answer(asked, level):
    """So every question of every filter and level is answered from the same tables, and tells no other sum."""
    units, tree = units_asked(level, asked, PLACES), tree_of(PLACES)
    known = {tree.root, *(unit for parts in tree.children.values() for unit in parts)}

    assert set(units) <= known
    assert len(units) == len(set(units))
    if level is Level.COMMUNE:
        assert {key_of(unit) for unit in units} == {one.key for one in PLACES if one.is_commune and one.key in asked}
    if level is Level.NATION:
        assert set(asked) <= {key_of(leaf) for leaf in leaves_of(tree, units[0])}


def test_attacker_finds_what_plain_suppression_gives_away():
    """Withholding what is small and no more is undone by one subtraction."""
    world = dict.fromkeys(product(LEAVES, COLUMNS), 3) | {("p1", "a"): 1}
    by_column, in_all, _told, _by_column = tables(world)
    clean = {unit for unit, told in by_column.items() if not any(0 < n < K for n in told.values())}

    assert not listener(by_column, in_all, set(in_all), clean).doubts("p1", ["a"], world)
    assert listener(*tables(world)).doubts("p1", ["a"], world)


@settings(max_examples=120, deadline=None)
@given(worlds)
def test_no_told_number_is_small_and_none_comes_out_by_subtraction(world):
    by_column, in_all, told, told_by_column = tables(world)

    for of, shown in ((in_all, told), (by_column, told_by_column)):
        for unit in shown:
            assert not any(0 < n < K for n in of[unit].values())
            below = [child for child in TREE.below(unit) if child in shown]
            if below:
                for column in of[unit]:
                    left = of[unit][column] - sum(of[child][column] for child in below if column in of[child])
                    assert left == 0 or left >= K
    assert told_by_column <= told


@settings(max_examples=40, deadline=None)
@given(worlds)
def test_where_nothing_is_small_everything_is_told(world):
    large = {cell: n * K for cell, n in world.items()}

    by_column, _in_all, told, told_by_column = tables(large)

    assert told == told_by_column == set(by_column)


def told_of(k: int = 5, **counts: int) -> set:
    tree = Tree("p", {"p": tuple(counts)})
    return told_units(tree, add_up(tree, {name: {"": n} for name, n in counts.items()}), k)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"x": 9, "y": 8, "z": 0}, {"p", "x", "y", "z"}),
        ({"x": 9, "y": 8, "z": 2, "w": 0}, {"p", "x"}),  # y covers z; who has nothing is not told apart
        ({"x": 9, "y": 4, "z": 4}, {"p", "x"}),  # the small ones cover each other
        ({"x": 9, "y": 2, "z": 2}, {"p"}),  # together they would be a small number by subtraction
        ({"x": 2, "y": 1}, set()),  # the sum is small itself
        ({"x": 0, "y": 0}, {"p", "x", "y"}),
        ({"x": 7}, {"p", "x"}),
    ],
)
def test_councils_of_a_province(counts, told):
    assert told_of(**counts) == told


def test_whoever_is_withheld_in_all_is_withheld_by_every_dimension():
    tree = Tree("p", {"p": ("x", "y", "z")})
    counts = {"x": {"a": 9, "b": 9}, "y": {"a": 6}, "z": {"b": 2}}
    numbers = add_up(tree, counts)
    in_all = {unit: {"": sum(told.values())} for unit, told in numbers.items()}
    told = told_units(tree, in_all, 5)

    assert told == {"p", "x"}
    assert told_units(tree, numbers, 5, withheld=set(numbers) - told) == {"p"}


def test_below_a_withheld_unit_nothing_is_told():
    tree = Tree("n", {"n": ("p", "q", "r"), "p": ("p1", "p2"), "q": ("q1",), "r": ("r1", "r2")})
    numbers = add_up(
        tree, {"p1": {"a": 7, "b": 6}, "p2": {"a": 9}, "q1": {"b": 1}, "r1": {"a": 50, "b": 50}, "r2": {"b": 50}}
    )

    assert told_units(tree, numbers, 5) == {"n", "r", "r1", "r2"}
