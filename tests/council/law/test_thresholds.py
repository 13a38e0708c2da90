"""Worked examples of real councils, and the meaning of a share for every size of council."""

from fractions import Fraction

import pytest

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


@pytest.mark.parametrize("total", range(1, 201))
def test_a_threshold_is_the_smallest_number_that_is_enough(total):
    enough = [votes for votes in range(total + 1) if 3 * votes >= 2 * total]
    more = [votes for votes in range(total + 1) if 2 * votes > total]

    assert law.two_thirds(total) == enough[0]
    assert law.majority(total) == more[0]


def test_a_negative_total_is_no_council():
    with pytest.raises(ValueError, match="negative"):
        at_least(Fraction(2, 3), -1)
    with pytest.raises(ValueError, match="negative"):
        more_than(Fraction(1, 2), -1)
