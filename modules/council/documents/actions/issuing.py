"""Issue and what follows: the number and the PDF, publication, withdrawal. Nothing printed is ever changed."""

from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from council.documents import law, papers
from council.documents.actions.books import mark_used, take_number
from council.documents.actions.moves import moved, require_final_text, require_reason
from council.documents.actions.publicity import Told, entered
from council.documents.actions.refusals import NotPublic
from council.documents.law import Confidentiality, Kind
from council.documents.models import (
    Attachment,
    Channel,
    Document,
    HeldNumber,
    Medium,
    PublicityAct,
    Publishing,
    Signature,
)
from council.documents.workflow import Part
from council.events.documents import DocumentIssued, DocumentPublished, DocumentWithdrawn
from kernel import clock, files, outbox
from kernel.access import Actor, take
from kernel.rows import lock
from kernel.vietnamese import fold

PUBLISHED = ["published_on", "publishing", "publish_days"]
LARGEST_PDF = 50 * 1024 * 1024  # bytes


@transaction.atomic
def issue(
    *,
    actor: Actor,
    document: Document,
    press: papers.Press,
    now: datetime,
    held: HeldNumber | None = None,
    prints: Callable[[Document, papers.Press], bytes] = papers.printed,
) -> Document:
    """Give the next number, print the PDF/A and keep it: all of it or nothing, so that no number is lost.

    ``held``: a number reserved in the same book, to be used instead of the next. ``prints`` makes the
    official PDF of the numbered document; whoever seals it brings his own.

    :raises NotPermitted: the actor is no records clerk, or takes a held number and keeps no books.
    :raises StepNotAllowed: it is not signed, or issued already.
    :raises TextChanged: the text is not the one that was signed.
    :raises NumberTaken: the held number is used, cancelled, or of another book.
    """
    document = lock(document)
    step = take("issue", actor, document)
    require_final_text(document)
    today = clock.local_day(now)
    number(document, today=today, held=held)
    document.search_text = fold(f"{document.symbol} {document.subject}")
    pdf = prints(document, press)
    document.pdf = _kept(actor, document, pdf)
    document.pdf_sha256 = sha256(pdf).hexdigest()
    document.medium = Medium.ELECTRONIC if _is_signed_digitally(document) else Medium.PAPER
    fields = ["code", "number", "year", "issued_on", "symbol", "search_text", "pdf", "pdf_sha256", "medium"]
    document = moved(document, step.target, actor, "documents.issue", fields)
    if held is not None:
        mark_used(actor=actor, held=held, document=document)
    outbox.publish(
        DocumentIssued(document_id=document.id, kind=document.kind, symbol=document.symbol, issued_on=today),
        actor=actor,
    )
    return document


def number(document: Document, *, today: date, held: HeldNumber | None) -> None:
    """Put number, symbol and day into a document that is not saved yet; the book stays locked until the commit.

    :raises NumberTaken: the held number is used, cancelled, or of another book or year.
    """
    document.year, document.issued_on = today.year, today
    document.code, document.number = take_number(document=document, today=today, held=held)
    document.symbol = law.symbol_of(
        kind=Kind(document.kind), number=document.number, year=today.year, unit=document.unit, code=document.code
    )


@transaction.atomic
def publish(*, actor: Actor, document: Document, now: datetime) -> Document:
    """Put an issued document on the public pages.

    :raises NotPermitted: the actor may not publish.
    :raises StepNotAllowed: it is not issued, or published already.
    :raises NotPublic: it is internal or restricted.
    """
    document = lock(document)
    step = take("publish", actor, document)
    if document.confidentiality != Confidentiality.PUBLIC:
        raise NotPublic()
    today = clock.local_day(now)
    document.published_on = today
    count_published(document, today)
    pdf: Any = document.pdf
    files.make_public(actor=actor, stored=pdf)
    for attachment in Attachment.objects.standing().filter(document=document):
        files.make_public(actor=actor, stored=attachment.file)
    entered(actor, document, Told(PublicityAct.PUBLISHED, Channel.PORTAL, today))
    document = moved(document, step.target, actor, "documents.publish", PUBLISHED)
    outbox.publish(
        DocumentPublished(
            document_id=document.id,
            kind=document.kind,
            symbol=document.symbol,
            short_code=document.short_code,
            published_on=today,
        ),
        actor=actor,
    )
    return document


@transaction.atomic
def withdraw(*, actor: Actor, document: Document, reason: str, now: datetime) -> Document:
    """Withdraw an issued document with a reason; number and text stay, the public page says so.

    :raises NotPermitted: the actor may not withdraw.
    :raises StepNotAllowed: it was never issued, or is withdrawn already.
    :raises ReasonMissing: no reason is given.
    """
    document = lock(document)
    step = take("withdraw", actor, document)
    require_reason(reason)
    document.removed_at, document.removed_by, document.removed_reason = now, actor.account_id, reason
    today = clock.local_day(now)
    document.withdrawn_on = today
    fields = ["removed_at", "removed_by", "removed_reason", "withdrawn_on"]
    document = moved(document, step.target, actor, "documents.withdraw", fields, reason=reason)
    outbox.publish(
        DocumentWithdrawn(
            document_id=document.id,
            kind=document.kind,
            symbol=document.symbol,
            withdrawn_on=today,
        ),
        actor=actor,
    )
    return document


def count_published(document: Document, today: date) -> None:
    """Write down whether a resolution came in time, and how many days after its adoption."""
    if document.publish_due_on is not None:
        document.publishing = Publishing.LATE if today > document.publish_due_on else Publishing.IN_TIME
    if document.adopted_on is not None:
        document.publish_days = max((today - document.adopted_on).days, 0)


def _kept(actor: Actor, document: Document, pdf: bytes) -> Any:
    upload = ContentFile(pdf, name=f"{document.symbol.replace('/', '-')}.pdf")
    return files.store(actor=actor, upload=upload, kinds={files.Kind.PDF}, limit_bytes=LARGEST_PDF)


def _is_signed_digitally(document: Document) -> bool:
    made: bool = Signature.objects.filter(document=document, part=Part.PERSON).exists()
    return made
