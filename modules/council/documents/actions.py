"""What is done with official documents, from the draft to the public page.

Nothing printed is ever changed: the text is fixed when it is final, the signatory approves exactly
that text, the clerk's issue gives the next number of the kind and year and makes the PDF.
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.documents import law, papers
from council.documents.law import Kind, Letterhead, Text
from council.documents.models import Document, NumberSequence
from council.documents.permissions import Can
from council.documents.workflow import State
from council.events.documents import (
    DocumentDrafted,
    DocumentIssued,
    DocumentPublished,
    DocumentSigned,
    DocumentWithdrawn,
)
from council.law import Rules
from council.roles import Role
from kernel import audit, clock, files, outbox
from kernel.access import Actor, require, take
from kernel.refusal import Refusal
from kernel.rows import lock
from kernel.vietnamese import fold

LARGEST_PDF = 50 * 1024 * 1024  # bytes


class TextIncomplete(Refusal):
    """Something that a final text must have is missing."""

    code = "text_incomplete"
    message = _("Văn bản phải có trích yếu, ngày thông qua, ngày có hiệu lực và ít nhất một điều có nội dung.")


class EffectTooEarly(Refusal):
    """A normative resolution would take effect before the law's floor, and no reason is given (R-RES-01)."""

    code = "effect_too_early"
    message = _("Ngày có hiệu lực sớm hơn thời hạn luật định. Hãy sửa ngày hoặc ghi lý do (trình tự rút gọn).")
    field = "effective_on"


class SecondFactorNeeded(Refusal):
    """Signing asks for a session with the second factor."""

    code = "second_factor_needed"
    message = _("Việc ký cần xác thực hai lớp. Hãy đăng nhập lại bằng mã xác thực.")


class TextChanged(Refusal):
    """The stored text is not the one that was made final."""

    code = "text_changed"
    message = _("Nội dung văn bản không còn đúng với bản đã chốt, nên không thể thực hiện.")


class KindNotPrintable(Refusal):
    """There is no official layout of this kind yet."""

    code = "kind_not_printable"
    message = _("Hệ thống chưa có mẫu trình bày cho loại văn bản này.")


class ReasonMissing(Refusal):
    """A step back or a withdrawal needs its reason."""

    code = "reason_missing"
    message = _("Hãy ghi lý do.")
    field = "reason"


@dataclass(frozen=True)
class Origin:
    """The session and the vote that a resolution comes from."""

    session_id: UUID | None = None
    vote_id: UUID | None = None
    occasion: str = ""


@transaction.atomic
def draft_resolution(
    *,
    actor: Actor,
    kind: Kind,
    subject: str,
    text: Text,
    letterhead: Letterhead,
    adopted_on: date | None = None,
    effective_on: date | None = None,
    origin: Origin = Origin(),
) -> Document:
    """Begin a document; it has a short code from the start, and no number.

    :raises NotPermitted: the actor may not draft.
    """
    require(actor, Can.DRAFT)
    document = Document.objects.create(
        kind=kind,
        subject=" ".join(subject.split()),
        body=text.as_json(),
        issuer=letterhead.issuer,
        place=letterhead.place,
        occasion=origin.occasion,
        session_id=origin.session_id,
        vote_id=origin.vote_id,
        adopted_on=adopted_on,
        effective_on=effective_on,
        short_code=_new_code(),
        drafted_by=actor.account_id,
        search_text=fold(subject),
    )
    audit.record(actor, "documents.draft", document)
    outbox.publish(DocumentDrafted(document_id=document.id, kind=kind), actor=actor)
    return document


@transaction.atomic
def edit_draft(
    *,
    actor: Actor,
    document: Document,
    version: int,
    subject: str,
    text: Text,
    adopted_on: date | None,
    effective_on: date | None,
) -> Document:
    """Save a new text of a draft. The second of two editors is told and loses nothing.

    :raises NotPermitted: the actor may not draft.
    :raises StepNotAllowed: the text is final.
    :raises VersionClash: somebody saved another text since ``version``.
    """
    document = lock(document, version=version)
    take("edit", actor, document)
    document.subject, document.body = " ".join(subject.split()), text.as_json()
    document.adopted_on, document.effective_on = adopted_on, effective_on
    document.search_text, document.edited_by = fold(subject), actor.account_id
    document.version += 1
    fields = ["subject", "body", "adopted_on", "effective_on", "search_text", "edited_by", "version"]
    document.save(update_fields=fields)
    audit.record(actor, "documents.edit", document, fields=fields[:4])
    return document


@transaction.atomic
def finalise(*, actor: Actor, document: Document, rules: Rules, reason: str = "") -> Document:
    """Fix the text for signing; a reason is needed when it would take effect before the law's floor.

    :raises NotPermitted: the actor may not finalise.
    :raises StepNotAllowed: it is no draft.
    :raises TextIncomplete: a part is missing.
    :raises EffectTooEarly: the floor of R-RES-01 is not kept and no reason is given.
    """
    document = lock(document)
    step = take("finalise", actor, document)
    adopted_on, effective_on = document.adopted_on, document.effective_on
    if adopted_on is None or effective_on is None or not document.subject or not _text(document).is_complete:
        raise TextIncomplete()
    floor = law.earliest_effect(kind=Kind(document.kind), adopted_on=adopted_on, rules=rules)
    if effective_on < floor and not reason.strip():
        raise EffectTooEarly()
    document.text_sha256 = digest_of(document)
    return _moved(document, step.target, actor, "documents.finalise", ["text_sha256"], reason=reason)


@transaction.atomic
def reopen(*, actor: Actor, document: Document, reason: str) -> Document:
    """Give a final text back for editing, with a reason.

    :raises NotPermitted: the actor may not.
    :raises StepNotAllowed: the text is not final, or signed already.
    :raises ReasonMissing: no reason is given.
    """
    document = lock(document)
    step = take("reopen", actor, document)
    if not reason.strip():
        raise ReasonMissing()
    document.text_sha256 = ""
    return _moved(document, step.target, actor, "documents.reopen", ["text_sha256"], reason=reason)


@transaction.atomic
def sign(*, actor: Actor, document: Document, now: datetime) -> Document:
    """Record the signatory's approval of the final text.

    The chair signs as such; who acts for him by authorisation signs as the session's chair.

    :raises NotPermitted: the actor is not the signatory, or wrote the text.
    :raises StepNotAllowed: the text is not final.
    :raises SecondFactorNeeded: the session has no second factor.
    :raises TextChanged: the text is not the final one.
    """
    document = lock(document)
    step = take("sign", actor, document)
    if not actor.second_factor:
        raise SecondFactorNeeded()
    _require_final_text(document)
    document.signed_by, document.signed_at, document.signer_name = actor.account_id, now, actor.name
    document.signer_capacity = capacity_of(actor)
    fields = ["signed_by", "signed_at", "signer_name", "signer_capacity"]
    document = _moved(document, step.target, actor, "documents.sign", fields)
    outbox.publish(DocumentSigned(document_id=document.id, kind=document.kind), actor=actor)
    return document


@transaction.atomic
def issue(
    *,
    actor: Actor,
    document: Document,
    press: papers.Press,
    now: datetime,
    prints: Callable[[Document, papers.Press], bytes] = papers.printed,
) -> Document:
    """Give the next number, print the PDF/A and keep it: all of it or nothing, so that no number is lost.

    ``prints`` makes the official PDF of the numbered document; whoever seals it brings his own.

    :raises NotPermitted: the actor is no records clerk.
    :raises StepNotAllowed: it is not signed, or issued already.
    :raises TextChanged: the text is not the one that was signed.
    :raises KindNotPrintable: there is no layout of this kind.
    """
    document = lock(document)
    step = take("issue", actor, document)
    _require_final_text(document)
    if not document.is_resolution:
        raise KindNotPrintable()
    today = clock.local_day(now)
    document.number, document.year, document.issued_on = _next_number(document.kind, today), today.year, today
    document.symbol = law.symbol_of(kind=Kind(document.kind), number=document.number, year=today.year)
    document.search_text = fold(f"{document.symbol} {document.subject}")
    pdf = prints(document, press)
    document.pdf = _kept(actor, document, pdf)
    document.pdf_sha256 = sha256(pdf).hexdigest()
    fields = ["number", "year", "issued_on", "symbol", "search_text", "pdf", "pdf_sha256"]
    document = _moved(document, step.target, actor, "documents.issue", fields)
    outbox.publish(
        DocumentIssued(document_id=document.id, kind=document.kind, symbol=document.symbol, issued_on=today),
        actor=actor,
    )
    return document


@transaction.atomic
def publish(*, actor: Actor, document: Document, now: datetime) -> Document:
    """Put an issued document on the public pages.

    :raises NotPermitted: the actor may not publish.
    :raises StepNotAllowed: it is not issued, or published already.
    """
    document = lock(document)
    step = take("publish", actor, document)
    today = clock.local_day(now)
    document.published_on = today
    pdf: Any = document.pdf
    files.make_public(actor=actor, stored=pdf)
    document = _moved(document, step.target, actor, "documents.publish", ["published_on"])
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
    if not reason.strip():
        raise ReasonMissing()
    document.removed_at, document.removed_by, document.removed_reason = now, actor.account_id, reason
    fields = ["removed_at", "removed_by", "removed_reason"]
    document = _moved(document, step.target, actor, "documents.withdraw", fields, reason=reason)
    outbox.publish(
        DocumentWithdrawn(
            document_id=document.id,
            kind=document.kind,
            symbol=document.symbol,
            withdrawn_on=clock.local_day(now),
        ),
        actor=actor,
    )
    return document


def capacity_of(actor: Actor) -> str:
    """Return the words above the name of who signs: the chair's, or of who acts for him."""
    return "Chủ tịch" if actor.has(Role.COUNCIL_CHAIR) else "Chủ toạ kỳ họp"


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
    return sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _moved(
    document: Document, target: Any, actor: Actor, what: str, fields: list[str], *, reason: str = ""
) -> Document:
    document.state = State(target)
    document.version += 1
    document.save(update_fields=["state", "version", *fields])
    audit.record(actor, what, document, fields=["state", *fields], reason=reason)
    return document


def _text(document: Document) -> Text:
    return Text.from_json(document.body)


def _require_final_text(document: Document) -> None:
    if document.text_sha256 != digest_of(document):
        raise TextChanged()


def _next_number(kind: str, today: date) -> int:
    """Return the next number of a kind in the year; the sequence stays locked until the commit (R-RES-03)."""
    fresh = NumberSequence(kind=kind, year=today.year)
    NumberSequence.objects.bulk_create([fresh], ignore_conflicts=True)
    sequence = NumberSequence.objects.select_for_update().get(kind=kind, year=today.year)
    sequence.last_number += 1
    sequence.last_on = today
    sequence.save(update_fields=["last_number", "last_on"])
    return sequence.last_number


def _kept(actor: Actor, document: Document, pdf: bytes) -> Any:
    upload = ContentFile(pdf, name=f"{document.symbol.replace('/', '-')}.pdf")
    return files.store(actor=actor, upload=upload, kinds={files.Kind.PDF}, limit_bytes=LARGEST_PDF)


def _new_code() -> str:
    return "".join(secrets.choice(law.CODE_LETTERS) for _ in range(law.CODE_LENGTH))
