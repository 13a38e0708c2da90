"""The fixed parts of an evaluation: classes by points, the cap of the best class, excused absence.

Readings of R-EVA-02, R-EVA-08 and R-EVA-11: a class takes its own floor and not the next one's; the
cap is rounded down but never below the least number; absence with a reason leaves the denominator up
to a ceiling, and the part above it counts with a weight. Points are exact, never rounded.
"""

from collections.abc import Sequence
from fractions import Fraction

from council.law.rules import Rules


def class_of(points: Fraction, floors: Sequence[int]) -> int:
    """Return the class that points reach: 0 is the best, ``len(floors)`` below every floor (half-open bands)."""
    return sum(points < floor for floor in floors)


def council_class(points: Fraction, *, rules: Rules) -> int:
    """Return the class of a commune's council by its points (R-EVA-11); 0 is the best."""
    return class_of(points, rules.numbers("evaluation.council_class_floors"))


def outstanding_cap(rated: int, *, rules: Rules) -> int:
    """Return how many of one ranking list may be outstanding (R-EVA-02).

    :raises ValueError: a negative number was rated.
    """
    if rated < 0:
        raise ValueError("no negative number of people can be rated")
    share = rules.share("evaluation.outstanding_cap")
    return min(rated, max(rules.number("evaluation.outstanding_least"), int(share * rated)))


def counted_sittings(*, held: int, excused: int, rules: Rules) -> Fraction:
    """Return the denominator of attendance: the sittings held without excused ones up to the ceiling (R-EVA-08).

    :raises ValueError: more sittings were excused than held.
    """
    if not 0 <= excused <= held:
        raise ValueError("no more sittings can be excused than were held")
    within = min(Fraction(excused), rules.share("evaluation.excused_ceiling") * held)
    above = excused - within
    return held - excused + above * rules.share("evaluation.excused_above_ceiling_weight")
