"""Carries a document from its draft to the public page, as the office would."""

from datetime import datetime

from council.documents import actions, papers
from council.documents.law import Confidentiality
from council.documents.models import Document
from council.law import Rules
from kernel.access import Actor
from kernel.signing.desk import Desk


def bring_out(
    document: Document,
    *,
    office: Actor,
    chair: Actor,
    press: papers.Press,
    desk: Desk | None,
    now: datetime,
    rules: Rules,
) -> Document:
    """Finalise, sign, number and publish a draft; what is internal is not published, what is published stays."""
    if document.published_on is not None:
        return document
    document = actions.finalise(actor=office, document=document, rules=rules)
    document = actions.sign_document(actor=chair, document=document, desk=desk, press=press, now=now)
    document = actions.issue_document(actor=office, document=document, desk=desk, press=press, now=now)
    if document.confidentiality != Confidentiality.PUBLIC:
        return document
    return actions.publish(actor=office, document=document, now=now)
