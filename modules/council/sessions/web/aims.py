"""What a press at the desk is meant for: the matter, vote, round or sitting that the screen showed.

Each button carries it in its address, for two hands run a hall: what one of them moved on meanwhile, the other's press
must not fall on.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from council.sessions.queries import Hall
from council.sessions.web.moves import Move


@dataclass(frozen=True)
class Aim:
    """What a move is made on: ``key`` stands in its address, ``title`` on the page that asks for its reason."""

    key: str = ""
    title: Any = ""


def aim_of(name: str, hall: Hall) -> Aim:
    """Return what a move would be made on now; it has no key where there is nothing, or only the session."""
    return _AIMS.get(name, _session)(hall)


def aimed(move: Move | None, hall: Hall) -> Move | None:
    """Return a move that knows what it is meant for."""
    return replace(move, aim=aim_of(move.name, hall).key) if move else None


def _session(hall: Hall) -> Aim:
    return Aim(title=hall.session.title)


def _item(hall: Hall) -> Aim:
    return Aim(str(hall.item.id), hall.item.title) if hall.item else Aim()


def _vote(hall: Hall) -> Aim:
    return Aim(str(hall.vote.id), hall.vote.question) if hall.vote else Aim()


def _next_vote(hall: Hall) -> Aim:
    """Return the vote that is prepared on the matter; the matter itself where none is yet."""
    vote = hall.vote_of(hall.item) if hall.item else None
    return Aim(str(vote.id), vote.question) if vote else _item(hall)


def _unannounced(hall: Hall) -> Aim:
    return Aim(str(hall.unannounced.id), hall.unannounced.question) if hall.unannounced else Aim()


def _sitting(hall: Hall) -> Aim:
    return Aim(str(hall.sitting.id), hall.session.title) if hall.sitting else Aim()


def _election(hall: Hall) -> Aim:
    return Aim(str(hall.election.election.id), hall.election.election.post) if hall.election else Aim()


def _round(hall: Hall) -> Aim:
    current = hall.election.current if hall.election else None
    return Aim(str(current.id), _election(hall).title) if current else Aim()


_AIMS: dict[str, Callable[[Hall], Aim]] = {
    **dict.fromkeys(("open", "resume", "start-sitting", "end-sitting"), _sitting),
    **dict.fromkeys(("present", "note", "ready", "withdraw", "defer"), _item),
    **dict.fromkeys(("close-vote", "extend-vote"), _vote),
    **dict.fromkeys(("close-list", "next-round"), _election),
    **dict.fromkeys(("issue-ballots", "collect-ballots", "announce-round"), _round),
    "open-vote": _next_vote,
    "announce": _unannounced,
}
