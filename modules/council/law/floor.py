"""The floor: who speaks next, for how long, how long the others wait, and how a sitting's time was spent.

Source: rules R-SES-18 (time of a turn), R-QUE-06 (of a question and its answer) and R-SES-19 (part of the time for
discussion, debate and questioning).
The order is fair and the same for everybody who computes it; the chair may move a turn, which is kept with the turn.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

from council.law.rules import Rules

MINUTE = 60


class SpeechKind(StrEnum):
    """What a turn is for."""

    DISCUSSION = "discussion"
    DEBATE = "debate"
    EXPLANATION = "explanation"
    QUESTION = "question"
    ANSWER = "answer"


class ActivityKind(StrEnum):
    """What a stretch of a sitting's time goes into."""

    PROCEDURE = "procedure"
    PRESENTATION = "presentation"
    DISCUSSION = "discussion"
    DEBATE = "debate"
    EXPLANATION = "explanation"
    QUESTIONING = "questioning"
    VOTING = "voting"


# What rule R-SES-19 asks for; an explanation is the submitter's word, a vote is neither.
LIVE_TALK = frozenset({ActivityKind.DISCUSSION, ActivityKind.DEBATE, ActivityKind.QUESTIONING})
ACTIVITY_OF = {
    SpeechKind.DISCUSSION: ActivityKind.DISCUSSION,
    SpeechKind.DEBATE: ActivityKind.DEBATE,
    SpeechKind.EXPLANATION: ActivityKind.EXPLANATION,
    SpeechKind.QUESTION: ActivityKind.QUESTIONING,
    SpeechKind.ANSWER: ActivityKind.QUESTIONING,
}


class Moved(StrEnum):
    """Where the chair put a turn, seen from its neighbour."""

    NOWHERE = ""
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Turn:
    """A turn that waits: ``has_spoken`` on this item already.

    ``team`` is None for who is no delegate. ``neighbour`` is the turn before or after which the chair put it at
    ``moved_at``; it holds as long as that neighbour waits too. ``questions`` is how many an answer answers together.
    """

    key: Any
    asked_at: datetime
    kind: SpeechKind = SpeechKind.DISCUSSION
    team: Any = None
    has_spoken: bool = False
    moved: Moved = Moved.NOWHERE
    neighbour: Any = None
    moved_at: datetime | None = None
    questions: int = 1


@dataclass(frozen=True)
class Last:
    """The turn that is being spoken or was spoken last."""

    kind: SpeechKind | None = None
    team: Any = None


NOBODY = Last()


def fair_order(turns: Iterable[Turn], *, last: Last = NOBODY) -> list[Turn]:
    """Return the turns in the order in which they are called.

    Who has not spoken on the item comes before who has, then by the time of asking. Debates alternate with the
    others, so that a reply comes soon and no exchange keeps the rest waiting. Two of one team follow each other only
    when nobody else waits. The chair's moves come last.
    """
    return _with_moves(_alternated(list(turns), last))


def seconds_of_turn(
    *, kind: SpeechKind, has_spoken: bool, rules: Rules, questions: int = 1, is_questioning: bool = False
) -> int:
    """Return how many seconds a turn may take.

    A question, an answer to so many questions together, and a debate while questions are asked have the times of
    R-QUE-06; any other debate its own time, else a first or a further turn (R-SES-18).
    """
    if kind == SpeechKind.ANSWER:
        return rules.number("questioning.minutes.answer") * max(1, questions) * MINUTE
    if kind == SpeechKind.QUESTION or (kind == SpeechKind.DEBATE and is_questioning):
        return rules.number(f"questioning.minutes.{kind.value}") * MINUTE
    name = "debate" if kind == SpeechKind.DEBATE else "second" if has_spoken else "first"
    return rules.number(f"sessions.speech_minutes.{name}") * MINUTE


def minutes_to_wait(turns: Sequence[Turn], *, left_s: int, rules: Rules) -> list[int]:
    """Return for each turn of an order how many minutes pass before it, rounded up, if all use their whole time.

    ``left_s`` are the seconds that the present speaker still has.
    """
    waits, seconds = [], max(0, left_s)
    for turn in turns:
        waits.append(-(-seconds // MINUTE))
        seconds += seconds_of_turn(kind=turn.kind, has_spoken=turn.has_spoken, rules=rules, questions=turn.questions)
    return waits


def seconds_by_activity(
    spans: Iterable[tuple[datetime, datetime]], marks: Iterable[tuple[datetime, ActivityKind]]
) -> dict[ActivityKind, int]:
    """Return how many seconds of the sittings went into what; each sitting begins with procedure.

    A span is a sitting from its beginning to its end, or to now; a mark says what begins at its moment. What begins
    outside of every sitting takes no time.
    """
    seconds: dict[ActivityKind, int] = {}
    ordered = sorted(marks, key=lambda mark: mark[0])
    for begins, ends in spans:
        within = [(at, kind) for at, kind in ordered if begins <= at < ends]
        steps = [(begins, ActivityKind.PROCEDURE), *within, (ends, ActivityKind.PROCEDURE)]
        for (at, kind), (until, _next) in pairwise(steps):
            seconds[kind] = seconds.get(kind, 0) + int((until - at).total_seconds())
    return {kind: spent for kind, spent in seconds.items() if spent}


def discussion_share(seconds: Mapping[ActivityKind, int]) -> Fraction | None:
    """Return the part of the time that went into discussion, debate and questioning; None before any time passed."""
    total = sum(seconds.values())
    return Fraction(sum(seconds.get(kind, 0) for kind in LIVE_TALK), total) if total else None


def _alternated(turns: list[Turn], last: Last) -> list[Turn]:
    replies = sorted((turn for turn in turns if turn.kind == SpeechKind.DEBATE), key=_by_time)
    others = sorted((turn for turn in turns if turn.kind != SpeechKind.DEBATE), key=_first_timers_first)
    kind, team = last.kind, last.team
    order: list[Turn] = []
    while replies or others:
        lanes = (others, replies) if kind == SpeechKind.DEBATE else (replies, others)
        lane, place = _next_of(lanes, team)
        order.append(lane.pop(place))
        kind, team = order[-1].kind, order[-1].team
    return order


def _next_of(lanes: tuple[list[Turn], list[Turn]], team: Any) -> tuple[list[Turn], int]:
    """Return the lane and the place in it of the next turn: of another team if there is one, of the first lane else."""
    for lane in lanes:
        for place, turn in enumerate(lane):
            if team is None or turn.team != team:
                return lane, place
    return (lanes[0], 0) if lanes[0] else (lanes[1], 0)


def _with_moves(order: list[Turn]) -> list[Turn]:
    """Put each moved turn beside its neighbour, the earliest move first; without its neighbour a move is over."""
    moved = sorted((turn for turn in order if turn.moved), key=lambda turn: (_moment(turn), str(turn.key)))
    for turn in moved:
        rest = [each for each in order if each.key != turn.key]
        place = next((number for number, each in enumerate(rest) if each.key == turn.neighbour), None)
        if place is not None:
            rest.insert(place if turn.moved == Moved.BEFORE else place + 1, turn)
            order = rest
    return order


def _by_time(turn: Turn) -> tuple[Any, ...]:
    return (turn.asked_at, str(turn.key))


def _first_timers_first(turn: Turn) -> tuple[Any, ...]:
    return (turn.has_spoken, *_by_time(turn))


def _moment(turn: Turn) -> float:
    return turn.moved_at.timestamp() if turn.moved_at else 0.0
