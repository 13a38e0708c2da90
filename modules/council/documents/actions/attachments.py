"""Attachments of a draft: added, put in order, taken away; once the text is final they stay as they are."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from council.documents.actions.moves import refuse_secret, require_reason
from council.documents.models import Attachment, Document
from kernel import audit
from kernel.access import Actor, take
from kernel.files.models import StoredFile
from kernel.refusal import NotFound
from kernel.rows import lock


@transaction.atomic
def attach(*, actor: Actor, document: Document, title: str, file: StoredFile) -> Attachment:
    """Put a file behind the others of a draft.

    :raises NotPermitted: the actor may not draft.
    :raises StepNotAllowed: the text is final.
    :raises MarkedSecret: the title carries a mark of a state secret.
    """
    document = lock(document)
    take("edit", actor, document)
    refuse_secret(title)
    last = Attachment.objects.filter(document=document).aggregate(last=Max("position"))["last"] or 0
    attachment: Attachment = Attachment.objects.create(
        document=document, file=file, title=" ".join(title.split()), position=last + 1
    )
    audit.record(actor, "documents.attach", document)
    return attachment


@transaction.atomic
def move_attachment_up(*, actor: Actor, attachment: Attachment) -> Attachment:
    """Let an attachment change places with the one before it; the first stays where it is.

    :raises NotPermitted: the actor may not draft.
    :raises StepNotAllowed: the text is final.
    :raises NotFound: it was taken away.
    """
    document = lock(attachment.document)
    take("edit", actor, document)
    standing = list(Attachment.objects.standing().filter(document=document))
    place = next((number for number, one in enumerate(standing) if one.pk == attachment.pk), None)
    if place is None:
        raise NotFound()
    mine = standing[place]
    if place > 0:
        other = standing[place - 1]
        mine.position, other.position = other.position, mine.position
        for one in (mine, other):
            one.save(update_fields=["position"])
        audit.record(actor, "documents.order_attachments", document)
    return mine


@transaction.atomic
def detach(*, actor: Actor, attachment: Attachment, reason: str, now: datetime) -> Attachment:
    """Take an attachment away from a draft, with a reason.

    :raises NotPermitted: the actor may not draft.
    :raises StepNotAllowed: the text is final.
    :raises NotFound: it was taken away before.
    :raises ReasonMissing: no reason is given.
    """
    document = lock(attachment.document)
    take("edit", actor, document)
    require_reason(reason)
    attachment = lock(attachment)
    if attachment.removed_at is not None:
        raise NotFound()
    attachment.removed_at, attachment.removed_by = now, actor.account_id
    attachment.removed_reason = reason.strip()
    attachment.save(update_fields=["removed_at", "removed_by", "removed_reason"])
    audit.record(actor, "documents.detach", document, reason=reason)
    return attachment
