"""Reading documents: the workspace's lists, and what everybody may see by its short code."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from council.documents import law
from council.documents.law import COMMITTEES, OFFICE_UNIT, Issuer, Letterhead
from council.documents.models import Document
from council.documents.permissions import Can
from council.documents.workflow import State
from council.people.queries import list_committees
from kernel.access import Actor, may, require
from kernel.refusal import NotFound
from kernel.vietnamese import fold


def list_documents(
    actor: Actor, *, state: str = "", kind: str = "", body: str = "", text: str = ""
) -> QuerySet[Document]:
    """Return the council's documents for its people, newest first.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    documents = _filtered(Document.objects.all(), state=state, kind=kind, text=text)
    return documents.filter(issuing_body=body) if body else documents


def get_document(actor: Actor, document_id: UUID) -> Document:
    """Return one document with its file.

    :raises NotFound: there is none, or the actor may not see it.
    """
    document = Document.objects.select_related("pdf", "supersedes").filter(id=document_id).first()
    if document is None or not (may(actor, Can.READ) or _is_open(document)):
        raise NotFound()
    return document


def list_published(*, kind: str = "", year: int | None = None, text: str = "") -> QuerySet[Document]:
    """Return what stands on the public pages, newest first; ``text`` finds with or without diacritics."""
    documents = _filtered(Document.objects.open_to_all(), kind=kind, text=text)
    return documents.filter(year=year) if year else documents


def get_published(short_code: str) -> Document:
    """Return the public document of a short code; small letters and blanks are forgiven.

    :raises NotFound: no public document has it.
    """
    code = "".join(short_code.split()).replace("-", "").upper()
    document = Document.objects.open_to_all().select_related("pdf", "supersedes").filter(short_code=code).first()
    if document is None:
        raise NotFound()
    return document


def list_years() -> list[int]:
    """Return the years with public documents, the latest first."""
    years = Document.objects.open_to_all().values_list("year", flat=True).distinct()
    return sorted((year for year in years if year), reverse=True)


def find_by_vote(vote_id: UUID) -> Document | None:
    """Return the resolution made from a vote, if it exists."""
    return Document.objects.filter(vote_id=vote_id).first()


def find_by_votes(vote_ids: Iterable[UUID]) -> dict[UUID, Document]:
    """Return the resolutions made from votes, by vote."""
    made = Document.objects.filter(vote_id__in=list(vote_ids))
    return {document.vote_id: document for document in made if document.vote_id is not None}


def list_of_session(session_id: UUID) -> QuerySet[Document]:
    """Return the documents that came out of a session, public ones only."""
    return Document.objects.open_to_all().filter(session_id=session_id).newest_first()


def list_issuers() -> list[Issuer]:
    """Return the bodies of the council that issue documents: of the committees those of the present term."""
    kinds = {str(kind) for kind in list_committees().values_list("kind", flat=True)}
    return [issuer for issuer in Issuer if issuer not in COMMITTEES or issuer.value in kinds]


def get_letterhead(body: Issuer = Issuer.COUNCIL, *, unit: str = OFFICE_UNIT) -> Letterhead:
    """Return the letterhead of a body of the council in which the connection stands.

    :raises NotFound: it is a committee that the council does not have in its present term.
    """
    committee = list_committees().filter(kind=body.value).first() if body in COMMITTEES else None
    if committee is None and body in COMMITTEES:
        raise NotFound()
    unit_name: str = connection.tenant.unit_name
    return Letterhead(
        issuer=law.issuer_of(unit_name),
        place=law.place_of(unit_name),
        body=body,
        committee_id=committee.id if committee else None,
        unit=unit,
    )


def _filtered(documents: Any, *, state: str = "", kind: str = "", text: str = "") -> QuerySet[Document]:
    if state:
        documents = documents.filter(state=state)
    if kind:
        documents = documents.filter(kind=kind)
    for word in fold(text).split():
        documents = documents.filter(Q(search_text__contains=word) | Q(short_code=word.upper()))
    result: QuerySet[Document] = documents.newest_first()
    return result


def _is_open(document: Document) -> bool:
    return document.published_on is not None and document.state in {State.PUBLISHED, State.WITHDRAWN}
