"""What on the delegate's screen is hers alone: whether she has come, her turns to speak, her ballot, her films."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from council.law import Rules, SpeechKind
from council.people.queries import get_own_mandate
from council.sessions.models import AgendaItem, Choice, Presence, Vote
from council.sessions.permissions import Can
from council.sessions.queries import Hall, get_own_ballot, takes_online
from council.sessions.queries.films import list_films_to_play
from council.sessions.queries.floor import list_own_speeches
from council.sessions.queries.presence import lines_of, standing_of
from council.sessions.workflow import WAITING, SpeechState, VoteState
from kernel.access import may_at_all
from kernel.keys import new_key
from kernel.refusal import NotFound

TONES = {
    Choice.FOR: ("yes", "check"),
    Choice.AGAINST: ("no", "x"),
    Choice.ABSTAIN: ("abstain", "minus"),
}

ASKS = {
    SpeechKind.DISCUSSION: (_("Đăng ký phát biểu"), "hand"),
    SpeechKind.DEBATE: (_("Đăng ký tranh luận"), "messages-square"),
    SpeechKind.QUESTION: (_("Đặt câu hỏi"), "message-circle-question-mark"),
}


def presence_of(request: Any, hall: Hall) -> dict[str, Any]:
    """Return what the delegate's screen shows of her own presence, and how she may change it."""
    if hall.sitting is None or not may_at_all(request.actor, Can.CHECK_IN):
        return {"is_delegate": False}
    try:
        mandate = get_own_mandate(request.actor)
    except NotFound:
        return {"is_delegate": False}
    standing = standing_of(lines_of(hall.sitting, mandate))
    return {
        "is_delegate": True,
        "standing": standing,
        "is_present": standing.is_in_hall,
        "has_left": standing.what == Presence.LEFT,
        "needs_code": hall.rules.allows("sessions.check_in_needs_code"),
        "takes_online": takes_online(hall.sitting),
        "key": new_key(),
    }


def films_of_hall(request: Any, hall: Hall) -> dict[str, Any]:
    """Return the films of the matter on the floor that she may see."""
    return films_of(request, hall.item if hall.films else None)


def films_of(request: Any, item: AgendaItem | None) -> dict[str, Any]:
    """Return the films of a matter that she may see."""
    return {"films": list_films_to_play(request.actor, item) if item else []}


def floor_of(request: Any, hall: Hall) -> dict[str, Any]:
    """Return what the delegate's screen shows of her own turns, and how she may ask for one."""
    if hall.floor is None or not may_at_all(request.actor, Can.SPEAK):
        return {"is_delegate": False}
    try:
        mandate = get_own_mandate(request.actor)
    except NotFound:
        return {"is_delegate": False}
    mine = list_own_speeches(mandate, hall.floor.item)
    waits_for = {speech.kind for speech in mine if speech.state in WAITING}
    place = next((each for each in hall.floor.line if each.speech.mandate_id == mandate.id), None)
    return {
        "is_delegate": True,
        "mandate": mandate,
        "waiting": place,
        "is_waiting": bool(waits_for),
        "waits_for": waits_for,
        "unsaid": [speech for speech in mine if speech.state == SpeechState.SKIPPED],
        "kinds": [(kind.value, *ASKS[kind]) for kind in ASKS],
        "key": new_key(),
    }


def ballot_of_hall(request: Any, hall: Hall) -> dict[str, Any]:
    """Return what her ballot in the open vote needs."""
    return ballot_of(request, hall.vote, hall.rules)


def ballot_of(request: Any, vote: Vote | None, rules: Rules) -> dict[str, Any]:
    """Return what the ballot of one vote needs; empty for who does not vote in it, or when it is not open."""
    if vote is None or vote.state != VoteState.OPEN or not may_at_all(request.actor, Can.VOTE):
        return {"own": None}
    try:
        own = get_own_ballot(request.actor, vote)
    except NotFound:
        return {"own": None}
    choices = [(choice, Choice(choice).label, *TONES[Choice(choice)]) for choice in rules.options("votes.options")]
    label = Choice(own.choice).label if own.choice else ""
    change = "yes" if rules.allows("votes.change_allowed") else "no"
    return {"own": own, "vote": vote, "choices": choices, "choice_label": label, "change": change, "key": new_key()}
