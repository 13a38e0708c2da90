"""Moving rights inside what the law allows: one person proposes, for content another confirms, each can be undone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kernel import audit, clock, outbox
from kernel.access.actor import Actor, KernelRole
from kernel.access.book import BOOK, known, known_role
from kernel.access.events import RightMoveDecided, RightMoveProposed
from kernel.access.gate import require, scopes_of
from kernel.access.models import RightMove
from kernel.access.permissions import Can
from kernel.access.queries import moved_on
from kernel.access.steps import take
from kernel.access.workflow import Effect, MoveState
from kernel.locks import hold_until_commit
from kernel.refusal import Refusal
from kernel.rows import lock


class NotMovable(Refusal):
    """The law fixes this right, or does not let this role get or lose it."""

    code = "right_not_movable"
    message = _("Luật không cho giao quyền này cho vai trò đó, hoặc không cho bỏ quyền này khỏi vai trò đó.")
    field = "change"


class AlreadyMoved(Refusal):
    """It is so already, or such a change waits."""

    code = "right_moved_already"
    message = _("Vai trò này đã như vậy, hoặc đang có một thay đổi chờ xác nhận.")
    field = "change"


class LastRole(Refusal):
    """Nobody could do it any more."""

    code = "last_role"
    message = _("Phải còn ít nhất một vai trò có quyền này.")
    field = "change"


class MoveReasonMissing(Refusal):
    """Who may do what is never changed without saying why."""

    code = "reason_missing"
    message = _("Hãy ghi lý do.")
    field = "reason"


class DayPassed(Refusal):
    """A right never changes for days that are over."""

    code = "day_passed"
    message = _("Ngày áp dụng không được trước hôm nay.")
    field = "from_on"


@dataclass(frozen=True)
class Wanted:
    """One change: give a role a capability, or take it away."""

    effect: Effect
    role: str
    capability: str


@transaction.atomic
def propose_move(*, actor: Actor, wanted: Wanted, reason: str, from_on: date, now: datetime) -> RightMove:
    """Propose that a role gets or loses a capability; what touches no content is in force at once.

    :raises NotPermitted: the actor may not propose, or holds the role himself.
    :raises NotMovable: the law does not allow it.
    :raises AlreadyMoved, LastRole, MoveReasonMissing, DayPassed: see the sentences.
    """
    row = RightMove(
        effect=wanted.effect, role=known_role(wanted.role), capability=known(wanted.capability), from_on=from_on
    )
    require(actor, Can.PROPOSE, row)
    bounds = BOOK.description_of(row.capability)
    allowed = {Effect.GIVE: bounds.to, Effect.TAKE: bounds.away}.get(wanted.effect, frozenset())
    if row.role not in allowed:
        raise NotMovable()
    _check_change(row, clock.local_day(now))
    return _proposed(actor, row, reason=reason, from_on=from_on, now=now, two_people=bounds.two_people)


@transaction.atomic
def simplify(*, actor: Actor, reason: str, from_on: date, now: datetime, two_people: bool = True) -> RightMove:
    """Propose that few hands do all the office's work: the separations that the law does not ask for are lifted.

    The caller knows whether the place is small enough.

    :raises NotPermitted: the actor may not propose.
    :raises AlreadyMoved, MoveReasonMissing, DayPassed: see the sentences.
    """
    require(actor, Can.PROPOSE)
    row = RightMove(effect=Effect.SIMPLIFY)
    return _proposed(actor, row, reason=reason, from_on=from_on, now=now, two_people=two_people)


@transaction.atomic
def confirm_move(*, actor: Actor, move: RightMove, now: datetime) -> RightMove:
    """Confirm what another person proposed; it counts from its day on, never from a day that is over.

    :raises NotPermitted: the actor may not confirm, proposed it himself, or holds the role.
    :raises StepNotAllowed: it no longer waits.
    :raises LastRole: what was moved since it was proposed would leave the right with nobody.
    """
    move = lock(move)
    move.state = take("confirm", actor, move).target
    move.from_on = max(move.from_on, clock.local_day(now))
    if move.effect == Effect.TAKE:
        _require_others(move, clock.local_day(now))
    move.decided_by, move.decided_by_name, move.decided_at = actor.account_id, actor.name, now
    return _saved(actor, move, "access.confirm_move", ["from_on", "decided_by", "decided_by_name", "decided_at"])


@transaction.atomic
def refuse_move(*, actor: Actor, move: RightMove, reason: str, now: datetime) -> RightMove:
    """Say no to what another person proposed.

    :raises NotPermitted, StepNotAllowed: as for confirming.
    :raises MoveReasonMissing: no reason is given.
    """
    return _ended(actor, move, "refuse", reason, now)


@transaction.atomic
def withdraw_move(*, actor: Actor, move: RightMove, reason: str, now: datetime) -> RightMove:
    """Take a proposal back before anybody confirmed it.

    :raises NotPermitted: the actor may not propose.
    :raises StepNotAllowed: it no longer waits.
    :raises MoveReasonMissing: no reason is given.
    """
    return _ended(actor, move, "withdraw", reason, now)


@transaction.atomic
def undo_move(*, actor: Actor, move: RightMove, reason: str, now: datetime) -> RightMove:
    """Return a right to where the tables put it, at once.

    :raises NotPermitted: the actor may not propose, or holds the role himself.
    :raises StepNotAllowed: it is not in force.
    :raises MoveReasonMissing: no reason is given.
    :raises LastRole: it was given to this role, and every other one has lost it since.
    """
    ended = _ended(actor, move, "undo", reason, now)
    if ended.effect == Effect.GIVE:
        _require_others(ended, clock.local_day(now))
    return ended


def _check_change(row: RightMove, today: date) -> None:
    given, taken = moved_on(today)
    has_it = bool(scopes_of(row.role, row.capability, given=given, taken=taken))
    if has_it == (row.effect == Effect.GIVE):
        raise AlreadyMoved()
    if row.effect == Effect.TAKE:
        _require_others(row, today)


def _require_others(move: RightMove, today: date) -> None:
    """Pass when another role has the right on every day from which the moves in force may change who has it.

    Whoever moves the same right at the same moment waits here for the other's commit and counts what it did.
    """
    hold_until_commit(f"access.move:{move.capability}")
    days = RightMove.objects.filter(state=MoveState.IN_FORCE, capability=move.capability).values_list("from_on")
    later = {day for (day,) in days if day > max(today, move.from_on)}
    people = BOOK.roles - {role.value for role in KernelRole} - {move.role}
    for day in {max(today, move.from_on), *later}:
        given, taken = moved_on(day)
        if not any(scopes_of(role, move.capability, given=given, taken=taken) for role in people):
            raise LastRole()


def _proposed(
    actor: Actor, row: RightMove, *, reason: str, from_on: date, now: datetime, two_people: bool
) -> RightMove:
    if not reason.strip():
        raise MoveReasonMissing()
    if from_on < clock.local_day(now):
        raise DayPassed()
    row.reason, row.from_on = reason.strip(), from_on
    row.proposed_by, row.proposed_by_name = actor.account_id, actor.name
    if not two_people:
        row.state = MoveState.IN_FORCE
        row.decided_by, row.decided_by_name, row.decided_at = actor.account_id, actor.name, now
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as clash:
        raise AlreadyMoved() from clash
    audit.record(actor, "access.propose_move", row, fields=("state",), reason=row.reason)
    _tell(actor, row)
    return row


def _ended(actor: Actor, move: RightMove, step: str, reason: str, now: datetime) -> RightMove:
    move = lock(move)
    move.state = take(step, actor, move).target
    if not reason.strip():
        raise MoveReasonMissing()
    move.ended_by, move.ended_by_name, move.ended_at = actor.account_id, actor.name, now
    move.end_reason = reason.strip()
    return _saved(actor, move, f"access.{step}_move", ["ended_by", "ended_by_name", "ended_at", "end_reason"])


def _saved(actor: Actor, move: Any, action: str, fields: list[str]) -> RightMove:
    move.version += 1
    move.save(update_fields=["state", "version", *fields])
    audit.record(actor, action, move, fields=("state", *fields), reason=move.end_reason or move.reason)
    _tell(actor, move)
    saved: RightMove = move
    return saved


def _tell(actor: Actor, move: RightMove) -> None:
    if move.state == MoveState.PROPOSED:
        outbox.publish(RightMoveProposed(move_id=move.id), actor=actor)
    elif move.state != MoveState.WITHDRAWN:
        outbox.publish(RightMoveDecided(move_id=move.id, state=str(move.state)), actor=actor)
