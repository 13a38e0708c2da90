"""What stands on the council's first page for everybody."""

from dataclasses import dataclass
from datetime import datetime

from council.documents.models import Document
from council.documents.queries import list_published
from council.people.queries import get_structure
from council.portal.models import Kind, TextVersion
from council.portal.queries.news import News, list_news
from council.portal.queries.texts import get_shown
from council.sessions.models import CouncilSession
from council.sessions.queries import list_items, list_public_sessions, next_session
from kernel import clock
from kernel.refusal import NotFound

NEWEST = 5
NEWS = 8


@dataclass(frozen=True)
class PublicHome:
    """The session that is held now or comes next, with the titles on its agenda, and what is newest."""

    session: CouncilSession | None
    agenda: list[str]
    news: list[News]
    resolutions: list[Document]
    resolutions_total: int
    sessions_total: int
    in_office: int
    standing: list[tuple[str, str]]
    introduction: TextVersion | None


def get_public_home(*, now: datetime) -> PublicHome:
    """Return the first page, in the same number of queries however much was published."""
    today = clock.local_day(now)
    session = next_session(on=today)
    in_office, standing = _people(now)
    resolutions = list_published().resolutions()  # type: ignore[attr-defined]
    return PublicHome(
        session=session,
        agenda=[item.title for item in list_items(session)] if session else [],
        news=list_news(now=now, limit=NEWS),
        resolutions=list(resolutions[:NEWEST]),
        resolutions_total=resolutions.count(),
        sessions_total=list_public_sessions().count(),
        in_office=in_office,
        standing=standing,
        introduction=get_shown(Kind.INTRODUCTION, now=now),
    )


def _people(now: datetime) -> tuple[int, list[tuple[str, str]]]:
    """Return how many delegates are in office, and name and title of those who lead the council."""
    try:
        structure = get_structure(on=clock.local_day(now))
    except NotFound:
        return 0, []
    return structure.in_office, [(post.person.full_name, post.get_role_display()) for post in structure.standing]
