"""Telling the hall: whatever changes in a session is drawn once for each kind of screen and sent to its room."""

from collections.abc import Iterator

from django.utils import translation

from council.law import Rules
from council.sessions.models import CouncilSession
from council.sessions.queries import get_hall
from council.sessions.web.screens import DELEGATE, PUBLIC, SCREENS, Screen
from kernel import clock, live
from kernel.access import Actor

READER = Actor.system("hall")
LANGUAGE = "vi"  # whoever acts, in whatever language: one message goes to all


def room_of(session: CouncilSession) -> str:
    """Return the name of the delegates' live room."""
    return DELEGATE.room_of(session)


def tell_the_hall(session: CouncilSession, *, rules: Rules, of_a_tap: bool = False) -> None:
    """Send every screen the present state, once the change is committed; the delegates' first.

    ``of_a_tap``: what the whole hall may do at once, as checking in; the screens are then drawn a few times a second.
    """
    rooms = [screen.room_of(session) for screen in screens_of(session)]
    live.publish_to_rooms_on_commit(rooms, lambda: _drawn(session, rules), burst="hall" if of_a_tap else "")


def screens_of(session: CouncilSession) -> list[Screen]:
    """Return who is shown what changes: nobody outside the hall when it is only practised."""
    return [screen for screen in SCREENS if screen is not PUBLIC or not session.is_rehearsal]


def _drawn(session: CouncilSession, rules: Rules) -> Iterator[tuple[str, str]]:
    session.refresh_from_db()
    hall = get_hall(READER, session, now=clock.now(), rules=rules)
    with translation.override(LANGUAGE):
        for screen in screens_of(session):
            yield screen.room_of(session), screen.sent(hall)
