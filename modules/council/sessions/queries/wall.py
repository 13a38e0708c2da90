"""What the wall shows at one moment, and which machines show it. No result is on it before the chair announced it."""

from datetime import UTC, datetime
from uuid import UUID

from council.sessions.models import CouncilSession, Scene, Vote, Wall, WallScreen
from council.sessions.queries.elections import ElectionView
from council.sessions.queries.hall import Hall
from council.sessions.workflow import TAKES_PRESENCE, TOLD, ItemState, SessionState, SittingState
from kernel.access import Actor
from kernel.refusal import NotFound

_ON_THE_FLOOR = frozenset({ItemState.PRESENTED, ItemState.VOTE_READY})


def chosen_scene(session: CouncilSession) -> Scene:
    """Return the scene that was chosen at the desk; by itself the wall follows the session."""
    scene = Wall.objects.filter(session=session).values_list("scene", flat=True).first()
    return Scene(scene) if scene else Scene.AUTO


def scene_of(hall: Hall, chosen: Scene) -> Scene:
    """Return the scene that is shown now: the chosen one, or the one that fits what happens.

    A chosen speaker, vote or result that is not there gives way to the agenda.
    """
    wanted = _fitting(hall) if chosen is Scene.AUTO else chosen
    is_there = {
        Scene.CODE: hall.sitting is not None,
        Scene.SPEAKER: _is_speaking(hall),
        Scene.VOTE: hall.vote is not None,
        Scene.RESULT: announced(hall) is not None,
        Scene.ELECTION: election_shown(hall) is not None,
    }
    return wanted if is_there.get(wanted, True) else Scene.AGENDA


def announced(hall: Hall) -> Vote | None:
    """Return the vote whose result the chair announced last."""
    known = [vote for vote in hall.votes if vote.state in TOLD and vote.announced_at]
    return max(known, key=lambda vote: vote.announced_at, default=None)


def election_shown(hall: Hall) -> ElectionView | None:
    """Return the election that all may see now: the one under way, or the last of the matter with a result."""
    of_item = [each for each in hall.elections if hall.item is not None and each.election.item_id == hall.item.id]
    voting = next((each for each in of_item if each.is_voting), None)
    told = [each for each in of_item if each.announced is not None]
    return voting or max(told, key=_announced_at, default=None)


def list_wall_screens(session: CouncilSession, *, now: datetime) -> list[WallScreen]:
    """Return the machines that show the wall, or wait to be paired. The caller got the session from a query."""
    screens = WallScreen.objects.filter(session=session, removed_at__isnull=True).order_by("created_at")
    return [screen for screen in screens if (screen.ends_at or screen.code_ends_at) > now]


def get_wall_screen(actor: Actor, session: CouncilSession, screen_id: UUID) -> WallScreen:  # noqa: ARG001 -- the session was fetched for the actor
    """Return one machine of a session that the actor was given.

    :raises NotFound: there is none.
    """
    screen = WallScreen.objects.select_related("session").filter(id=screen_id, session=session).first()
    if screen is None:
        raise NotFound()
    return screen


def find_paired(token_digest: str, *, now: datetime) -> WallScreen | None:
    """Return the machine that carries a secret, unless it was removed or its time is over."""
    held = WallScreen.objects.select_related("session__term").filter(token_digest=token_digest, ends_at__gt=now)
    return held.filter(removed_at__isnull=True).first()


def _announced_at(view: ElectionView) -> datetime:
    told = view.announced
    return told.announced_at if told and told.announced_at else datetime.min.replace(tzinfo=UTC)


def _fitting(hall: Hall) -> Scene:
    if hall.session.state in {SessionState.PAUSED, SessionState.CLOSED, SessionState.ARCHIVED}:
        return Scene.WAITING
    if hall.vote is not None:
        return Scene.VOTE
    if hall.sitting is None or hall.sitting.state != SittingState.RUNNING:
        return Scene.CODE if hall.session.state in TAKES_PRESENCE else Scene.WAITING
    if _is_speaking(hall):
        return Scene.SPEAKER
    if election_shown(hall) is not None:
        return Scene.ELECTION
    is_on_the_floor = hall.item is not None and hall.item.state in _ON_THE_FLOOR
    return Scene.AGENDA if is_on_the_floor or announced(hall) is None else Scene.RESULT


def _is_speaking(hall: Hall) -> bool:
    return hall.floor is not None and hall.floor.speaking is not None
