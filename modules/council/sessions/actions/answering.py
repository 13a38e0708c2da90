"""After the verification report: the submitter answers each remark, the committee confirms, disputes are settled."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from council.events.sessions import RemarkMoved
from council.law import Rules
from council.sessions import law
from council.sessions.actions.dossier_moves import moved
from council.sessions.actions.refusals_dossiers import NotAnswering, RemarksStillOpen, TextMissing
from council.sessions.models import AnswerKind, Dossier, Remark
from council.sessions.workflow import CLOSED_REMARKS, DossierState
from kernel import audit, outbox
from kernel.access import Actor, take
from kernel.rows import lock


@dataclass(frozen=True)
class _Reply:
    """A step of a remark with what it writes; ``said`` is the field that must say something."""

    name: str
    changed: dict[str, object]
    said: str = ""


@transaction.atomic
def open_remarks(*, actor: Actor, dossier: Dossier, now: datetime, rules: Rules) -> Dossier:
    """Hand the report's remarks to the submitter, who answers each of them.

    :raises NotPermitted: the actor does not keep dossiers.
    :raises StepNotAllowed: the report is not issued, or they are handed over already.
    """
    dossier = lock(dossier)
    step = take("open_remarks", actor, dossier)
    return moved(actor, dossier, step, now=now, rules=rules)


@transaction.atomic
def answer_remark(
    *, actor: Actor, remark: Remark, version: int, kind: AnswerKind, answer: str, now: datetime
) -> Remark:
    """Answer a remark: taken in, or explained; until the committee looks at it the answer may be changed.

    :raises NotPermitted: the actor does not act for the submitter.
    :raises StepNotAllowed: the committee has confirmed or disputed the answer.
    :raises VersionClash: the remark changed since ``version``.
    :raises NotAnswering: the remarks are not handed over, or closed.
    :raises TextMissing: the answer says nothing.
    """
    changed = {"answer_kind": kind, "answer": answer, "answered_at": now}
    return _stepped(actor, remark, version, _Reply("answer", changed, said="answer"))


@transaction.atomic
def confirm_remark(*, actor: Actor, remark: Remark, version: int) -> Remark:
    """Confirm that a remark is answered well, by the answer that stood in ``version``.

    :raises NotPermitted: the actor does not head the committee that examines the dossier.
    :raises StepNotAllowed: it is not answered, or decided.
    :raises VersionClash: the remark changed since ``version``.
    :raises NotAnswering: the remarks are not handed over, or closed.
    """
    return _stepped(actor, remark, version, _Reply("confirm", {}))


@transaction.atomic
def dispute_remark(*, actor: Actor, remark: Remark, version: int, objection: str) -> Remark:
    """Say that committee and submitter differ: the standing committee decides (Q-110).

    :raises NotPermitted: the actor does not head the committee that examines the dossier.
    :raises StepNotAllowed: it is not answered, or decided.
    :raises VersionClash: the remark changed since ``version``.
    :raises NotAnswering: the remarks are not handed over, or closed.
    :raises TextMissing: it does not say why.
    """
    return _stepped(actor, remark, version, _Reply("dispute", {"objection": objection}, said="objection"))


@transaction.atomic
def settle_remark(*, actor: Actor, remark: Remark, version: int, decision: str, now: datetime) -> Remark:
    """Decide a remark on which committee and submitter differ.

    :raises NotPermitted: only chair and vice chairs decide.
    :raises StepNotAllowed: it is not disputed, or decided.
    :raises VersionClash: the remark changed since ``version``.
    :raises NotAnswering: the remarks are not handed over, or closed.
    :raises TextMissing: the decision says nothing.
    """
    changed = {"decision": decision, "decided_at": now}
    return _stepped(actor, remark, version, _Reply("settle", changed, said="decision"))


@transaction.atomic
def close_remarks(*, actor: Actor, dossier: Dossier, now: datetime, rules: Rules) -> Dossier:
    """Confirm that every remark is answered or settled: the matter may come onto the agenda (R-SES-10).

    :raises NotPermitted: the actor does not head the committee that examines it.
    :raises StepNotAllowed: the remarks are not handed over, or closed already.
    :raises RemarksStillOpen: too few are confirmed or settled.
    """
    dossier = lock(dossier)
    step = take("close_remarks", actor, dossier)
    require_closed(dossier, rules)
    return moved(actor, dossier, step, now=now, rules=rules)


def require_closed(dossier: Dossier, rules: Rules) -> None:
    """Pass when enough remarks are confirmed or settled.

    :raises RemarksStillOpen: too few are.
    """
    states: Collection[str] = list(dossier.remarks.values_list("state", flat=True))
    closed = sum(state in CLOSED_REMARKS for state in states)
    if not law.are_remarks_closed(closed=closed, total=len(states), rules=rules):
        raise RemarksStillOpen(len(states) - closed)


def _stepped(actor: Actor, remark: Remark, version: int, reply: _Reply) -> Remark:
    dossier = lock(remark.dossier)
    remark = lock(remark, version=version)
    step = take(reply.name, actor, remark)
    if dossier.state != DossierState.REMARKS_OPEN:
        raise NotAnswering()
    if reply.said and not str(reply.changed[reply.said]).strip():
        raise TextMissing(field=reply.said)
    for field, value in reply.changed.items():
        setattr(remark, field, value.strip() if isinstance(value, str) else value)
    remark.state = step.target
    remark.version += 1
    remark.save(update_fields=["state", "version", *reply.changed])
    audit.record(actor, f"sessions.{reply.name}_remark", remark, fields=("state", *reply.changed))
    outbox.publish(RemarkMoved(dossier_id=dossier.id, remark_id=remark.id, step=reply.name), actor=actor)
    return remark
