"""What becomes of a request for a signature whose key lies elsewhere: one is open at a time, and each ends once."""

from datetime import datetime

from django.db.models.functions import Now

from council.documents.actions.refusals import SignatureUnderWay
from council.documents.models import Document, SigningRequest
from council.documents.workflow import OPEN_REQUESTS, Part, RequestState
from kernel import audit
from kernel.access import Actor, take

PRODUCT = Actor.system("documents.requests")


def open_request(document: Document, part: Part) -> SigningRequest | None:
    """Return the request of a document that may still become a signature, under lock."""
    found: SigningRequest | None = (
        SigningRequest.objects.select_for_update(of=("self",))
        .select_related("waiting", "held", "certificate")
        .filter(document=document, part=part, state__in=OPEN_REQUESTS)
        .first()
    )
    return found


def make_way(document: Document, part: Part, *, now: datetime) -> SigningRequest | None:
    """End the open request of a document, so that another may be made, and return it.

    :raises SignatureUnderWay: its signature has come and is being put into the file.
    """
    standing = open_request(document, part)
    if standing is None:
        return None
    if standing.state == RequestState.ANSWERED:
        raise SignatureUnderWay()
    return end(standing, "withdraw_request", now=now)


def end(request: SigningRequest, step: str, *, now: datetime, actor: Actor = PRODUCT) -> SigningRequest:
    """Take a request's last step and say so in the audit; ``actor`` is whose doing it is.

    :raises StepNotAllowed: it is over already.
    """
    request.state, request.ended_at = RequestState(take(step, PRODUCT, request).target), now
    request.save(update_fields=["state", "ended_at"])
    audit.record(actor, f"documents.{step}", request.document, fields=("signing_requests",))
    return request


def withdraw_open(document: Document) -> None:
    """End whatever was asked for a text that goes back to be changed."""
    standing = SigningRequest.objects.filter(document=document, state__in=OPEN_REQUESTS)
    standing.update(state=RequestState.WITHDRAWN, ended_at=Now())
