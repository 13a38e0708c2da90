"""The library of templates: every kind of document with its outline as a Word file, in the edition used today."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from council.documents import papers
from council.documents.law import KINDS, Issuer, Kind, kinds_of, outline
from council.documents.law.editions import EDITIONS, edition_at
from council.documents.models import Document
from council.documents.papers.word import CONTENT_TYPE, paper_docx
from council.documents.permissions import Can
from council.documents.queries import get_letterhead, list_issuers
from council.documents.web.views import press_of
from kernel import clock
from kernel.access import may
from kernel.accounts.doors import needs
from kernel.refusal import NotFound
from kernel.vietnamese import fold

SUBJECT = "(Ghi trích yếu nội dung)"


@require_GET
@needs(Can.READ)
def index(request: Any) -> HttpResponse:
    """List the templates of the kinds that the council's bodies issue."""
    bodies = list_issuers()
    page = {
        "kinds": [(kind, KINDS[kind], _headings(kind)) for kind in Kind if _issuer_of(kind, bodies)],
        "edition": edition_at(clock.today()),
        "editions": EDITIONS,
        "may_draft": may(request.actor, Can.DRAFT),
    }
    return render(request, "documents/samples.html", page)


@require_GET
@needs(Can.READ)
def word(request: Any, kind: str) -> HttpResponse:
    """Give the template of a kind as a Word file with the council's own letterhead.

    :raises NotFound: there is no such kind, or no body of the council issues it.
    """
    body = _issuer_of(Kind(kind), list_issuers()) if kind in set(Kind) else None
    if body is None:
        raise NotFound()
    content = paper_docx(papers.draft_of(_empty(Kind(kind), body)), press_of(request))
    name = f"mau-{slugify(fold(KINDS[Kind(kind)].name))}-{edition_at(clock.today()).number}.docx"
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _headings(kind: Kind) -> str:
    """Return the headings of a kind's outline in one line, empty where it has none."""
    return "; ".join(article.title for article in outline(kind).articles if article.title)


def _issuer_of(kind: Kind, bodies: list[Issuer]) -> Issuer | None:
    """Return the first of the bodies that issues a kind."""
    return next((body for body in bodies if kind in kinds_of(body)), None)


def _empty(kind: Kind, body: Issuer) -> Document:
    """Return a document that is nowhere kept: the outline of its kind under the council's letterhead."""
    letterhead = get_letterhead(body)
    return Document(
        kind=kind,
        subject=SUBJECT,
        body=outline(kind).as_json(),
        issuer=letterhead.issuer,
        place=letterhead.place,
        issuing_body=body,
        unit=letterhead.unit,
    )
