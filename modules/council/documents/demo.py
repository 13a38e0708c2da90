"""Carries an adopted resolution from its draft to the public page, as the office would."""

from datetime import datetime

from council.documents import actions, papers
from council.documents.models import Document
from council.law import Rules
from kernel.access import Actor


def bring_out(
    document: Document, *, office: Actor, chair: Actor, press: papers.Press, now: datetime, rules: Rules
) -> Document:
    """Finalise, sign, number and publish a draft; what stands published is returned as it is."""
    if document.published_on is not None:
        return document
    document = actions.finalise(actor=office, document=document, rules=rules)
    document = actions.sign(actor=chair, document=document, now=now)
    document = actions.issue(actor=office, document=document, press=press, now=now)
    return actions.publish(actor=office, document=document, now=now)
