"""The class of a document: closed at once by anybody who handles it, opened by two persons."""

from datetime import datetime

from django.db import transaction

from council.documents.actions.moves import require_reason
from council.documents.actions.refusals import NotWithdrawnFirst, SameClass
from council.documents.law import Confidentiality, opens
from council.documents.models import ClassChange, Document
from council.documents.permissions import Can
from council.documents.workflow import ClassChangeState
from kernel import audit
from kernel.access import Actor, require, take
from kernel.rows import lock


@transaction.atomic
def change_class(
    *, actor: Actor, document: Document, to_class: Confidentiality, reason: str, now: datetime
) -> ClassChange:
    """Close a document at once, or ask that it be opened; opening waits for a second person.

    :raises NotPermitted: the actor does not handle documents.
    :raises ReasonMissing: no reason is given.
    :raises SameClass: it is of that class already, or another change waits.
    :raises NotWithdrawnFirst: it stands on the public pages.
    """
    require(actor, Can.CHANGE_CLASS)
    require_reason(reason)
    document = lock(document)
    old = Confidentiality(document.confidentiality)
    if old is to_class or document.class_changes.filter(state=ClassChangeState.ASKED).exists():
        raise SameClass()
    if document.published_on is not None:
        raise NotWithdrawnFirst()
    change: ClassChange = ClassChange.objects.create(
        document=document, from_class=old, to_class=to_class, reason=reason.strip(), asked_by=actor.account_id
    )
    audit.record(actor, "documents.ask_class", document, reason=reason)
    if not opens(old, to_class):
        _decided(change, ClassChangeState.APPROVED, actor, now)
        _set_class(document, to_class, actor)
    return change


@transaction.atomic
def approve_class(*, actor: Actor, change: ClassChange, now: datetime) -> ClassChange:
    """Open a document as somebody else asked.

    :raises NotPermitted: the actor may not open documents, or asked for it himself.
    :raises StepNotAllowed: it is decided already.
    """
    document = lock(change.document)
    change = _locked(change)
    step = take("approve_class", actor, change)
    _decided(change, ClassChangeState(step.target), actor, now)
    _set_class(document, Confidentiality(change.to_class), actor)
    return change


@transaction.atomic
def refuse_class(*, actor: Actor, change: ClassChange, now: datetime) -> ClassChange:
    """Leave a document as closed as it is, against what somebody else asked.

    :raises NotPermitted: the actor may not open documents, or asked for it himself.
    :raises StepNotAllowed: it is decided already.
    """
    change = _locked(change)
    step = take("refuse_class", actor, change)
    audit.record(actor, "documents.refuse_class", change.document)
    return _decided(change, ClassChangeState(step.target), actor, now)


def _locked(change: ClassChange) -> ClassChange:
    fresh: ClassChange = lock(change)
    return fresh


def _decided(change: ClassChange, target: ClassChangeState, actor: Actor, now: datetime) -> ClassChange:
    change.state, change.decided_by, change.decided_at = target, actor.account_id, now
    change.save(update_fields=["state", "decided_by", "decided_at"])
    audit.record(actor, "documents.decide_class", change, fields=("state",))
    return change


def _set_class(document: Document, to_class: Confidentiality, actor: Actor) -> None:
    document.confidentiality = to_class
    document.version += 1
    document.save(update_fields=["confidentiality", "version"])
    audit.record(actor, "documents.set_class", document, fields=("confidentiality",))
