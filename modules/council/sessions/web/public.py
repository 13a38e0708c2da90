"""What everybody may see of sessions: when, about what, with which papers, and how it was voted."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from council.documents.models import Document
from council.law import Rules
from council.rulebook.queries import load_rules
from council.sessions import law
from council.sessions.models import AgendaItem, CouncilSession, Film, Paper, Vote
from council.sessions.queries import (
    get_public_session,
    list_public_papers,
    list_public_sessions,
    list_public_votes,
    plenary_of,
)
from council.sessions.queries.elections import list_elections
from council.sessions.queries.films import list_public_films
from council.sessions.queries.public import get_public_paper, is_broadcast, list_public_documents, list_public_items
from council.sessions.web.film_links import let_films_play
from council.sessions.web.structured import event
from council.sessions.workflow import SessionState
from kernel import clock, files
from kernel.ui.public import public_page
from kernel.ui.structured import PageWords

ROWS = 25
# Said at the top of the page, so that nobody comes in vain.
NOT_HELD = frozenset({SessionState.CANCELLED, SessionState.POSTPONED})


@require_safe
@public_page
def index(request: Any) -> HttpResponse:
    """List the sessions from their convening on, the latest first."""
    page = Paginator(list_public_sessions(), ROWS).get_page(request.GET.get("trang"))
    return render(request, "sessions/public_index.html", {"page": page})


@require_safe
@public_page
def detail(request: Any, session_id: UUID) -> HttpResponse:
    """Show one session: agenda with public papers, results of votes, resolutions, minutes."""
    session = get_public_session(session_id)
    has_links = law.has_public_links(_rules(request))
    papers, films = _papers_by_item(session) if has_links else defaultdict(list), list_public_films(session)
    votes, documents = list(list_public_votes(session)), list_public_documents(session)
    address = request.build_absolute_uri(law.public_path(session.id))
    context = {
        "session": session,
        "items": [(item, papers[item.id], _of_item(films, item)) for item in list_public_items(session)],
        "papers": papers[None],
        "sittings": list(plenary_of(session)),
        "votes": _votes_with_resolutions(votes, documents),
        "documents": _beside_votes(votes, documents),
        "elections": [each for each in list_elections(session) if each.announced],
        "is_not_held": session.state in NOT_HELD,
        "is_broadcast": is_broadcast(session),
        "address": address,
        "words": PageWords(session.title, session.occasion, "article"),
        "facts": event(session, address=address),
    }
    return let_films_play(render(request, "sessions/public_detail.html", context), films)


@require_safe
@public_page
def paper(request: Any, paper_id: UUID) -> HttpResponseBase:
    """Give the file of a public paper."""
    return files.serve(request, get_public_paper(paper_id, rules=_rules(request)).file, inline=True)


def _rules(request: Any) -> Rules:
    return load_rules(level=request.council.level, at=clock.today())


def _papers_by_item(session: CouncilSession) -> dict[UUID | None, list[Paper]]:
    papers: dict[UUID | None, list[Paper]] = defaultdict(list)
    for each in list_public_papers(session):
        papers[each.item_id].append(each)
    return papers


def _of_item(films: list[Film], item: AgendaItem) -> list[Film]:
    return [film for film in films if film.item_id == item.id]


def _votes_with_resolutions(votes: list[Vote], documents: list[Document]) -> list[tuple[Vote, Document | None]]:
    by_vote = {document.vote_id: document for document in documents if document.vote_id}
    return [(vote, by_vote.get(vote.id)) for vote in votes]


def _beside_votes(votes: list[Vote], documents: list[Document]) -> list[Document]:
    """Return the documents that stand with no vote of the page: the minutes above all."""
    shown = {vote.id for vote in votes}
    return [document for document in documents if document.vote_id not in shown]
