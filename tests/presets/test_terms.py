"""The national terms: elected on Sundays, five years apart, the present one that of the presets."""

from itertools import pairwise

import pytest

from presets.preset import preset_for
from presets.terms import TERMS
from presets.units import provinces

pytestmark = pytest.mark.unit
SUNDAY = 6


def test_terms_follow_one_another_and_are_named_by_their_years():
    assert {term.elected_on.weekday() for term in TERMS} == {SUNDAY}
    assert [term.name for term in TERMS] == [f"{term.elected_on.year}–{term.elected_on.year + 5}" for term in TERMS]
    assert all(after.elected_on.year - before.elected_on.year == 5 for before, after in pairwise(TERMS))


def test_present_term_is_that_with_which_new_councils_begin():
    begun = preset_for(provinces()[0]).term

    assert (TERMS[-1].name, TERMS[-1].elected_on) == (begun.name, begun.starts_on)
