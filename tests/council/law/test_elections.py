"""What a secret ballot gives: exact counts of all delegates, never more elected than places, ties never broken."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council import law
from council.law import Standing, Tally

pytestmark = pytest.mark.unit

RULES = law.national_rules("province", date(2026, 12, 10))
E, T, B, S = Standing.ELECTED, Standing.TIED, Standing.BEYOND, Standing.SHORT


def of(*favours: int, total: int = 85, valid: int = 85) -> Tally:
    """Return a tally in which nobody is voted against."""
    return Tally(total, valid, valid, 0, tuple((favour, 0) for favour in favours))


@pytest.mark.parametrize(
    ("favours", "seats", "standings"),
    [
        ((43,), 1, (E,)),
        ((42,), 1, (S,)),  # exactly half of 84 present would do, of 85 delegates it does not
        ((43, 42), 1, (E, S)),
        ((42, 42), 1, (S, S)),
        ((60, 50, 45), 2, (E, E, B)),
        ((60, 50, 50), 2, (E, T, T)),
        ((50, 50, 50), 2, (T, T, T)),
        ((60, 60, 50), 2, (E, E, B)),
        ((60, 50, 50, 44), 2, (E, T, T, B)),
        ((60, 50, 50), 3, (E, E, E)),
    ],
)
def test_standings_of_85_delegates(favours, seats, standings):
    result = law.elect(of(*favours), seats=seats, total=85, rules=RULES)

    assert (result.needed, result.standings) == (43, standings)
    assert result.filled == standings.count(E)


def test_the_answer_shows_its_arithmetic_and_its_article():
    result = law.elect(Tally(83, 82, 80, 2, ((50, 30), (20, 60))), seats=1, total=85, rules=RULES)

    assert result.sentence == (
        "Phát ra 83 phiếu, thu về 82, hợp lệ 80, không hợp lệ 2. Cần phiếu tán thành của quá nửa tổng số 85 đại biểu, "
        "tức ít nhất 43; bầu được 1 trên 1 người. Căn cứ: Điều 35 Luật Tổ chức chính quyền địa phương số 72/2025/QH15."
    )
    assert result.reasons[0] == "50 phiếu tán thành, bằng 58,82% tổng số 85 đại biểu; cần ít nhất 43: trúng cử."
    assert result.reasons[1].endswith("còn thiếu 23: không trúng cử.")
    assert result.article in result.sentence


@given(
    total=st.integers(1, 200),
    seats=st.integers(1, 6),
    data=st.data(),
)
def test_the_law_holds_for_any_count(total, seats, data):
    valid = data.draw(st.integers(0, total))
    favours = data.draw(st.lists(st.integers(0, valid), min_size=1, max_size=8))
    tally = of(*favours, total=total, valid=valid)

    result = law.elect(tally, seats=seats, total=total, rules=RULES)

    elected = [favour for favour, standing in zip(favours, result.standings, strict=True) if standing is E]
    others = [favour for favour, standing in zip(favours, result.standings, strict=True) if standing is not E]
    reached = [favour for favour in favours if Fraction(favour, total) > Fraction(1, 2)]
    assert len(elected) == result.filled <= seats
    assert all(Fraction(favour, total) > Fraction(1, 2) for favour in elected)
    assert all(favour < best for favour in others for best in elected if favour != best) or not others
    assert not set(elected) & set(others)  # equal votes, equal fate
    assert (Standing.SHORT in result.standings) == any(favour not in reached for favour in favours)
    if len(reached) <= seats:
        assert sorted(elected) == sorted(reached)
    if result.filled < min(seats, len(reached)):
        assert result.standings.count(T) > seats - result.filled


@given(favours=st.lists(st.integers(0, 85), min_size=1, max_size=6), seats=st.integers(1, 4), data=st.data())
def test_the_order_on_the_paper_decides_nothing(favours, seats, data):
    order = data.draw(st.permutations(range(len(favours))))
    plain = law.elect(of(*favours), seats=seats, total=85, rules=RULES).standings

    shuffled = law.elect(of(*(favours[place] for place in order)), seats=seats, total=85, rules=RULES).standings

    assert shuffled == tuple(plain[place] for place in order)


@pytest.mark.parametrize(
    ("tally", "fields"),
    [
        (Tally(80, 80, 78, 2, ((50, 28),)), []),
        (Tally(86, 80, 80, 0, ((50, 30),)), ["issued"]),
        (Tally(80, 81, 81, 0, ((50, 30),)), ["returned"]),
        (Tally(80, 80, 78, 1, ((50, 28),)), ["invalid"]),
        (Tally(80, 80, 78, 2, ((50, 29),)), ["against_0"]),
        (Tally(80, 80, 78, 2, ((40, 38), (39, 39))), ["for_0"]),  # 79 in favour on 78 papers for one place
        (Tally(80, 80, 78, 2, ((-1, 0),)), ["for_0"]),
        (Tally(86, 87, 80, 0, ((90, 0),)), ["issued", "returned", "invalid", "against_0"]),
    ],
)
def test_counts_that_cannot_be_are_named_by_their_place(tally, fields):
    assert [fault.field for fault in law.tally_faults(tally, present=85, seats=1)] == fields


@given(
    present=st.integers(0, 90),
    counts=st.tuples(*[st.integers(0, 90)] * 4),
    marks=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=1, max_size=4),
    seats=st.integers(1, 3),
)
def test_what_passes_could_have_been_cast(present, counts, marks, seats):
    tally = Tally(*counts, tuple(marks))
    if law.tally_faults(tally, present=present, seats=seats):
        return

    assert tally.returned <= tally.issued <= present
    assert tally.valid + tally.invalid == tally.returned
    assert all(in_favour + against <= tally.valid for in_favour, against in marks)
    assert sum(in_favour for in_favour, _ in marks) <= tally.valid * seats


def test_a_board_has_three_members_at_least():
    assert law.board_size(RULES) == 3
