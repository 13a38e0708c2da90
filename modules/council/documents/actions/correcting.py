"""An issued document is never changed: a letter corrects its form, a document of the same kind replaces its content.

Source: Nghị định 30/2020/NĐ-CP, Điều 18 (faults of content: amended or replaced by a document of the same form;
faults of form, layout or procedure: corrected by an official letter of the issuing body).
"""

from django.db import transaction

from council.documents import law
from council.documents.actions.drafting import draft_document
from council.documents.actions.moves import require_reason, text_of
from council.documents.law import Article, Confidentiality, Issuer, Kind, Letterhead, Text
from council.documents.models import Document
from council.documents.permissions import Can
from council.documents.workflow import IN_FORCE
from kernel import audit
from kernel.access import Actor, StepNotAllowed, require
from kernel.rows import lock


@transaction.atomic
def draft_correction(*, actor: Actor, document: Document, reason: str) -> Document:
    """Begin the letter that corrects a document's form.

    The council's own documents are corrected by its standing committee.

    :raises NotPermitted: the actor may not draft.
    :raises StepNotAllowed: the document is not in force.
    :raises ReasonMissing: what is wrong is not said.
    """
    document = _correctable(actor, document, reason)
    issuer = Issuer(document.issuing_body)
    letterhead = Letterhead(
        issuer=document.issuer,
        place=document.place,
        body=Issuer.STANDING_COMMITTEE if issuer is Issuer.COUNCIL else issuer,
        committee_id=document.committee_id,
        unit=document.unit,
    )
    name = law.KINDS[Kind(document.kind)].name
    text = Text(
        addressees=text_of(document).recipients,
        articles=(
            Article(
                "",
                (_what_is_wrong(document, name, reason), "Nay đính chính như sau:"),
            ),
        ),
        recipients=("Như trên",),
    )
    subject = f"Đính chính {name} số {document.symbol}"
    made = draft_document(actor=actor, kind=Kind.LETTER, subject=subject[:500], text=text, letterhead=letterhead)
    made.corrects = document
    if document.confidentiality == Confidentiality.RESTRICTED:  # the letter names what it corrects
        made.confidentiality = document.confidentiality
    made.save(update_fields=["corrects", "confidentiality"])
    audit.record(actor, "documents.correct", document, reason=reason)
    return made


@transaction.atomic
def draft_replacement(*, actor: Actor, document: Document, reason: str) -> Document:
    """Begin a document of the same kind and text that replaces another; it takes its own number.

    :raises NotPermitted: the actor may not draft.
    :raises StepNotAllowed: the document is not in force.
    :raises ReasonMissing: why it is replaced is not said.
    """
    document = _correctable(actor, document, reason)
    letterhead = Letterhead(
        issuer=document.issuer,
        place=document.place,
        body=Issuer(document.issuing_body),
        committee_id=document.committee_id,
        unit=document.unit,
    )
    made = draft_document(
        actor=actor,
        kind=Kind(document.kind),
        subject=document.subject,
        text=text_of(document),
        letterhead=letterhead,
    )
    made.supersedes, made.confidentiality = document, document.confidentiality
    made.save(update_fields=["supersedes", "confidentiality"])
    audit.record(actor, "documents.replace", document, reason=reason)
    return made


def _what_is_wrong(document: Document, name: str, reason: str) -> str:
    issued_on = document.issued_on
    day = f"{issued_on:%d/%m/%Y}" if issued_on else ""
    return f"{name} số {document.symbol} ngày {day} {document.subject} có sai sót: {reason.strip()}"


def _correctable(actor: Actor, document: Document, reason: str) -> Document:
    require(actor, Can.DRAFT)
    require_reason(reason)
    fresh: Document = lock(document)
    if fresh.state not in IN_FORCE:
        raise StepNotAllowed(step="correct", state=fresh.state)
    return fresh
