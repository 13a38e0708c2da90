"""What a session's public page says of itself to machines, in the words of schema.org."""

from typing import Any

from council.documents.queries import get_letterhead
from council.sessions.models import CouncilSession
from council.sessions.workflow import SessionState

SCHEMA = "https://schema.org"
STATUS = {SessionState.CANCELLED: "EventCancelled", SessionState.POSTPONED: "EventPostponed"}


def event(session: CouncilSession, *, address: str) -> dict[str, Any]:
    """Return a session as an event: when, where, and whether it will be held."""
    letterhead = get_letterhead()
    return {
        "@type": "Event",
        "name": session.title,
        "startDate": session.opens_on.isoformat(),
        "endDate": (session.closed_on or session.closes_on).isoformat(),
        "eventStatus": f"{SCHEMA}/{STATUS.get(SessionState(session.state), 'EventScheduled')}",
        "eventAttendanceMode": f"{SCHEMA}/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": session.place or letterhead.place, "address": letterhead.place},
        "organizer": {"@type": "GovernmentOrganization", "name": letterhead.issuer},
        "inLanguage": "vi",
        "url": address,
    }
