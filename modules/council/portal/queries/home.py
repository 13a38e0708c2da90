"""What stands on the council's first page for everybody."""

from dataclasses import dataclass
from datetime import date

from council.documents.models import Document
from council.documents.queries import list_published
from council.people.queries import get_structure
from council.sessions.models import CouncilSession
from council.sessions.queries import list_items, list_public_sessions, next_session
from kernel.refusal import NotFound

NEWEST = 5


@dataclass(frozen=True)
class PublicHome:
    """The session that is held now or comes next, with the titles on its agenda, and what is newest."""

    session: CouncilSession | None
    agenda: list[str]
    resolutions: list[Document]
    sessions: list[CouncilSession]
    in_office: int
    standing: list[tuple[str, str]]


def get_public_home(*, on: date) -> PublicHome:
    """Return the first page, in the same number of queries however much was published."""
    session = next_session(on=on)
    in_office, standing = _people(on)
    return PublicHome(
        session=session,
        agenda=[item.title for item in list_items(session)] if session else [],
        resolutions=list(list_published().resolutions()[:NEWEST]),  # type: ignore[attr-defined]
        sessions=list(list_public_sessions()[:NEWEST]),
        in_office=in_office,
        standing=standing,
    )


def _people(on: date) -> tuple[int, list[tuple[str, str]]]:
    """Return how many delegates are in office, and name and title of those who lead the council."""
    try:
        structure = get_structure(on=on)
    except NotFound:
        return 0, []
    return structure.in_office, [(post.person.full_name, post.get_role_display()) for post in structure.standing]
