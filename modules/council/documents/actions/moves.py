"""What every step of a document does in the same way: fix its digest, save the new state, write the audit."""

import json
from hashlib import sha256
from typing import Any

from council.documents.actions.refusals import ReasonMissing, TextChanged
from council.documents.law import OFFICE_UNIT, Issuer, Text
from council.documents.models import Attachment, Document
from council.documents.workflow import State
from kernel import audit
from kernel.access import Actor
from kernel.files import MarkedSecret
from kernel.files.secrecy import is_marked_text


def digest_of(document: Document) -> str:
    """Return the SHA-256 of everything that the signatory approves."""
    facts: list[Any] = [
        document.kind,
        document.subject,
        document.body,
        document.issuer,
        document.place,
        document.occasion,
        str(document.adopted_on),
        str(document.effective_on),
    ]
    # What came later is named only where it says something, so that older digests stay true.
    if document.issuing_body != Issuer.COUNCIL or document.unit != OFFICE_UNIT:
        facts.append({"issuing_body": document.issuing_body, "unit": document.unit})
    attached = [(one.title, one.file.sha256) for one in Attachment.objects.standing().filter(document=document)]
    if attached:
        facts.append({"attachments": attached})
    return sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def moved(document: Document, target: Any, actor: Actor, what: str, fields: list[str], *, reason: str = "") -> Document:
    """Save the new state with the fields that changed, and write the audit."""
    document.state = State(target)
    document.version += 1
    document.save(update_fields=["state", "version", *fields])
    audit.record(actor, what, document, fields=["state", *fields], reason=reason)
    return document


def text_of(document: Document) -> Text:
    """Return the stored text."""
    return Text.from_json(document.body)


def require_final_text(document: Document) -> None:
    """Pass when the text is the one that was made final.

    :raises TextChanged: it is not.
    """
    if document.text_sha256 != digest_of(document):
        raise TextChanged()


def refuse_secret(*texts: str) -> None:
    """Pass when no text carries a mark of a state secret (R-SEC-01).

    :raises MarkedSecret: one does; it may not be in the system at all.
    """
    if any(is_marked_text(text) for text in texts):
        raise MarkedSecret()


def require_reason(reason: str) -> None:
    """Pass when a reason is given.

    :raises ReasonMissing: it is empty.
    """
    if not reason.strip():
        raise ReasonMissing()
