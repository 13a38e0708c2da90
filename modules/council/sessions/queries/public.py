"""What everybody may read of one session, beyond its agenda: papers by themselves, results, resolutions."""

from uuid import UUID

from django.db.models import Exists, OuterRef

from council.documents.models import Document
from council.documents.queries import list_of_session
from council.law import Rules
from council.sessions import law
from council.sessions.models import AgendaItem, CouncilSession, Paper, Sitting, SittingKind, Vote
from council.sessions.queries.papers import list_public_papers
from council.sessions.queries.sessions import get_public_session, list_items
from council.sessions.workflow import TAKES_PRESENCE, ItemState, SittingState, VoteState
from kernel.refusal import NotFound


def is_broadcast(session: CouncilSession) -> bool:
    """Whether everybody is led to the session's broadcast: not when it is over, nor while it sits in private."""
    if not session.broadcast or session.state not in TAKES_PRESENCE:
        return False
    return not Sitting.objects.filter(session=session, kind=SittingKind.CLOSED, state=SittingState.RUNNING).exists()


def get_public_paper(paper_id: UUID, *, rules: Rules) -> Paper:
    """Return a released public paper of a session that everybody may know of.

    :raises NotFound: there is none, it is internal or not released, its session is not public, or the council's rules
        give papers no public links (R-SES-25).
    """
    if not law.has_public_links(rules):
        raise NotFound()
    session_id = Paper.objects.filter(id=paper_id).values_list("session_id", flat=True).first()
    if session_id is None:
        raise NotFound()
    paper = list_public_papers(get_public_session(session_id)).filter(id=paper_id).first()
    if paper is None:
        raise NotFound()
    return paper


def list_public_items(session: CouncilSession) -> list[AgendaItem]:
    """Return the agenda as everybody may see it.

    A vote that is counted decides its item at once; until the chair announces the result, the item stands here
    as before the vote. The caller got the session from a query.
    """
    unannounced = Exists(Vote.objects.filter(item=OuterRef("pk"), state=VoteState.CLOSED))
    items = list(list_items(session).annotate(is_held_back=unannounced))
    for item in items:
        if item.is_held_back:  # type: ignore[attr-defined]  # the annotation
            item.state = ItemState.VOTE_READY
    return items


def list_public_sittings() -> list[Sitting]:
    """Return the sittings of all sessions that everybody may know of, with their session, in the order of days."""
    known = CouncilSession.objects.known_to_public()
    sittings = Sitting.objects.filter(session__in=known, team__isnull=True).exclude(state=SittingState.CANCELLED)
    return list(sittings.select_related("session__term").order_by("day_on", "id"))


def list_public_documents(session: CouncilSession) -> list[Document]:
    """Return the session's public documents: resolutions, minutes and what else was published of it, in one query.

    The caller got the session from a query.
    """
    return list(list_of_session(session.id))
