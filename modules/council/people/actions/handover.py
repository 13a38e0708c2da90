"""Handing over what somebody leaves behind: the list is made, each matter is given to a named person and taken."""

from datetime import date
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.events.people import DutyGiven, DutyTaken
from council.people.models import Duty, Handover, Person
from council.people.permissions import Can
from council.people.queries.duties import find_duties
from council.people.queries.presence import has_place
from council.people.workflow import DutyState, HandoverState
from kernel import audit, outbox
from kernel.access import Actor, require, take
from kernel.refusal import Refusal
from kernel.rows import lock


class HandoverOpen(Refusal):
    """Somebody hands over once at a time."""

    code = "handover_open"
    message = _("Người này đang có một việc bàn giao chưa xong.")


class ReceiverNotFitting(Refusal):
    """Who goes on with a duty must have a post or a mandate, and is somebody else than who leaves."""

    code = "receiver_not_fitting"
    message = _("Người nhận phải là người khác và đang có nhiệm vụ trong Hội đồng.")
    field = "receiver"


class DutiesLeft(Refusal):
    """Not everything has been taken over."""

    code = "duties_left"
    message = _("Còn việc chưa có người nhận, nên chưa kết thúc bàn giao được.")


class DeclineReasonMissing(Refusal):
    """Who gives a duty back says why."""

    code = "decline_reason_missing"
    message = _("Hãy ghi lý do trả lại.")
    field = "reason"


@transaction.atomic
def open_handover(*, actor: Actor, person: Person, leaves_on: date, cause: str) -> Handover:
    """Begin a hand-over with all that the modules know to be open with the person.

    :raises NotPermitted: the actor may not arrange hand-overs.
    :raises HandoverOpen: one is open already.
    """
    require(actor, Can.HAND_OVER)
    person = lock(person)
    if person.handovers.filter(state=HandoverState.OPEN).exists():
        raise HandoverOpen()
    return _begun(actor, person, leaves_on, cause)


def start_handover_when_gone(actor: Actor, person: Person, *, leaves_on: date, cause: str) -> None:
    """Begin a hand-over for who has left everything and leaves something open; the caller holds the person locked.

    What was given to the person and not taken yet goes back to whoever arranges it.
    """
    if has_place(person, on=leaves_on, after=True):
        return
    for duty in person.duties_received.select_for_update().filter(state=DutyState.GIVEN).order_by("id"):
        duty.receiver = None
        _moved(actor, duty, DutyState.OPEN, "return_duty", ["receiver"], reason=cause)
    if person.handovers.filter(state=HandoverState.OPEN).exists():
        return
    if find_duties(person):
        _begun(actor, person, leaves_on, cause)


@transaction.atomic
def add_duty(*, actor: Actor, handover: Handover, label: str) -> Duty:
    """Put a matter on the list that no module knows of.

    :raises NotPermitted: the actor may not arrange hand-overs.
    :raises StepNotAllowed: the hand-over is completed.
    """
    handover = lock(handover)
    take("add", actor, handover)
    duty = Duty.objects.create(handover=handover, label=" ".join(label.split()))
    audit.record(actor, "people.add_duty", handover)
    return duty


@transaction.atomic
def give_duty(*, actor: Actor, duty: Duty, receiver: Person, on: date, note: str = "") -> Duty:
    """Give a matter to a named person, who is told and takes it or gives it back.

    :raises NotPermitted: the actor may not arrange hand-overs.
    :raises StepNotAllowed: somebody took it already.
    :raises ReceiverNotFitting: it is the one who leaves, or nobody of this council now.
    """
    duty = lock(duty)
    step = take("give", actor, duty)
    if receiver.id == duty.handover.person_id or not has_place(receiver, on=on):
        raise ReceiverNotFitting()
    duty.receiver, duty.note = receiver, note
    duty = _moved(actor, duty, step.target, "give_duty", ["receiver", "note"])
    outbox.publish(DutyGiven(duty_id=duty.id, receiver_id=receiver.id), actor=actor)
    return duty


@transaction.atomic
def accept_duty(*, actor: Actor, duty: Duty, on: date) -> Duty:
    """Take a matter over: from now on it is the receiver's.

    :raises NotPermitted: it was not given to the actor.
    :raises StepNotAllowed: it is not waiting for anybody.
    """
    duty = lock(duty)
    step = take("accept", actor, duty)
    duty.taken_on = on
    duty = _moved(actor, duty, step.target, "accept_duty", ["taken_on"])
    taken = DutyTaken(
        duty_id=duty.id,
        kind=duty.kind,
        object_id=duty.object_id,
        from_person_id=duty.handover.person_id,
        to_person_id=cast(UUID, duty.receiver_id),  # who accepted it is its receiver
    )
    outbox.publish(taken, actor=actor)
    return duty


@transaction.atomic
def decline_duty(*, actor: Actor, duty: Duty, reason: str) -> Duty:
    """Give a matter back to whoever arranges the hand-over, with a reason.

    :raises NotPermitted: it was not given to the actor.
    :raises StepNotAllowed: it is not waiting for anybody.
    :raises DeclineReasonMissing: no reason is given.
    """
    duty = lock(duty)
    step = take("decline", actor, duty)
    if not reason.strip():
        raise DeclineReasonMissing()
    duty.receiver, duty.note = None, reason
    return _moved(actor, duty, step.target, "decline_duty", ["receiver", "note"], reason=reason)


@transaction.atomic
def complete_handover(*, actor: Actor, handover: Handover, on: date) -> Handover:
    """Close the list: everything on it has been taken over.

    :raises NotPermitted: the actor may not arrange hand-overs.
    :raises StepNotAllowed: it is completed already.
    :raises DutiesLeft: something is not taken yet.
    """
    handover = lock(handover)
    step = take("complete", actor, handover)
    if handover.duties.exclude(state=DutyState.TAKEN).exists():
        raise DutiesLeft()
    handover.state, handover.completed_on = step.target, on
    handover.version += 1
    handover.save(update_fields=["state", "completed_on", "version"])
    audit.record(actor, "people.complete_handover", handover, fields=("state", "completed_on"))
    return handover


def _begun(actor: Actor, person: Person, leaves_on: date, cause: str) -> Handover:
    handover = Handover.objects.create(person=person, leaves_on=leaves_on, cause=cause[:300])
    Duty.objects.bulk_create(
        Duty(handover=handover, kind=found.kind, object_id=found.object_id, label=found.label[:300], path=found.path)
        for found in find_duties(person)
    )
    audit.record(actor, "people.open_handover", handover, reason=cause)
    return handover


def _moved(actor: Actor, duty: Duty, target: str, what: str, fields: list[str], *, reason: str = "") -> Duty:
    duty.state = target
    duty.version += 1
    duty.save(update_fields=["state", "version", *fields])
    audit.record(actor, f"people.{what}", duty, fields=["state", *fields], reason=reason)
    return duty
