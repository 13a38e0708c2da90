"""By which channels a document was made known."""

from uuid import UUID

from council.documents.models import Document, Publicity
from council.documents.permissions import Can
from kernel.access import Actor, may
from kernel.refusal import NotFound


def list_publicity(document: Document) -> list[Publicity]:
    """Return the channels that stand, the latest first. The caller got the document from a query."""
    standing = Publicity.objects.filter(document=document, removed_at__isnull=True)
    return list(standing.order_by("-done_on", "-id"))


def get_publicity(actor: Actor, publicity_id: UUID) -> Publicity:
    """Return one record that stands, with its document.

    :raises NotFound: there is none, or the actor does not publish.
    """
    known = Publicity.objects.select_related("document").filter(id=publicity_id, removed_at__isnull=True)
    publicity: Publicity | None = known.first()
    if publicity is None or not may(actor, Can.PUBLISH, publicity.document):
        raise NotFound()
    return publicity
