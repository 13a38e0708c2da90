"""Who speaks next, for how long, how long the others wait, and where a sitting's time goes."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.law import (
    ActivityKind,
    Last,
    Moved,
    Override,
    SpeechKind,
    Turn,
    discussion_share,
    fair_order,
    minutes_to_wait,
    national_rules,
    seconds_by_activity,
    seconds_of_turn,
)

pytestmark = pytest.mark.unit

BEGAN = datetime(2026, 12, 9, 1, 0, tzinfo=UTC)
RULES = national_rules("province", date(2026, 12, 9))
DEBATE = SpeechKind.DEBATE


def asked(second: int) -> datetime:
    return BEGAN + timedelta(seconds=second)


@st.composite
def queues(draw, *, with_moves: bool = False) -> list[Turn]:
    size = draw(st.integers(0, 9))
    kinds = st.sampled_from([SpeechKind.DISCUSSION, DEBATE, SpeechKind.QUESTION, SpeechKind.EXPLANATION])
    turns = []
    for key in range(size):
        move = draw(st.sampled_from(list(Moved))) if with_moves and size > 1 else Moved.NOWHERE
        neighbour = draw(st.integers(0, size).filter(lambda other, key=key: other != key)) if move else None
        turns.append(
            Turn(
                key=key,
                asked_at=asked(draw(st.integers(0, 5))),
                kind=draw(kinds),
                team=draw(st.sampled_from([None, 1, 2, 3])),
                has_spoken=draw(st.booleans()),
                moved=move,
                neighbour=neighbour,
                moved_at=asked(100 + draw(st.integers(0, 5))) if move else None,
            )
        )
    return turns


LASTS = st.builds(Last, st.sampled_from([None, *SpeechKind]), st.sampled_from([None, 1, 2]))


@given(queues(with_moves=True), LASTS, st.randoms(use_true_random=False))
def test_everybody_is_called_once_and_in_the_same_order_whoever_computes_it(turns, last, chance) -> None:
    order = fair_order(turns, last=last)
    shuffled = list(turns)
    chance.shuffle(shuffled)

    assert sorted(turn.key for turn in order) == sorted(turn.key for turn in turns)
    assert fair_order(shuffled, last=last) == order


@given(queues(), LASTS)
def test_two_of_a_team_follow_each_other_only_when_nobody_else_waits(turns, last) -> None:
    order = fair_order(turns, last=last)
    before = last.team
    for place, turn in enumerate(order):
        if turn.team is not None and turn.team == before:
            rest = order[place:]
            assert {each.team for each in rest} == {turn.team}
        before = turn.team


@given(queues(), LASTS)
def test_nobody_of_ones_own_team_and_kind_overtakes_who_asked_before_and_has_not_spoken(turns, last) -> None:
    order = fair_order(turns, last=last)
    for place, first in enumerate(order):
        for second in order[place + 1 :]:
            same = (first.team, first.kind == DEBATE) == (second.team, second.kind == DEBATE)
            if same and first.kind == DEBATE:
                assert first.asked_at <= second.asked_at
            elif same:
                assert (first.has_spoken, first.asked_at) <= (second.has_spoken, second.asked_at)


@given(queues(with_moves=True), LASTS)
def test_the_last_move_of_the_chair_stands_beside_its_neighbour(turns, last) -> None:
    keys = [turn.key for turn in fair_order(turns, last=last)]
    moved = [turn for turn in turns if turn.moved and turn.neighbour in keys]
    if moved:
        latest = max(moved, key=lambda turn: (turn.moved_at, str(turn.key)))
        beside = keys.index(latest.key) + (1 if latest.moved == Moved.BEFORE else -1)
        assert keys[beside] == latest.neighbour


def keys(turns: list[Turn], **last: object) -> str:
    return "".join(str(turn.key) for turn in fair_order(turns, last=Last(**last)))


def test_who_has_not_spoken_comes_first_then_who_asked_first() -> None:
    turns = [Turn("a", asked(1), has_spoken=True), Turn("b", asked(3)), Turn("c", asked(2))]

    assert keys(turns) == "cba"


def test_debates_alternate_with_the_others_and_a_reply_comes_first() -> None:
    turns = [
        *(Turn(name, asked(second)) for second, name in enumerate("abc")),
        *(Turn(name, asked(10 + second), DEBATE) for second, name in enumerate("xyz")),
    ]

    assert keys(turns) == "xaybzc"
    assert keys(turns, kind=DEBATE) == "axbycz"


def test_a_team_is_not_called_twice_while_another_waits() -> None:
    turns = [Turn("a", asked(1), team=1), Turn("b", asked(2), team=1), Turn("c", asked(3), team=2)]

    assert keys(turns) == "acb"
    assert keys(turns, team=1) == "cab"
    assert keys(turns[:2], team=1) == "ab"


def test_a_moved_turn_keeps_beside_its_neighbour_until_that_one_has_gone() -> None:
    moved = Turn("c", asked(3), moved=Moved.BEFORE, neighbour="a", moved_at=asked(9))
    turns = [Turn("a", asked(1)), Turn("b", asked(2)), moved]

    assert keys(turns) == "cab"
    assert keys(turns[1:]) == "bc"


@pytest.mark.parametrize(
    ("kind", "spoken", "minutes"),
    [
        ("discussion", False, 7),
        ("discussion", True, 3),
        ("question", False, 1),
        ("question", True, 1),
        ("answer", True, 3),
        ("explanation", False, 7),
        ("debate", False, 2),
        ("debate", True, 2),
    ],
)
def test_a_turn_may_take(kind: str, spoken: bool, minutes: int) -> None:
    assert seconds_of_turn(kind=SpeechKind(kind), has_spoken=spoken, rules=RULES) == minutes * 60


def test_an_answer_has_the_time_of_all_its_questions_and_a_debate_that_of_the_questioning() -> None:
    day = date(2026, 12, 9)
    own = [
        Override("questioning.minutes.debate", 1, "Quy chế", day),
        Override("questioning.minutes.answer", 4, "", day),
    ]
    rules = national_rules("province", day, overrides=own)

    def seconds(kind: SpeechKind, **more) -> int:
        return seconds_of_turn(kind=kind, has_spoken=False, rules=rules, **more)

    assert [seconds(SpeechKind.ANSWER, questions=number) for number in (0, 1, 3)] == [240, 240, 720]
    assert [seconds(DEBATE, is_questioning=on) for on in (False, True)] == [120, 60]
    assert seconds(SpeechKind.DISCUSSION, is_questioning=True) == 420


def test_a_council_sets_its_own_minutes() -> None:
    day = date(2026, 12, 9)
    own = [Override("sessions.speech_minutes.first", 5, "Quy chế", day)]

    rules = national_rules("province", day, overrides=own)

    assert seconds_of_turn(kind=SpeechKind.DISCUSSION, has_spoken=False, rules=rules) == 300


def test_the_wait_is_what_the_others_may_take() -> None:
    turns = [Turn("a", asked(1)), Turn("b", asked(2), DEBATE), Turn("c", asked(3), has_spoken=True)]

    assert minutes_to_wait(turns, left_s=61, rules=RULES) == [2, 9, 11]
    assert minutes_to_wait(turns, left_s=-5, rules=RULES) == [0, 7, 9]
    answered = [Turn("q", asked(1), SpeechKind.QUESTION), Turn("a", asked(1), SpeechKind.ANSWER, questions=3), turns[0]]
    assert minutes_to_wait(answered, left_s=0, rules=RULES) == [0, 1, 10]


def test_the_share_of_live_talk_leaves_out_reading_voting_and_explanations() -> None:
    seconds = {
        ActivityKind.PRESENTATION: 30,
        ActivityKind.DISCUSSION: 20,
        ActivityKind.DEBATE: 10,
        ActivityKind.QUESTIONING: 10,
        ActivityKind.EXPLANATION: 20,
        ActivityKind.VOTING: 10,
    }

    assert discussion_share(seconds) == Fraction(2, 5)
    assert discussion_share({}) is None


def test_time_goes_to_what_began_last_and_only_within_the_sittings() -> None:
    spans = [(asked(0), asked(100)), (asked(200), asked(260))]
    marks = [
        (asked(150), ActivityKind.VOTING),
        (asked(30), ActivityKind.DISCUSSION),
        (asked(10), ActivityKind.PRESENTATION),
        (asked(230), ActivityKind.DEBATE),
    ]

    assert seconds_by_activity(spans, marks) == {
        ActivityKind.PROCEDURE: 10 + 30,
        ActivityKind.PRESENTATION: 20,
        ActivityKind.DISCUSSION: 70,
        ActivityKind.DEBATE: 30,
    }
    assert seconds_by_activity([], marks) == {}
