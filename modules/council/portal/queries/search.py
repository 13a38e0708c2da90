"""One search over everything that is public: resolutions, sessions, people, notices; accents may be left out."""

from dataclasses import dataclass
from datetime import datetime

from council.documents.models import Document
from council.documents.queries import list_published
from council.people.queries import PublicDelegate, list_public_delegates
from council.portal.models import TextVersion
from council.portal.queries.texts import list_announcements
from council.sessions.models import CouncilSession
from council.sessions.queries import list_public_sessions
from kernel.vietnamese import fold

MOST = 10
# More sessions than a council holds in ten terms.
SESSIONS = 1000


@dataclass(frozen=True)
class Found:
    """The first finds of each kind and how many there are of each."""

    resolutions: list[Document]
    resolutions_total: int
    sessions: list[CouncilSession]
    sessions_total: int
    people: list[PublicDelegate]
    people_total: int
    announcements: list[TextVersion]
    announcements_total: int

    @property
    def total(self) -> int:
        """Return how much was found in all."""
        return self.resolutions_total + self.sessions_total + self.people_total + self.announcements_total


def find_public(text: str, *, now: datetime) -> Found:
    """Return what everybody may read that holds all words of a text."""
    words = fold(text).split()
    resolutions = list_published(text=text).resolutions()  # type: ignore[attr-defined]
    announcements = list_announcements(now=now, text=text)
    sessions = [each for each in list_public_sessions()[:SESSIONS] if _holds(f"{each.title} {each.occasion}", words)]
    people = [each for each in list_public_delegates() if _holds(_of_person(each), words)]
    return Found(
        resolutions=list(resolutions[:MOST]),
        resolutions_total=resolutions.count(),
        sessions=sessions[:MOST],
        sessions_total=len(sessions),
        people=people[:MOST],
        people_total=len(people),
        announcements=list(announcements[:MOST]),
        announcements_total=announcements.count(),
    )


def _of_person(person: PublicDelegate) -> str:
    return " ".join([person.full_name, person.constituency, person.team, *person.titles])


def _holds(text: str, words: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)
