"""What leaves the council of its documents: a snapshot of each published resolution, by an allow-list."""

from typing import Any
from uuid import UUID

from council.documents import law
from council.documents.models import Document
from council.documents.queries import list_attachments, list_corrections
from council.documents.workflow import State
from council.events.documents import DocumentPublished, DocumentWithdrawn
from hub.rollups.handing import hand_out, hands_out
from kernel import clock, outbox


@outbox.on(DocumentPublished)
def hand_out_resolution(event: DocumentPublished, *, event_id: UUID) -> None:  # noqa: ARG001 -- saying it twice changes nothing
    """Give the snapshot of a published resolution to the open register, and of those that it replaces or corrects."""
    hand_out_related(event.document_id)


@outbox.on(DocumentWithdrawn)
def take_back_resolution(event: DocumentWithdrawn, *, event_id: UUID) -> None:  # noqa: ARG001 -- as above
    """Leave a tombstone where a resolution was withdrawn; what it had replaced stands again."""
    hand_out_related(event.document_id)


@hands_out("documents")
def hand_out_all() -> int:
    """Hand out every resolution that ever stood on the public pages, as it stands now."""
    known = Document.objects.resolutions().open_to_all().values_list("id", flat=True)
    for document_id in known.iterator():
        _hand_out(document_id)
    return known.count()


def hand_out_related(document_id: UUID) -> None:
    """Hand out a resolution with those whose relations it changes."""
    document = Document.objects.get(id=document_id)
    related = (document_id, document.supersedes_id, document.corrects_id)
    for each in dict.fromkeys(each for each in related if each is not None):
        _hand_out(each)


def _hand_out(document_id: UUID) -> None:
    at = clock.now()
    document = Document.objects.select_related("supersedes").get(id=document_id)
    if not document.is_resolution or document.published_on is None:
        return
    rows = [columns_of(document)] if document.state == State.PUBLISHED else []
    hand_out("resolution", document.id, {"resolution": rows}, at=at)


def columns_of(document: Document) -> dict[str, Any]:
    """Return all that leaves the council of a resolution: what its public page shows anyway."""
    path = law.public_path(document.short_code)
    newer = document.superseded_by.open_to_all().filter(state=State.PUBLISHED).newest_first().first()
    return {
        "id": str(document.id),
        "symbol": document.symbol,
        "title": document.subject,
        "kind": document.kind,
        "adopted_on": _day(document.adopted_on),
        "issued_on": _day(document.issued_on),
        "effective_on": _day(document.effective_on),
        "published_on": _day(document.published_on),
        "issuer": document.issuer,
        "occasion": document.occasion,
        "signer_name": document.signer_name,
        "public_path": path,
        "pdf_sha256": document.pdf_sha256,
        "session_id": _key(document.session_id),
        "vote_id": _key(document.vote_id),
        "supersedes_id": _key(_if_public(document.supersedes)),
        "superseded_by_id": _key(newer.id if newer else None),
        "corrections": [
            {"symbol": each.symbol, "path": law.public_path(each.short_code)}
            for each in list_corrections(document)
            if each.published_on is not None
        ],
        "attachments": [
            {"title": each.title, "path": f"{path}/phu-luc/{each.id}/", "size": each.file.size}
            for each in list_attachments(document)
        ],
    }


def _if_public(other: Document | None) -> UUID | None:
    """Return the key of a document that everybody may know of."""
    return other.id if other is not None and other.published_on is not None else None


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _key(key: UUID | None) -> str | None:
    return str(key) if key else None
