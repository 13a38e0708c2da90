"""The term of publication of resolutions whose text was made final before it was kept with them."""

from django.db import transaction

from council.documents import law
from council.documents.actions.issuing import count_published
from council.documents.law import Kind
from council.documents.models import Document
from council.law import Rules
from kernel import audit
from kernel.access import Actor
from kernel.rows import lock


@transaction.atomic
def note_publishing_term(*, actor: Actor, document: Document, rules: Rules) -> Document:
    """Keep until when the law wants a resolution published, and whether it was; once is enough.

    It follows from the day of adoption; nobody needs a right for it.
    """
    document = lock(document)
    if document.adopted_on is None or document.publish_due_on is not None:
        return document
    document.publish_due_on = law.publishing_due(kind=Kind(document.kind), adopted_on=document.adopted_on, rules=rules)
    if document.published_on is not None:
        count_published(document, document.published_on)
    fields = ["publish_due_on", "publishing", "publish_days"]
    document.save(update_fields=fields)
    audit.record(actor, "documents.note_publishing_term", document, fields=fields)
    return document
