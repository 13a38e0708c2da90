"""A declaration is either countable exactly or refused."""

import re

import pytest

from hub.rollups import BadMeasure, Measure, declared, measure_named, papers, sqltext
from hub.rollups.declaration import MOST_DIMENSIONS, register, withdraw
from hub.rollups.models import Figure

GOOD = {
    "name": "tests_done",
    "label": "Việc đã xong",
    "unit": "việc",
    "model": "tenancy.Council",
    "day": "done_on",
    "source_rule": "R-RES-03",
}


@pytest.mark.unit
@pytest.mark.parametrize(
    "change",
    [
        {"name": "Tests Done"},
        {"name": "x"},
        {"day": "done_at"},
        {"dimensions": ("a", "b", "c", "d")},
        {"until": "ended_on"},
        {"stands": True, "until": "ended_at"},
        {"stands": True, "suppress_below": 5},
        {"adds": "days", "suppress_below": 5},
        {"dimensions": ("a", "a")},
        {"dimensions": ("a",), "leaves": ("b",)},
        {"where": {"state__gt": 3}},
        {"where": {"state__in": []}},
        {"where": {"state__in": "open"}},
        {"where": {"state__isnull": "yes"}},
        {"where": {"state": None}},
        {"where": {"state": 1.5}},
    ],
)
def test_bad_declaration_is_refused(change):
    with pytest.raises(BadMeasure):
        Measure(**{**GOOD, **change})


@pytest.mark.unit
def test_name_belongs_to_one_measure():
    first = register(Measure(**GOOD))
    try:
        assert register(Measure(**GOOD)) is first
        with pytest.raises(BadMeasure):
            register(Measure(**{**GOOD, "unit": "hồ sơ"}))
        assert measure_named("tests_done") is first
        assert first in declared()
    finally:
        withdraw("tests_done")


@pytest.mark.unit
@pytest.mark.parametrize(
    ("told", "written"),
    [("a'b", "'a''b'"), (True, "true"), (7, "7"), ("ngân sách", "'ngân sách'"), ("'; drop", "'''; drop'")],
)
def test_constants_are_quoted(told, written):
    assert sqltext.literal(told) == written


@pytest.mark.unit
@pytest.mark.parametrize("told", ["a\x00", "a\\b", "100%", "$do$"])
def test_strange_constants_are_refused(told):
    with pytest.raises(BadMeasure):
        sqltext.literal(told)


@pytest.mark.parametrize(
    "change",
    [
        {"model": "tenancy.Nothing"},
        {"day": "nowhere_on"},
        {"dimensions": ("nowhere",)},
        {"dimensions": ("issued_on",)},
        {"where": {"nowhere": 1}},
        {"adds": "kind"},
        {"adds": "nowhere"},
        {"stands": True, "until": "nowhere_on"},
    ],
)
def test_declaration_must_fit_its_model(paper_measures, change):
    base = {**GOOD, "model": "rollups.Paper", "day": "issued_on"}
    with pytest.raises(BadMeasure):
        sqltext.changes(Measure(**{**base, **change}), "rows", 1)


@pytest.mark.unit
def test_cell_has_a_place_for_each_dimension():
    places = [field.name for field in Figure._meta.get_fields() if re.fullmatch(r"d\d", field.name)]

    assert sorted(places) == [f"d{number}" for number in range(1, MOST_DIMENSIONS + 1)]
    assert set(places) <= set(Figure._meta.constraints[0].fields)


def test_dimension_that_may_be_null_is_refused(paper_measures):
    nullable = Measure(**{**GOOD, "model": "tenancy.Council", "dimensions": ("parent",)})
    with pytest.raises(BadMeasure, match="never NULL"):
        sqltext.dimension(nullable, "parent")


def test_paper_of_figures_tells_what_may_leave(paper_measures):
    text = papers.figures()

    assert "## `papers_issued`: Văn bản đã ban hành" in text
    assert "| may leave the council | kind |" in text
    assert "| adds | `pages` of each row |" in text
    assert "| day | stands from `issued_on` to `ended_on`, both included |" in text
    assert '`"issued_on" is not null and "state" in (\'effective\', \'issued\') and "removed_at" is null`' in text
