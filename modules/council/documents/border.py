"""What leaves the council of its documents: a snapshot of each published resolution, by an allow-list."""

from typing import Any
from uuid import UUID

from council.documents import law
from council.documents.models import Document
from council.documents.workflow import State
from council.events.documents import DocumentPublished, DocumentWithdrawn
from hub.rollups.tasks import publish_resolution, withdraw_resolution
from kernel import clock, outbox
from kernel.place import current_key


@outbox.on(DocumentPublished)
def hand_out_resolution(event: DocumentPublished, *, event_id: UUID) -> None:  # noqa: ARG001 -- saying it twice changes nothing
    """Give the snapshot of a published resolution to the open register."""
    document = Document.objects.get(id=event.document_id)
    # Withdrawn in the meantime: its tombstone may already stand, and must not be written over.
    if document.is_resolution and document.state == State.PUBLISHED:
        publish_resolution.delay_on_commit(
            council_key=current_key(), columns=columns_of(document), at=clock.now().isoformat()
        )


@outbox.on(DocumentWithdrawn)
def take_back_resolution(event: DocumentWithdrawn, *, event_id: UUID) -> None:  # noqa: ARG001 -- as above
    """Leave a tombstone in the open register where a resolution was withdrawn."""
    withdraw_resolution.delay_on_commit(
        council_key=current_key(), key=str(event.document_id), at=clock.now().isoformat()
    )


def columns_of(document: Document) -> dict[str, Any]:
    """Return all that leaves the council of a resolution: what its public page shows anyway."""
    return {
        "id": str(document.id),
        "symbol": document.symbol,
        "title": document.subject,
        "kind": document.kind,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "effective_on": document.effective_on.isoformat() if document.effective_on else None,
        "public_path": law.public_path(document.short_code),
        "pdf_sha256": document.pdf_sha256,
    }
