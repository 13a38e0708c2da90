"""Figures of which small counts are withheld, as the API tells them: a row without a value, never a number."""

import pytest

from hub.rollups.models import Delta, Figure
from tests.gateway.conftest import ask
from tests.hub.rollups.cells import told

MEASURE = "delegates_by_origin"
ROLLUP = """query R($level: RollupLevel!, $first: Date!, $last: Date!, $grain: PeriodGrain, $filter: RollupFilter,
    $councils: [ID!], $dimensions: [RollupDimension!]) {
  rollup(measures: [DELEGATES_BY_ORIGIN], level: $level, dimensions: $dimensions, councils: $councils, filter: $filter,
         period: {firstDay: $first, lastDay: $last, grain: $grain}) { %s } }"""
COLUMNS = "measure unitCode startsOn ethnicGroup value suppressed"
KINH, OTHER = "majority", "minority"


@pytest.fixture
def elected(world):
    """A ward with two of a minority, a commune with eight, and what both began in 2025."""
    for subdomain, group, n in (("hoalu", KINH, 20), ("kimson", KINH, 15), ("kimson", OTHER, 8)):
        told(Figure, subdomain, group, "2026-03-15", n, MEASURE)
    told(Delta, "hoalu", OTHER, "2026-03-15", 2, MEASURE)
    told(Figure, "kimson", KINH, "2025-03-15", 6, MEASURE)
    return world


def asked(level="COMMUNE", first="2026-01-01", last="2026-12-31", **rest):
    return {"level": level, "first": first, "last": last, **rest}


def rows_of(answer) -> list[tuple]:
    return sorted(
        ((row["unitCode"] or "", row["ethnicGroup"] or "", row["value"], row["suppressed"]))
        for row in answer.data["rollup"]
    )


def refusal_of(answer) -> str:
    (error,) = answer.body["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    return error["extensions"]["refusal"]


def test_small_group_is_a_row_without_a_value_and_so_is_the_one_that_would_tell_it(elected, central, province):
    by_group = asked(dimensions=["ETHNIC_GROUP"])
    for asking in (central, province):
        assert rows_of(asking(ROLLUP % COLUMNS, by_group)) == [
            ("14329", KINH, None, True), ("14329", OTHER, None, True),
            ("14620", KINH, None, True), ("14620", OTHER, None, True),
        ]  # fmt: skip
        assert rows_of(asking(ROLLUP % COLUMNS, {**by_group, "level": "PROVINCE"})) == [
            ("37", KINH, 35, False),
            ("37", OTHER, 10, False),
        ]
        assert rows_of(asking(ROLLUP % COLUMNS, asked())) == [("14329", "", 22, False), ("14620", "", 23, False)]


def test_the_groups_that_nobody_may_name_are_not_named(world, central):
    told(Figure, "hoalu", OTHER, "2026-03-15", 2, MEASURE)
    for level, codes in (("COMMUNE", ["14329", "14620"]), ("PROVINCE", ["37"]), ("NATION", ["37"])):
        answer = central(ROLLUP % COLUMNS, asked(level, dimensions=["ETHNIC_GROUP"]))
        assert rows_of(answer) == [(code, "", None, True) for code in codes]


def test_told_by_calendar_years(elected, central):
    answer = central(ROLLUP % COLUMNS, asked("PROVINCE", first="2025-01-01", grain="YEAR"))

    found = {(row["startsOn"], row["value"]) for row in answer.data["rollup"]}
    assert found == {("2025-01-01", 6), ("2026-01-01", 45)}


REFUSED = [
    ({"last": "2026-06-30"}, "rollup_by_years_only"),
    ({"first": "2025-01-01"}, "rollup_by_years_only"),
    ({"first": "2021-05-23", "grain": "TERM"}, "rollup_by_years_only"),
    ({"grain": "HALF_YEAR"}, "rollup_by_years_only"),
    ({"grain": "DAY"}, "rollup_by_years_only"),
    ({"dimensions": ["ETHNIC_GROUP", "PARTY"]}, "rollup_one_dimension_only"),
    ({"level": "PROVINCE", "filter": {"communeKinds": ["WARD"]}}, "rollup_whole_units_only"),
    ({"level": "NATION", "filter": {"communeKinds": []}}, "rollup_whole_units_only"),
    ({"level": "NATION", "filter": {"provinceKinds": ["PROVINCE"]}}, "rollup_whole_units_only"),
]


def test_what_would_tell_differences_is_refused_with_its_own_code(central):
    for changes, refusal in REFUSED:
        answer = central(ROLLUP % COLUMNS, asked() | changes)
        assert refusal_of(answer) == refusal, changes
        assert answer.body["data"] is None


def test_filter_chooses_rows_and_changes_none(elected, central):
    wards = central(ROLLUP % COLUMNS, asked(filter={"communeKinds": ["WARD"]}, dimensions=["ETHNIC_GROUP"]))

    assert rows_of(wards) == [("14329", KINH, None, True), ("14329", OTHER, None, True)]
    provinces = asked("PROVINCE", filter={"provinceKinds": ["PROVINCE"]})
    assert rows_of(central(ROLLUP % COLUMNS, provinces)) == [("37", "", 45, False)]
    assert rows_of(central(ROLLUP % COLUMNS, provinces | {"filter": {"provinceKinds": ["CITY"]}})) == []


def test_plain_and_withheld_measures_stand_in_one_answer(elected, central):
    text = (ROLLUP % COLUMNS).replace("[DELEGATES_BY_ORIGIN]", "[PAPERS_ISSUED, DELEGATES_BY_ORIGIN]")

    found = {(row["measure"], row["value"], row["suppressed"]) for row in central(text, asked("NATION")).data["rollup"]}
    assert found == {("papers_issued", 16, False), (MEASURE, 45, False)}


def test_council_at_its_own_endpoint_is_told_what_others_are_told_of_it(elected, make_key):
    secret = make_key("hoalu")
    answer = ask(ROLLUP % COLUMNS, secret, host="hoalu.localhost", variables=asked(dimensions=["ETHNIC_GROUP"]))

    assert rows_of(answer) == [("14329", KINH, None, True), ("14329", OTHER, None, True)]


def test_what_left_is_no_measure_of_the_api(central):
    names = {
        one["name"]: one["suppressBelow"] for one in central("{ measures { name suppressBelow } }").data["measures"]
    }

    assert {name for name, below in names.items() if below} == {"delegates_by_origin", "delegates_by_schooling"}
    assert names["delegates_by_origin"] == 5
    assert not {name for name in names if "gone" in name}
