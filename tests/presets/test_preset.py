"""What a council starts with, by level and kind (R-ORG-06)."""

from datetime import date

import pytest

from presets.preset import preset_for
from presets.units import unit_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("code", "committees"),
    [
        ("37", ["legal", "economy_budget", "culture_society"]),
        ("01", ["legal", "economy_budget", "culture_society", "urban"]),
        ("14329", ["legal", "economy_society"]),
        ("31078", ["legal", "economy_society"]),
    ],
)
def test_committees_follow_the_law(code, committees):
    assert [committee.kind for committee in preset_for(unit_of(code)).committees] == committees


def test_term_begins_on_election_day():
    for code in ("37", "14329"):
        assert preset_for(unit_of(code)).term.starts_on == date(2026, 3, 15)


def test_modules_are_named_once():
    modules = preset_for(unit_of("37")).modules

    assert modules == ("rulebook", "people", "documents", "sessions")
