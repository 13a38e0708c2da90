"""The presence of a sitting afterwards: confirmed, corrected for some days, locked; and a quorum lost in the middle."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.law import (
    AWAY,
    CORRECTIONS,
    PresenceKind,
    RollStage,
    Rules,
    locked_because,
    minutes_late,
    roll_stage,
)
from council.people.models import Mandate
from council.people.workflow import MandateState
from council.sessions.actions.presence import OnlineNotTaken
from council.sessions.actions.refusals import ReasonMissing, SessionNotRunning
from council.sessions.actions.sittings import pause_session
from council.sessions.models import (
    Attendance,
    Presence,
    QuorumChoice,
    QuorumLoss,
    RollConfirmation,
    Sitting,
)
from council.sessions.models.presence import Source
from council.sessions.permissions import Can
from council.sessions.queries import Expected, expected_in, list_presence, quorum_of
from council.sessions.queries.presence import lines_of, standing_of, takes_online
from council.sessions.workflow import SittingState
from kernel import audit, clock
from kernel.access import Actor, require
from kernel.refusal import Refusal
from kernel.rows import lock


class RollTaken(Refusal):
    """The sitting goes on, or is ahead: its presence is taken, not corrected."""

    code = "roll_taken"
    message = _("Phiên họp chưa kết thúc. Điểm danh đang được ghi trực tiếp, chưa xác nhận hay sửa lại.")


class RollConfirmed(Refusal):
    """Somebody confirmed the presence already."""

    code = "roll_confirmed"
    message = _("Điểm danh của phiên họp này đã được xác nhận.")


class RollLocked(Refusal):
    """The days of correction have passed; the sentence explains the last one."""

    code = "roll_locked"


class OwnPresence(Refusal):
    """Nobody corrects her own presence."""

    code = "own_presence"
    message = _("Không ai tự sửa điểm danh của chính mình. Hãy nhờ người khác có quyền sửa.")


class NothingCorrected(Refusal):
    """The correction says what stands already, or what only a running sitting knows."""

    code = "nothing_corrected"
    message = _("Nội dung sửa trùng với điểm danh đang có.")
    field = "what"


class LateMinutesWrong(Refusal):
    """Lateness needs its minutes, no more than the sitting lasted."""

    code = "late_minutes_wrong"
    message = _("Hãy ghi số phút đến muộn, từ 1 phút và không quá thời gian của phiên họp.")
    field = "late_minutes"


class QuorumStands(Refusal):
    """Enough delegates are present: there is nothing to choose."""

    code = "quorum_stands"
    message = _("Phiên họp vẫn đủ số đại biểu cần có.")


class DiscussingNotAllowed(Refusal):
    """The council's rules do not let a discussion go on without a quorum."""

    code = "discussing_not_allowed"
    message = _("Quy chế của Hội đồng không cho thảo luận tiếp khi không đủ số đại biểu cần có.")


@transaction.atomic
def confirm_presence(*, actor: Actor, sitting: Sitting, now: datetime) -> RollConfirmation:
    """Confirm the presence of a sitting that is over; who was never noted is absent, with leave if it was given.

    :raises NotPermitted: the actor does not confirm presence.
    :raises RollTaken: the sitting is not over.
    :raises RollConfirmed: it was confirmed already.
    """
    require(actor, Can.CONFIRM_PRESENCE, sitting)
    sitting = lock(sitting)
    if sitting.state != SittingState.ENDED:
        raise RollTaken()
    if RollConfirmation.objects.filter(sitting=sitting).exists():
        raise RollConfirmed()
    unknown = [row.mandate for row in list_presence(sitting) if row.line is None and _counts(row.mandate)]
    expected = expected_in(sitting)
    Attendance.objects.bulk_create(
        Attendance(
            sitting=sitting,
            mandate=mandate,
            what=Presence.EXCUSED if expected.get(mandate.id) == Expected.EXCUSED else Presence.ABSENT,
            at=now,
            by=actor.account_id,
            source=Source.CONFIRMED,
        )
        for mandate in unknown
    )
    confirmation: RollConfirmation = RollConfirmation.objects.create(
        sitting=sitting, confirmed_at=now, confirmed_by=actor.account_id, **_counted(sitting)
    )
    _note_numbers(sitting)
    audit.record(actor, "sessions.confirm_presence", sitting)
    return confirmation


@transaction.atomic
def correct_presence(
    *,
    actor: Actor,
    sitting: Sitting,
    mandate: Mandate,
    what: Presence,
    reason: str,
    now: datetime,
    rules: Rules,
    late_minutes: int = 0,
) -> Attendance:
    """Correct what the ledger holds of a delegate in a sitting that is over; the old line stays beside the new one.

    :raises NotPermitted: the actor does not confirm presence.
    :raises OwnPresence: it is her own.
    :raises ReasonMissing: no reason is given.
    :raises RollTaken: the sitting is not over.
    :raises RollLocked: the days of correction have passed.
    :raises OnlineNotTaken: she is to have been present online in a sitting held in the hall alone.
    :raises LateMinutesWrong: she is to have come late, without sensible minutes.
    :raises NothingCorrected: it says what stands already.
    """
    require(actor, Can.CONFIRM_PRESENCE, sitting)
    if actor.person_id == mandate.person_id:
        raise OwnPresence()
    if not reason.strip():
        raise ReasonMissing()
    mandate = lock(mandate)
    sitting = Sitting.objects.select_related("session").get(pk=sitting.pk)
    _require_corrected(sitting, now, rules)
    lines = lines_of(sitting, mandate)
    kind, late = _correction(sitting, what, late_minutes)
    standing = standing_of(lines)
    if (standing.what, standing.late_minutes) == (kind, late):
        raise NothingCorrected()
    line = Attendance.objects.create(
        sitting=sitting,
        mandate=mandate,
        what=kind,
        at=now,
        by=actor.account_id,
        source=Source.CORRECTED,
        late_minutes=late,
        corrects=lines[-1] if lines else None,
        reason=reason.strip(),
    )
    if RollConfirmation.objects.filter(sitting=sitting).exists():
        _note_numbers(sitting)
    audit.record(actor, "sessions.correct_presence", sitting, reason=reason)
    return line


@transaction.atomic
def choose_without_quorum(
    *, actor: Actor, sitting: Sitting, choice: QuorumChoice, now: datetime, rules: Rules
) -> QuorumLoss:
    """Record what the chair does when too few delegates are left; a pause is made at once.

    :raises NotPermitted: only who chairs chooses.
    :raises SessionNotRunning: the sitting does not run.
    :raises QuorumStands: enough delegates are present.
    :raises DiscussingNotAllowed: the council's rules end the discussion too.
    :raises VoteStillOpen: delegates are voting, so nobody pauses.
    """
    require(actor, Can.CHAIR, sitting)
    sitting = lock(sitting)
    if sitting.state != SittingState.RUNNING:
        raise SessionNotRunning()
    quorum = quorum_of(sitting, now=now, rules=rules)
    if quorum.met:
        raise QuorumStands()
    if choice == QuorumChoice.DISCUSS and not rules.allows("sessions.discuss_without_quorum"):
        raise DiscussingNotAllowed()
    loss: QuorumLoss = QuorumLoss.objects.create(
        sitting=sitting,
        at=now,
        by=actor.account_id,
        choice=choice,
        present=quorum.present,
        needed=quorum.needed,
        in_office=quorum.in_office,
    )
    audit.record(actor, "sessions.choose_without_quorum", sitting, reason=str(choice))
    if choice == QuorumChoice.PAUSE:
        pause_session(actor=actor, session=sitting.session, reason=str(quorum.sentence), now=now)
    return loss


def _require_corrected(sitting: Sitting, now: datetime, rules: Rules) -> None:
    ended_on = clock.local_day(sitting.ended_at) if sitting.ended_at else None
    stage = roll_stage(ended_on=ended_on, is_confirmed=True, today=clock.local_day(now), rules=rules)
    if ended_on is None or stage == RollStage.TAKEN:
        raise RollTaken()
    if stage == RollStage.LOCKED:
        raise RollLocked(str(locked_because(ended_on=ended_on, rules=rules)))


def _correction(sitting: Sitting, what: Presence, late_minutes: int) -> tuple[PresenceKind, int]:
    """Return the kind and the minutes that a correction writes.

    :raises NothingCorrected: it is no kind of a correction.
    :raises OnlineNotTaken: the sitting was held in the hall alone.
    :raises LateMinutesWrong: lateness without sensible minutes.
    """
    kind = PresenceKind(what)
    if kind not in CORRECTIONS:
        raise NothingCorrected()
    if kind == PresenceKind.ONLINE and not takes_online(sitting):
        raise OnlineNotTaken()
    if kind != PresenceKind.LATE:
        return kind, 0
    longest = minutes_late(started_at=sitting.started_at, at=sitting.ended_at) if sitting.ended_at else 0
    if not 1 <= late_minutes <= max(longest, 1):
        raise LateMinutesWrong()
    return kind, late_minutes


def _counted(sitting: Sitting) -> dict[str, int]:
    """Return who came, was excused and was absent, of all whom the ledger names."""
    rows = [row for row in list_presence(sitting) if row.line is not None]
    return {
        "present": sum(row.standing.came for row in rows),
        "excused": sum(row.standing.what == PresenceKind.EXCUSED for row in rows),
        "absent": sum(row.standing.what in AWAY - {PresenceKind.EXCUSED} for row in rows),
    }


def _note_numbers(sitting: Sitting) -> None:
    """Write the numbers of a confirmed sitting where they are counted."""
    counted = {f"delegates_{name}": number for name, number in _counted(sitting).items()}
    Sitting.objects.filter(pk=sitting.pk).update(**counted)


def _counts(mandate: Mandate) -> bool:
    return mandate.state == MandateState.ACTIVE
