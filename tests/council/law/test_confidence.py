"""What counted ballots mean for a person: the worked examples of a poll, the bands, the denominator."""

from datetime import date

import pytest

from council import law
from council.law import Ballots, Consequence, Override

pytestmark = pytest.mark.unit

DAY = date(2026, 11, 22)
RULES = law.national_rules("province", DAY)


FORTY_SEVEN = Ballots(collected=47, issued=47, delegates=50)


@pytest.mark.parametrize(
    ("low", "consequence"),
    [
        (0, Consequence.NONE),
        (23, Consequence.NONE),
        (24, Consequence.MAY_RESIGN),
        (25, Consequence.MAY_RESIGN),
        (31, Consequence.MAY_RESIGN),
        (32, Consequence.RELIEF),
        (47, Consequence.RELIEF),
    ],
)
def test_a_poll_of_47_ballots(low, consequence):
    assert law.poll_result(low=low, ballots=FORTY_SEVEN, rules=RULES).consequence is consequence


def test_a_poll_gives_both_shares_and_its_source():
    result = law.poll_result(low=25, ballots=FORTY_SEVEN, rules=RULES)

    assert str(result.sentence) == (
        "25 phiếu trên 47 (53,19%; 50,00% tổng số đại biểu): quá 1/2 số phiếu, có thể xin từ chức; nếu không thì "
        "Thường trực trình bỏ phiếu tín nhiệm. Căn cứ: Nghị quyết số 96/2023/QH15 (R-CON-08)."
    )
    assert "(68,09%; 64,00% tổng số đại biểu): đạt mức 2/3" in str(
        law.poll_result(low=32, ballots=FORTY_SEVEN, rules=RULES).sentence
    )


@pytest.mark.parametrize(
    ("denominator", "base"), [("ballots_collected", 45), ("ballots_issued", 47), ("total_delegates", 50)]
)
def test_the_denominator_is_the_councils_choice(denominator, base):
    own = Override("confidence.denominator", denominator, "Nghị quyết 12/NQ-HĐND", date(2026, 1, 1))
    rules = law.national_rules("province", DAY, overrides=[own])

    assert law.poll_result(low=1, ballots=Ballots(45, 47, 50), rules=rules).base == base


@pytest.mark.parametrize(("votes", "consequence"), [(23, Consequence.NONE), (24, Consequence.RELIEF)])
def test_a_vote_of_no_confidence_needs_more_than_half(votes, consequence):
    assert law.vote_result(no_confidence=votes, ballots=FORTY_SEVEN, rules=RULES).consequence is consequence


@pytest.mark.parametrize("numbers", [(0, 47, 50), (48, 47, 50), (47, 51, 50)])
def test_ballots_that_cannot_be_are_refused(numbers):
    with pytest.raises(law.BallotsDisagree):
        Ballots(*numbers)


@pytest.mark.parametrize("marks", [-1, 48])
def test_more_marks_than_ballots_are_refused(marks):
    with pytest.raises(law.BallotsDisagree):
        law.poll_result(low=marks, ballots=FORTY_SEVEN, rules=RULES)
    with pytest.raises(law.BallotsDisagree):
        law.vote_result(no_confidence=marks, ballots=FORTY_SEVEN, rules=RULES)
