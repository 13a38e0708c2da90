"""Signing on a phone: the signature is asked for at the service, and the card says how it stands."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from council.documents import actions
from council.documents.models import Document
from council.documents.permissions import Can
from council.documents.queries import get_document
from council.documents.queries.signing import STEP_OF, awaited_part
from council.documents.web.pages import back_to
from council.documents.web.signatures import card_of
from council.documents.web.views import press_of
from council.documents.workflow import Part
from kernel import clock
from kernel.access import take
from kernel.accounts.doors import needs
from kernel.refusal import NotFound
from kernel.signing.desk import signing_desk


@require_POST
@needs(Can.READ)
def sign_remote(request: Any, document_id: UUID) -> HttpResponseBase:
    """Ask for the present signature at the service."""
    document, part = _asked(request, document_id)
    actions.ask_remote(actor=request.actor, document=document, part=part, press=press_of(request), now=clock.now())
    return back_to(document, "sent_to_phone")


@require_POST
@needs(Can.READ)
def look_again(request: Any, document_id: UUID) -> HttpResponseBase:
    """Have the service asked once more."""
    document, part = _asked(request, document_id)
    actions.look_again(actor=request.actor, document=document, part=part)
    return back_to(document, "looked_again")


@require_safe
@needs(Can.READ)
def card(request: Any, document_id: UUID) -> HttpResponse:
    """Return the card of signatures alone; the page asks for it while a phone rings."""
    document = get_document(request.actor, document_id)
    signing = card_of(request.actor, document, signing_desk(), now=clock.now())
    response = render(request, "documents/_signing.html", {"signing": signing, "document": document})
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _asked(request: Any, document_id: UUID) -> tuple[Document, Part]:
    """Return the document and the signature that it waits for.

    :raises NotFound: nothing is signed remotely here.
    :raises StepNotAllowed: it waits for none, or not for the actor's.
    """
    document, desk = get_document(request.actor, document_id), signing_desk()
    if desk is None or desk.remote is None:
        raise NotFound()
    part = awaited_part(document) or Part.PERSON
    take(STEP_OF[part], request.actor, document)
    return document, part
