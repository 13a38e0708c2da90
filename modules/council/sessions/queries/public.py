"""What everybody may read of one session, beyond its agenda: papers by themselves, results, resolutions."""

from uuid import UUID

from council.documents.queries import list_of_session
from council.sessions.models import CouncilSession, Paper
from council.sessions.queries.sessions import get_public_session, list_public_papers
from kernel.refusal import NotFound


def get_public_paper(paper_id: UUID) -> Paper:
    """Return a released public paper of a session that everybody may know of.

    :raises NotFound: there is none, it is internal or not released, or its session is not public.
    """
    session_id = Paper.objects.filter(id=paper_id).values_list("session_id", flat=True).first()
    if session_id is None:
        raise NotFound()
    paper = list_public_papers(get_public_session(session_id)).filter(id=paper_id).first()
    if paper is None:
        raise NotFound()
    return paper


def public_resolutions_of(session: CouncilSession) -> dict[UUID | None, tuple[str, str]]:
    """Return symbol and short code of the session's public resolutions, by the vote that each came from."""
    return {each.vote_id: (each.symbol, each.short_code) for each in list_of_session(session.id)}
