"""What leaves the council of its sessions: that one is convened, opened, closed, or will not be held."""

from typing import Any
from uuid import UUID

from council.events.sessions import SessionCancelled, SessionConvened, SessionPostponed
from council.sessions import law
from council.sessions.models import CouncilSession
from hub.rollups.tasks import publish_session, withdraw_session
from kernel import clock, outbox
from kernel.place import current_key


@outbox.on(SessionConvened)
def hand_out_session(event: SessionConvened, *, event_id: UUID) -> None:  # noqa: ARG001 -- saying it twice changes nothing
    """Give the public facts of a convened session to the open register."""
    session = CouncilSession.objects.get(id=event.session_id)
    publish_session.delay_on_commit(council_key=current_key(), columns=columns_of(session), at=clock.now().isoformat())


@outbox.on(SessionPostponed)
def take_back_postponed(event: SessionPostponed, *, event_id: UUID) -> None:  # noqa: ARG001 -- as above
    """Leave a tombstone until the session is convened anew."""
    _take_back(event.session_id)


@outbox.on(SessionCancelled)
def take_back_cancelled(event: SessionCancelled, *, event_id: UUID) -> None:  # noqa: ARG001 -- as above
    """Leave a tombstone where a session will not be held."""
    _take_back(event.session_id)


def columns_of(session: CouncilSession) -> dict[str, Any]:
    """Return all that leaves the council of a session: what its public page shows anyway."""
    return {
        "id": str(session.id),
        "title": session.title,
        "kind": session.kind,
        "opens_on": session.opens_on.isoformat(),
        "closes_on": session.closes_on.isoformat(),
        "public_path": law.public_path(session.id),
    }


def _take_back(session_id: UUID) -> None:
    withdraw_session.delay_on_commit(council_key=current_key(), key=str(session_id), at=clock.now().isoformat())
