"""Worked examples of real councils, and the meaning of a share for every size of council."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council import law
from council.law.thresholds import at_least, more_than

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("total", "quorum", "majority", "two_thirds", "one_third"),
    [(85, 57, 43, 57, 29), (83, 56, 42, 56, 28), (128, 86, 65, 86, 43), (25, 17, 13, 17, 9)],
)
def test_thresholds_of_real_councils(total, quorum, majority, two_thirds, one_third):
    found = (law.quorum(total), law.majority(total), law.two_thirds(total), law.one_third(total))

    assert found == (quorum, majority, two_thirds, one_third)


def test_a_threshold_is_the_smallest_number_that_is_enough():
    for total in range(1, 201):
        enough = [votes for votes in range(total + 1) if 3 * votes >= 2 * total]
        more = [votes for votes in range(total + 1) if 2 * votes > total]
        third = [votes for votes in range(total + 1) if 3 * votes >= total]

        assert (law.two_thirds(total), law.quorum(total)) == (enough[0], enough[0]), total
        assert (law.majority(total), law.one_third(total)) == (more[0], third[0]), total


@given(st.fractions(min_value=0, max_value=1, max_denominator=1000), st.integers(0, 10**18))
def test_any_share_of_any_total_is_exact(share, total):
    enough, more = at_least(share, total), more_than(share, total)

    assert share * total <= enough < share * total + 1
    assert share * total < more <= share * total + 1


def test_a_negative_total_is_no_council():
    with pytest.raises(ValueError, match="negative"):
        at_least(Fraction(2, 3), -1)
    with pytest.raises(ValueError, match="negative"):
        more_than(Fraction(1, 2), -1)
