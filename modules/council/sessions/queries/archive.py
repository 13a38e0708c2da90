"""What still lacks before the file of a closed session is complete."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from council.documents.queries import find_by_votes
from council.documents.workflow import State
from council.sessions.models import CouncilSession, Decision, Vote, VoteSubject
from council.sessions.models.session import RESOLUTION_ITEMS
from council.sessions.workflow import COUNTED

_NUMBERED = frozenset({State.ISSUED, State.PUBLISHED, State.WITHDRAWN})


def list_adopted(session_ids: Sequence[UUID]) -> list[Vote]:
    """Return the votes by which sessions adopted resolutions, by agenda. The caller got the sessions from a query."""
    adopted = Vote.objects.filter(
        session_id__in=session_ids,
        subject=VoteSubject.ITEM,
        state__in=COUNTED,
        decision=Decision.ADOPTED,
        item__kind__in=RESOLUTION_ITEMS,
    )
    return list(adopted.select_related("item").order_by("item__position", "id"))


def missing_for_archive(session: CouncilSession) -> list[Any]:
    """Return a sentence for each adopted resolution that has no number yet or is not published.

    The caller got the session from a query.
    """
    votes = list_adopted([session.id])
    documents = find_by_votes(vote.id for vote in votes)
    lines = []
    for vote in votes:
        document = documents.get(vote.id)
        if document is None or document.state not in _NUMBERED:
            lines.append(_("Nghị quyết “%(title)s” chưa được ban hành, cấp số.") % {"title": vote.question})
        elif document.state == State.ISSUED:
            lines.append(_("Nghị quyết số %(symbol)s chưa được công bố.") % {"symbol": document.symbol})
    return lines
