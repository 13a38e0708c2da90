"""News of the council, made at each moment from its own records: nothing is written twice, nothing can be stale.

Every item has the key of the record and of what happened to it, so that readers of a feed see it once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council.documents import law as documents_law
from council.documents.law import RESOLUTIONS
from council.documents.models import Document
from council.documents.queries import list_published
from council.documents.workflow import State as DocumentState
from council.portal import law
from council.portal.queries.texts import list_announcements
from council.sessions import law as sessions_law
from council.sessions.models import CouncilSession, Vote
from council.sessions.queries import list_announced_votes, list_public_sessions
from kernel import clock


class What(TextChoices):
    """What happened."""

    ANNOUNCEMENT = "announcement", _("Thông báo")
    CONVENED = "convened", _("Triệu tập kỳ họp")
    OPENED = "opened", _("Khai mạc kỳ họp")
    CLOSED = "closed", _("Bế mạc kỳ họp")
    VOTED = "voted", _("Kết quả biểu quyết")
    RESOLUTION = "resolution", _("Công bố nghị quyết")
    DOCUMENT = "document", _("Công bố văn bản")
    WITHDRAWN = "withdrawn", _("Thu hồi văn bản")


@dataclass(frozen=True)
class News:
    """One fact: what happened when, to what, where it is told; ``record`` is the row that says so."""

    what: What
    at: datetime
    title: str
    path: str
    record: Any

    @property
    def on(self) -> date:
        """Return the legal day of the fact."""
        return clock.local_day(self.at)

    @property
    def key(self) -> UUID:
        """Return the key of this fact, the same for ever."""
        return uuid5(self.record.pk, self.what.value)


def list_news(*, now: datetime, limit: int) -> list[News]:
    """Return the newest facts; as many queries for few as for many."""
    facts = [
        *_announcements(now, limit),
        *_of_sessions(limit),
        *_results(limit),
        *_of_documents(list_published()[:limit]),
    ]
    return _newest(facts, now, limit)


def list_news_of_resolutions(*, now: datetime, limit: int) -> list[News]:
    """Return the newest publications and withdrawals of resolutions."""
    resolutions = list_published(kinds=RESOLUTIONS)[:limit]
    return _newest(list(_of_documents(resolutions)), now, limit)


def list_news_of_sessions(*, now: datetime, limit: int) -> list[News]:
    """Return the newest convenings, openings and closings of sessions."""
    return _newest(list(_of_sessions(limit)), now, limit)


def _newest(facts: list[News], now: datetime, limit: int) -> list[News]:
    past = (fact for fact in facts if fact.at <= now)
    return sorted(past, key=lambda fact: (fact.at, fact.key.int), reverse=True)[:limit]


def _announcements(now: datetime, limit: int) -> Iterator[News]:
    for version in list_announcements(now=now)[:limit]:
        yield News(What.ANNOUNCEMENT, version.published_at, version.title, law.public_path(version.text_id), version)


def _of_sessions(limit: int) -> Iterator[News]:
    for session in list_public_sessions()[:limit]:
        path = sessions_law.public_path(session.id)
        for what, at in _moments(session):
            yield News(what, at, session.title, path, session)


def _moments(session: CouncilSession) -> Iterator[tuple[What, datetime]]:
    if session.convened_on is not None:
        yield What.CONVENED, _morning(session.convened_on)
    if session.opened_at is not None:
        yield What.OPENED, session.opened_at
    if session.closed_at is not None:
        yield What.CLOSED, session.closed_at


def _results(limit: int) -> Iterator[News]:
    votes: list[Vote] = list(list_announced_votes()[:limit])
    for vote in votes:
        if vote.announced_at is not None:
            path = sessions_law.public_path(vote.session_id)
            yield News(What.VOTED, vote.announced_at, vote.question, path, vote)


def _of_documents(documents: Iterable[Document]) -> Iterator[News]:
    for document in documents:
        path = documents_law.public_path(document.short_code)
        if document.published_on is not None:
            what = What.RESOLUTION if document.is_resolution else What.DOCUMENT
            yield News(what, _morning(document.published_on), document.subject, path, document)
        if document.state == DocumentState.WITHDRAWN and document.removed_at is not None:
            yield News(What.WITHDRAWN, document.removed_at, document.subject, path, document)


def _morning(day: date) -> datetime:
    """Return the beginning of a legal day, for facts that have a day and no hour."""
    return datetime.combine(day, time(0), clock.VIETNAM)
