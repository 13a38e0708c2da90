"""A draft whose vote was annulled: it is dropped, and its text is there for the one that follows."""

from datetime import datetime

from django.db import transaction

from council.documents.actions.moves import moved, require_reason
from council.documents.actions.requests import withdraw_open
from council.documents.models import Document
from kernel.access import Actor, take
from kernel.rows import lock


@transaction.atomic
def drop_draft(*, actor: Actor, document: Document, reason: str, now: datetime) -> Document:
    """Drop a draft that rests on a vote which does not stand.

    :raises NotPermitted: only the product drops, when the vote is annulled.
    :raises StepNotAllowed: the document is signed, or dropped already.
    :raises ReasonMissing: no reason is given.
    """
    document = lock(document)
    step = take("drop", actor, document)
    require_reason(reason)
    withdraw_open(document)
    document.removed_at, document.removed_reason = now, reason.strip()
    return moved(document, step.target, actor, "documents.drop", ["removed_at", "removed_reason"], reason=reason)
