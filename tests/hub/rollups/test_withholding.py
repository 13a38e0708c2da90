"""Figures of a measure whose small counts are withheld, as every reader outside the council gets them."""

from datetime import date
from itertools import product
from random import Random

import pytest

from hub.rollups import Measure
from hub.rollups.models import Delta, Figure
from hub.rollups.questions import Withheld
from hub.rollups.reading import Grain, Level, NotAsked, Period, latest_days, rollup
from hub.rollups.statements import statement
from hub.rollups.suppression import Tree
from tests.hub.rollups.attacker import Attacker
from tests.hub.rollups.cells import standing, swept, told
from tests.hub.rollups.papers import MEASURES

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
SMALL = Measure(**{**MEASURES[0], "suppress_below": 5, "leaves": ("kind",)})


@pytest.fixture
def cells(ground, paper_measures):
    with swept():
        told(Figure, "ninhbinh", "a", "2026-01-31", 9)
        told(Figure, "hoalu", "a", "2026-02-01", 6)
        told(Delta, "hoalu", "b", "2026-02-01", 2)
        told(Figure, "kimson", "b", "2025-05-05", 30)
        told(Figure, "kimson", "b", "2026-05-05", 8)
        yield


def asked(*, level=Level.COMMUNE, period=YEAR, dimensions=(), subdomains=None, inside=""):
    keys = {one.subdomain: one.key for one in standing().values()}
    names = {key: name for name, key in keys.items()}
    rows = rollup(
        measures=[SMALL],
        councils=[keys[name] for name in subdomains or keys],
        level=level,
        period=period,
        dimensions=dimensions,
        inside=keys.get(inside, ""),
    )
    return {
        (names.get(row.council_key), row.starts_on.year, *row.dimensions.values()): row.told
        for row in sorted(rows, key=lambda row: names.get(row.council_key) or "")
    }


def test_large_figures_are_told(cells):
    assert asked() == {("hoalu", 2026): 8, ("kimson", 2026): 8}
    assert asked(level=Level.PROVINCE) == {("ninhbinh", 2026): 25}
    assert asked(level=Level.NATION) == {("ninhbinh", 2026): 25}


def test_small_part_is_withheld_with_another_that_would_tell_it(cells):
    by_kind = asked(dimensions=("kind",))

    assert by_kind == {("hoalu", 2026, "a"): None, ("hoalu", 2026, "b"): None,
                       ("kimson", 2026, "a"): None, ("kimson", 2026, "b"): None}  # fmt: skip
    assert asked(dimensions=("kind",), level=Level.PROVINCE) == {
        ("ninhbinh", 2026, "a"): 15,
        ("ninhbinh", 2026, "b"): 10,
    }


def test_it_makes_no_difference_of_whom_is_asked(cells):
    for subdomain in ("hoalu", "kimson"):
        alone = asked(dimensions=("kind",), subdomains=[subdomain])
        assert alone == {(subdomain, 2026, "a"): None, (subdomain, 2026, "b"): None}
    assert asked(level=Level.PROVINCE, subdomains=["hoalu"]) == {("ninhbinh", 2026): 25}
    assert asked(level=Level.NATION, subdomains=["hoalu", "kimson"]) == {("ninhbinh", 2026): 25}
    assert asked(level=Level.NATION, subdomains=["kimson"]) == {("kimson", 2026): 8}


def heard(attacker, subdomains, level, dimensions):
    """Let the attacker hear an answer; a unit without a row has nothing."""
    at = {"province": "p", "commune": None, "nation": subdomains[0] if len(subdomains) == 1 else "p"}[level.value]
    communes = [name for name in subdomains if name != "ninhbinh"]
    rows = asked(level=level, dimensions=dimensions, subdomains=list(subdomains))
    for unit in communes if at is None else [at]:
        name = "ninhbinh" if unit == "p" else unit
        numbers = {(row[2] if dimensions else ""): n for row, n in rows.items() if row[0] == name}
        if None in numbers.values():
            continue
        if dimensions:
            attacker.hears(unit, numbers)
        else:
            attacker.hears_total(unit, numbers.get("", 0))


@pytest.mark.parametrize("seed", [1, 4])
def test_all_answers_together_tell_nothing_small(ground, paper_measures, seed):
    draw, columns = Random(seed), ["a", "b"]
    leaves = ("ninhbinh", "hoalu", "kimson")
    world = {(leaf, column): draw.choice([0, 1, 2, 4, 5, 7, 9]) for leaf in leaves for column in columns}
    attacker = Attacker(Tree("p", {"p": leaves}), columns)
    with swept():
        for (leaf, column), n in world.items():
            told(Figure, leaf, column, "2026-02-02", n)
        for some in (leaves, ("hoalu", "kimson"), *((leaf,) for leaf in leaves)):
            for level, dimensions in product(Level, [(), ("kind",)]):
                heard(attacker, some, level, dimensions)

    small = [(leaf, [column]) for (leaf, column), n in world.items() if 0 < n < SMALL.suppress_below]
    small += [(leaf, columns) for leaf in leaves if 0 < sum(world[leaf, c] for c in columns) < SMALL.suppress_below]
    assert small, "a world in which there is something to withhold"
    assert [one for one in small if not attacker.doubts(*one, world)] == []


def test_each_year_stands_for_itself(cells):
    years = Period(date(2025, 1, 1), date(2026, 12, 31), Grain.YEAR)

    assert asked(period=years, subdomains=["kimson"]) == {("kimson", 2025): 30, ("kimson", 2026): 8}


@pytest.mark.parametrize(
    ("period", "dimensions", "code"),
    [
        (Period(date(2026, 1, 1), date(2026, 6, 30)), (), "rollup_by_years_only"),
        (Period(date(2026, 1, 2), date(2026, 12, 31)), (), "rollup_by_years_only"),
        (Period(date(2025, 1, 1), date(2026, 12, 31)), (), "rollup_by_years_only"),
        (Period(date(2026, 1, 1), date(2026, 12, 31), Grain.MONTH), (), "rollup_by_years_only"),
        (Period(date(2021, 5, 23), date(2026, 12, 31), Grain.TERM), (), "rollup_by_years_only"),
        (YEAR, ("field",), "rollup_not_possible"),
        (YEAR, ("kind", "kind"), "rollup_one_dimension_only"),
    ],
)
def test_what_would_tell_differences_is_refused(cells, period, dimensions, code):
    with pytest.raises(NotAsked) as refused:
        asked(period=period, dimensions=dimensions)
    assert refused.value.code == code


def test_withheld_figure_is_no_number(cells):
    rows = rollup(
        measures=[SMALL],
        councils=[standing()["hoalu"].key],
        level=Level.COMMUNE,
        period=YEAR,
        dimensions=("kind",),
    )

    assert all(row.is_withheld for row in rows)
    with pytest.raises(Withheld):
        assert rows[0].value


def test_council_itself_is_told_everything_of_itself_alone(cells):
    assert asked(inside="hoalu", subdomains=["hoalu"], dimensions=("kind", "field")) == {
        ("hoalu", 2026, "a", ""): 6,
        ("hoalu", 2026, "b", ""): 2,
    }
    with pytest.raises(NotAsked):
        asked(inside="hoalu", subdomains=["hoalu", "kimson"], dimensions=("field",))


def test_neither_days_nor_the_bare_statement_go_around_it(cells):
    keys = [standing()["hoalu"].key]

    assert latest_days(measures=[SMALL], councils=keys) == {}
    with pytest.raises(ValueError, match="withheld"):
        statement(measures=[SMALL], councils=keys, level=Level.COMMUNE, period=YEAR, dimensions=(), most_rows=5)
