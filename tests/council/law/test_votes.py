"""The outcome of a vote on all delegates in office, with its arithmetic in one sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council import law
from council.law import Threshold

pytestmark = pytest.mark.unit

RULES = law.national_rules("province", date(2026, 12, 10))


def outcome(for_, against, abstain, not_voting, threshold=Threshold.MAJORITY):
    total = for_ + against + abstain + not_voting
    return law.outcome(
        for_=for_,
        against=against,
        abstain=abstain,
        not_voting=not_voting,
        total=total,
        threshold=threshold,
        rules=RULES,
    )


@pytest.mark.parametrize(
    ("counts", "threshold", "needed", "adopted"),
    [
        ((43, 30, 5, 7), Threshold.MAJORITY, 43, True),
        ((42, 30, 6, 7), Threshold.MAJORITY, 43, False),
        ((42, 42, 1, 0), Threshold.MAJORITY, 43, False),
        ((56, 0, 0, 29), Threshold.TWO_THIRDS, 57, False),
        ((57, 28, 0, 0), Threshold.TWO_THIRDS, 57, True),
        ((85, 0, 0, 0), Threshold.MAJORITY, 43, True),
        ((0, 0, 0, 85), Threshold.MAJORITY, 43, False),
    ],
)
def test_outcome_of_85_delegates(counts, threshold, needed, adopted):
    result = outcome(*counts, threshold=threshold)

    assert (result.needed, result.adopted) == (needed, adopted)


def test_an_adopted_resolution_shows_its_arithmetic_and_its_article():
    result = outcome(43, 30, 5, 7)

    assert result.arithmetic == (
        "Trong tổng số 85 đại biểu: 43 tán thành (50,59%), 30 không tán thành (35,29%), 5 không biểu quyết (5,88%), "
        "7 không tham gia (8,24%). Cần quá nửa tổng số đại biểu tán thành, tức ít nhất 43; đã đủ nên được thông qua. "
        "Căn cứ: Điều 35 Luật Tổ chức chính quyền địa phương số 72/2025/QH15."
    )
    assert result.source.article == "Điều 35"


def test_a_rejected_resolution_says_how_many_votes_are_missing():
    result = outcome(50, 20, 5, 10, threshold=Threshold.TWO_THIRDS)

    assert "ít nhất hai phần ba tổng số đại biểu tán thành, tức ít nhất 57; còn thiếu 7" in result.arithmetic


def test_a_tie_is_not_adopted_and_the_chair_has_no_casting_vote():
    result = outcome(41, 41, 2, 0)

    assert result.adopted is False
    assert "chủ toạ không có phiếu quyết định" in result.arithmetic
    assert RULES.allows("votes.casting_vote") is False


@pytest.mark.parametrize(
    "counts",
    [
        {"for_": 43, "against": 30, "abstain": 5, "not_voting": 8, "total": 85},
        {"for_": 43, "against": 30, "abstain": 5, "not_voting": 6, "total": 85},
        {"for_": -1, "against": 30, "abstain": 5, "not_voting": 51, "total": 85},
        {"for_": 0, "against": 0, "abstain": 0, "not_voting": 0, "total": 0},
    ],
)
def test_numbers_that_do_not_add_up_are_refused(counts):
    with pytest.raises(law.CountsDisagree) as refusal:
        law.outcome(**counts, threshold=Threshold.MAJORITY, rules=RULES)

    assert str(refusal.value) == (
        f"Bốn con số của cuộc biểu quyết cộng lại không bằng tổng số {counts['total']} đại biểu."
    )


def test_the_law_of_2015_decides_a_vote_of_2024():
    then = law.national_rules("province", date(2024, 7, 10))

    result = law.outcome(
        for_=42, against=0, abstain=0, not_voting=41, total=83, threshold=Threshold.MAJORITY, rules=then
    )

    assert (result.adopted, result.needed) == (True, 42)
    assert result.source.act == "Luật Tổ chức chính quyền địa phương số 77/2015/QH13"


@given(st.tuples(*[st.integers(0, 130)] * 4).filter(any), st.sampled_from(Threshold))
def test_adopted_means_exactly_the_share_of_the_total(counts, threshold):
    result = outcome(*counts, threshold=threshold)

    total = sum(counts)
    by_hand = 2 * counts[0] > total if threshold is Threshold.MAJORITY else 3 * counts[0] >= 2 * total
    assert result.adopted is by_hand


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(25, 47, "53,19%"), (32, 47, "68,09%"), (187, 481, "38,88%"), (1, 3, "33,33%"), (2, 3, "66,67%"),
     (1, 800, "0,13%"), (85, 85, "100,00%"), (0, 85, "0,00%")],
)  # fmt: skip
def test_percent_is_rounded_exactly(part, whole, shown):
    assert law.percent(part, whole) == shown


def test_a_share_of_nothing_is_refused():
    with pytest.raises(ValueError, match="positive"):
        law.percent(1, 0)
