"""Reading documents: the workspace's lists, and what everybody may see by its short code."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from council.documents import law
from council.documents.law import COMMITTEES, OFFICE_UNIT, Confidentiality, Issuer, Kind, Letterhead
from council.documents.models import Attachment, ClassChange, Document, DocumentVersion
from council.documents.permissions import Can
from council.documents.workflow import IN_FORCE, ClassChangeState, State
from council.people.queries import list_committees
from council.roles import Role
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
    documents = _filtered(list_seen(actor), state=state, kind=kind, text=text)
    return documents.filter(issuing_body=body) if body else documents


def get_document(actor: Actor, document_id: UUID) -> Document:
    """Return one document with its file.

    :raises NotFound: there is none, or the actor may not see it.
    """
    document = Document.objects.select_related("pdf", "supersedes", "corrects").filter(id=document_id).first()
    if document is None or not (_is_open(document) or (may(actor, Can.READ) and _sees(actor, document))):
        raise NotFound()
    return document


def list_seen(actor: Actor) -> Any:
    """Return the documents that the actor may see: restricted ones only who handles, wrote or signs them."""
    if may(actor, Can.READ_RESTRICTED):
        return Document.objects.all()
    mine = actor.account_id
    own = Q(drafted_by=mine) | Q(edited_by=mine) | Q(handled_by=mine) if mine else Q()
    return Document.objects.filter(
        ~Q(confidentiality=Confidentiality.RESTRICTED) | own | Q(committee_id__in=_headed_by(actor))
    )


def list_versions(actor: Actor, document: Document) -> QuerySet[DocumentVersion]:
    """Return the versions of a document's text, the latest first.

    :raises NotPermitted: the actor does not work on documents.
    """
    require(actor, Can.READ)
    return DocumentVersion.objects.filter(document=document).order_by("-number")


def list_attachments(document: Document) -> list[Attachment]:
    """Return the attachments of a document in their order."""
    return list(Attachment.objects.standing().filter(document=document))


def get_attachment(actor: Actor, attachment_id: UUID) -> Attachment:
    """Return an attachment with its document and file.

    :raises NotFound: there is none, it was taken away, or the actor may not see the document.
    """
    attachment: Attachment | None = (
        Attachment.objects.standing().select_related("document", "file").filter(id=attachment_id).first()
    )
    if attachment is None:
        raise NotFound()
    get_document(actor, attachment.document_id)
    return attachment


def find_class_change(document: Document) -> ClassChange | None:
    """Return the change of class that waits for its second person, if one does."""
    found: ClassChange | None = ClassChange.objects.filter(document=document, state=ClassChangeState.ASKED).first()
    return found


def list_corrections(document: Document) -> list[Document]:
    """Return the documents in force that correct a document, the latest first."""
    return list(document.corrections.filter(state__in=IN_FORCE).newest_first())


def list_published(*, kinds: Iterable[str] = (), year: int | None = None, text: str = "") -> QuerySet[Document]:
    """Return what stands on the public pages, newest first, of every kind when none is named.

    ``text`` finds with or without diacritics.
    """
    chosen = list(kinds)
    open_ones = Document.objects.open_to_all()
    documents = _filtered(open_ones.filter(kind__in=chosen) if chosen else open_ones, text=text)
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


def list_kinds() -> list[Kind]:
    """Return the kinds of the public documents, in the order of their table."""
    known = set(Document.objects.open_to_all().order_by().values_list("kind", flat=True).distinct())
    return [kind for kind in Kind if kind in known]


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


def find_minutes(session_id: UUID) -> Document | None:
    """Return the minutes of a session, drafted or further; a withdrawn one no more."""
    minutes = Document.objects.filter(session_id=session_id, kind=Kind.MINUTES).exclude(state=State.WITHDRAWN)
    return minutes.order_by("-created_at").first()


def find_minutes_of(session_ids: Iterable[UUID]) -> dict[UUID, Document]:
    """Return the minutes of sessions as ``find_minutes`` does, by session, in one query."""
    minutes = Document.objects.filter(session_id__in=list(session_ids), kind=Kind.MINUTES)
    latest_last = minutes.exclude(state=State.WITHDRAWN).order_by("created_at")
    return {document.session_id: document for document in latest_last if document.session_id is not None}


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


def _sees(actor: Actor, document: Document) -> bool:
    if document.confidentiality != Confidentiality.RESTRICTED or may(actor, Can.READ_RESTRICTED):
        return True
    wrote = actor.account_id is not None and actor.account_id in {
        *(document.drafted_by, document.edited_by, document.handled_by)
    }
    return wrote or document.committee_id in _headed_by(actor)


def _headed_by(actor: Actor) -> set[UUID]:
    """Return the committees that the actor heads."""
    heads = (holding for holding in actor.holdings if holding.role == Role.COMMITTEE_HEAD)
    return {holding.scope_id for holding in heads if holding.scope_id is not None}


def _is_open(document: Document) -> bool:
    return document.published_on is not None and document.state in {State.PUBLISHED, State.WITHDRAWN}
