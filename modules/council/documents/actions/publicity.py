"""By which channels a document was published and made known, written down by the office."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from council.documents.actions.moves import require_reason
from council.documents.actions.refusals import NotPublic, PublicityDayWrong
from council.documents.law import Confidentiality
from council.documents.models import Channel, Dissemination, Document, Publicity, PublicityAct
from council.documents.permissions import Can
from council.documents.workflow import IN_FORCE
from kernel import audit, clock
from kernel.access import Actor, StepNotAllowed, require
from kernel.rows import lock


@dataclass(frozen=True)
class Told:
    """What was done to make a document known: which act, by which channel, on which day."""

    act: PublicityAct
    channel: Channel
    done_on: date
    note: str = ""

    @property
    def line(self) -> str:
        """Return the note as it is kept, on one line."""
        return " ".join(self.note.split())


@transaction.atomic
def record_publicity(*, actor: Actor, document: Document, told: Told, now: datetime) -> Publicity:
    """Write down that a document was published or disseminated by a channel; said twice it is written once.

    :raises NotPermitted: the actor does not publish.
    :raises StepNotAllowed: it is not issued, or withdrawn.
    :raises NotPublic: it is not for everybody.
    :raises PublicityDayWrong: it would have been before the issue or after today.
    """
    require(actor, Can.PUBLISH, document)
    document = lock(document)
    if document.state not in IN_FORCE:
        raise StepNotAllowed(step="record_publicity", state=document.state)
    if document.confidentiality != Confidentiality.PUBLIC:
        raise NotPublic()
    if document.issued_on is None or not document.issued_on <= told.done_on <= clock.local_day(now):
        raise PublicityDayWrong()
    return _standing(document, told) or entered(actor, document, told)


@transaction.atomic
def remove_publicity(*, actor: Actor, publicity: Publicity, reason: str, now: datetime) -> Publicity:
    """Take a record back, with a reason; once is enough. Without any other the document counts as not disseminated.

    :raises NotPermitted: the actor does not publish.
    :raises ReasonMissing: no reason is given.
    """
    document = lock(publicity.document)
    require(actor, Can.PUBLISH, document)
    require_reason(reason)
    publicity = lock(publicity)
    if publicity.removed_at is None:
        publicity.removed_at, publicity.removed_by = now, actor.account_id
        publicity.removed_reason = reason.strip()
        publicity.save(update_fields=["removed_at", "removed_by", "removed_reason"])
        audit.record(actor, "documents.remove_publicity", document, reason=reason)
        _count(document)
    return publicity


def entered(actor: Actor, document: Document, told: Told) -> Publicity:
    """Enter a channel and count it; the caller asked the right and holds the document."""
    publicity: Publicity = Publicity.objects.create(
        document=document,
        act=told.act,
        channel=told.channel,
        done_on=told.done_on,
        note=told.line,
        by=actor.account_id,
        by_name=actor.name,
    )
    audit.record(actor, "documents.record_publicity", document)
    _count(document)
    return publicity


def _standing(document: Document, told: Told) -> Publicity | None:
    """Return the record that says the same already: a button pressed twice, or a page sent again."""
    same = {"act": told.act, "channel": told.channel, "done_on": told.done_on, "note": told.line}
    found: Publicity | None = Publicity.objects.filter(document=document, removed_at__isnull=True, **same).first()
    return found


def _count(document: Document) -> None:
    standing = Publicity.objects.filter(
        document=document, act=PublicityAct.DISSEMINATED, removed_at__isnull=True
    ).exists()
    state = Dissemination.DONE if standing else Dissemination.NONE
    if document.dissemination != state:
        document.dissemination = state
        document.save(update_fields=["dissemination"])
