"""Approval: the text is made final, given back, or signed by the head of the body that issues it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from council.documents import law
from council.documents.actions.moves import digest_of, moved, require_final_text, require_reason, text_of
from council.documents.actions.refusals import EffectTooEarly, SecondFactorNeeded, TextIncomplete
from council.documents.actions.requests import withdraw_open
from council.documents.law import COMMITTEES, Issuer, Kind
from council.documents.models import Document
from council.documents.permissions import signers_of
from council.documents.workflow import STEPS
from council.events.documents import DocumentSigned
from council.law import Rules
from council.people.queries import acting_as, is_only_deputy
from council.roles import Role
from kernel import clock, outbox
from kernel.access import Actor, take
from kernel.rows import lock


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
    _require_whole(document)
    _require_floor(document, rules, reason)
    document.text_sha256 = digest_of(document)
    if document.adopted_on is not None:
        kind = Kind(document.kind)
        document.publish_due_on = law.publishing_due(kind=kind, adopted_on=document.adopted_on, rules=rules)
    fields = ["text_sha256", "publish_due_on"]
    return moved(document, step.target, actor, "documents.finalise", fields, reason=reason)


@transaction.atomic
def reopen(*, actor: Actor, document: Document, reason: str) -> Document:
    """Give a final text back for editing, with a reason.

    :raises NotPermitted: the actor may not.
    :raises StepNotAllowed: the text is not final, or signed already.
    :raises ReasonMissing: no reason is given.
    """
    document = lock(document)
    step = take("reopen", actor, document)
    require_reason(reason)
    withdraw_open(document)
    document.text_sha256 = ""
    return moved(document, step.target, actor, "documents.reopen", ["text_sha256"], reason=reason)


@transaction.atomic
def sign(*, actor: Actor, document: Document, now: datetime) -> Document:
    """Record the signatory's approval of the final text.

    The head of the body that issues signs in its name; the capacity is stored as printed, line by line.

    :raises NotPermitted: the actor is not the signatory, or wrote the text.
    :raises StepNotAllowed: the text is not final.
    :raises SecondFactorNeeded: the session has no second factor.
    :raises TextChanged: the text is not the final one.
    """
    document = to_be_signed(actor=actor, document=document, now=now)
    step = STEPS["sign"]
    fields = ["signed_by", "signed_at", "signer_name", "signer_capacity"]
    document = moved(document, step.target, actor, "documents.sign", fields)
    outbox.publish(DocumentSigned(document_id=document.id, kind=document.kind), actor=actor)
    return document


def to_be_signed(*, actor: Actor, document: Document, now: datetime) -> Document:
    """Return the document, locked, as it will be once the actor has signed it; nothing is saved.

    :raises NotPermitted: the actor is not the signatory, or wrote the text.
    :raises StepNotAllowed: the text is not final.
    :raises SecondFactorNeeded: the session has no second factor.
    :raises TextChanged: the text is not the final one.
    """
    locked: Document = lock(document)
    take("sign", actor, locked)
    if not actor.second_factor:
        raise SecondFactorNeeded()
    require_final_text(locked)
    locked.signed_by, locked.signed_at, locked.signer_name = actor.account_id, now, actor.name
    locked.signer_capacity = capacity_of(actor, locked, on=clock.local_day(now))
    return locked


def _require_whole(document: Document) -> None:
    lacking = law.missing_of(
        kind=Kind(document.kind),
        subject=document.subject,
        text=text_of(document),
        has_days=document.adopted_on is not None and document.effective_on is not None,
    )
    if lacking:
        raise TextIncomplete(_("Chưa chốt được, còn thiếu: %(parts)s.") % {"parts": "; ".join(lacking)})


def _require_floor(document: Document, rules: Rules, reason: str) -> None:
    if document.adopted_on is None or document.effective_on is None or reason.strip():
        return
    if document.effective_on < law.earliest_effect(
        kind=Kind(document.kind), adopted_on=document.adopted_on, rules=rules
    ):
        raise EffectTooEarly()


def capacity_of(actor: Actor, document: Document, *, on: date) -> str:
    """Return the words above the name of who signs, line by line: of the body's head, or of who acts for him."""
    issuer = Issuer(document.issuing_body)
    is_head = issuer in COMMITTEES or issuer is Issuer.OFFICE or actor.has(Role.COUNCIL_CHAIR)
    is_deputy = False
    if issuer in COMMITTEES or issuer is Issuer.OFFICE:
        (role,) = signers_of(issuer)
        is_deputy = is_only_deputy(actor, role=role, committee_id=document.committee_id, on=on)
    return law.capacity_of(
        issuer, is_head=is_head, acting=acting_as(actor, role=Role.COUNCIL_VICE_CHAIR), is_deputy=is_deputy
    )
