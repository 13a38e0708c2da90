"""Taking presence: the delegate's own check-in and leaving, and the office's notes. The ledger only grows.

A delegate checks in with the code that the hall's screen shows, through the network where the sitting is held so,
or by a mere tap where the council's rules allow it. What changes nothing writes nothing, so that two taps and two
clerks leave one line.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.law import Presence as Standing
from council.law import PresenceKind, Rules, coming, minutes_late
from council.people.models import Mandate
from council.people.workflow import MandateState
from council.sessions.actions.refusals import MandateNotActive, PresenceClosed
from council.sessions.models import Attendance, Presence, Sitting
from council.sessions.models.presence import Source
from council.sessions.permissions import Can
from council.sessions.queries.presence import is_code, lines_of, standing_of, takes_online
from council.sessions.workflow import TAKES_PRESENCE, SittingState
from kernel import audit, limits
from kernel.access import Actor, require
from kernel.refusal import Refusal
from kernel.rows import lock

TRIES, WITHIN_SECONDS = 10, 300
COMING = frozenset({Presence.PRESENT, Presence.LATE, Presence.RETURNED, Presence.PRESENT_ONLINE})


class CodeWrong(Refusal):
    """The code is not the one on the hall's screen, or no longer."""

    code = "code_wrong"
    message = _("Mã điểm danh không đúng hoặc đã đổi. Hãy nhìn màn hình hội trường và nhập mã đang hiện.")
    field = "code"


class OnlineNotTaken(Refusal):
    """The sitting is held in the hall alone."""

    code = "online_not_taken"
    message = _("Phiên họp này họp trực tiếp, không điểm danh trực tuyến.")


class NotInHall(Refusal):
    """Only who is in the hall can leave it."""

    code = "not_in_hall"
    message = _("Đại biểu này chưa được ghi là có mặt nên không ghi rời phiên.")


@dataclass(frozen=True)
class _Entry:
    """Who notes what of whom, and the lines that stand already, oldest first."""

    actor: Actor
    sitting: Sitting
    mandate: Mandate
    now: datetime
    source: Source
    lines: tuple[Attendance, ...]

    @property
    def standing(self) -> Standing:
        """What the lines come to."""
        return standing_of(self.lines)


@transaction.atomic
def check_in(
    *,
    actor: Actor,
    sitting: Sitting,
    mandate: Mandate,
    now: datetime,
    rules: Rules,
    code: str = "",
    online: bool = False,
) -> Attendance:
    """Note that a delegate is in the hall, by her own doing; doing it again changes nothing.

    :raises NotPermitted: the mandate is not the actor's own.
    :raises MandateNotActive: the mandate is suspended or has ended.
    :raises PresenceClosed: the sitting has ended, or its session takes no presence.
    :raises CodeWrong: the rules ask for the code on the hall's screen, and this is not it.
    :raises OnlineNotTaken: the sitting is held in the hall alone.
    :raises TooMany: wrong codes were tried too often.
    """
    require(actor, Can.CHECK_IN, mandate)
    entry = _entry(actor, sitting, mandate, now, Source.ONLINE if online else Source.SELF)
    if not online and not entry.standing.is_in_hall and rules.allows("sessions.check_in_needs_code"):
        entry = replace(entry, source=_by_code(entry, code))
    return _come(entry, online=online)


@transaction.atomic
def leave_sitting(*, actor: Actor, sitting: Sitting, mandate: Mandate, now: datetime) -> Attendance:
    """Note that a delegate leaves the hall, by her own tap; she checks in again when she returns.

    :raises NotPermitted: the mandate is not the actor's own.
    :raises MandateNotActive: the mandate is suspended or has ended.
    :raises PresenceClosed: the sitting has ended, or its session takes no presence.
    :raises NotInHall: she is not noted as present.
    """
    require(actor, Can.CHECK_IN, mandate)
    return _leave(_entry(actor, sitting, mandate, now, Source.SELF))


@transaction.atomic
def record_presence(*, actor: Actor, sitting: Sitting, mandate: Mandate, what: Presence, now: datetime) -> Attendance:
    """Note a delegate's coming, leaving or absence on the office's word.

    How late she is, and that she returned, follows from the sitting and from her last line.

    :raises NotPermitted: the actor does not keep presence.
    :raises MandateNotActive: the mandate is suspended or has ended.
    :raises PresenceClosed: the sitting has ended, or its session takes no presence.
    :raises NotInHall: she is to leave and is not noted as present.
    :raises OnlineNotTaken: she is to be present online in a sitting held in the hall alone.
    """
    require(actor, Can.RECORD_PRESENCE, sitting)
    entry = _entry(actor, sitting, mandate, now, Source.OFFICE)
    if what in COMING:
        return _come(entry, online=what == Presence.PRESENT_ONLINE)
    if what == Presence.LEFT:
        return _leave(entry)
    return _write(entry, PresenceKind(what))


def _entry(actor: Actor, sitting: Sitting, mandate: Mandate, now: datetime, source: Source) -> _Entry:
    """Lock the mandate, so that two devices act one after the other, and read what stands."""
    mandate = lock(mandate)
    sitting = Sitting.objects.select_related("session").get(pk=sitting.pk)
    if mandate.state != MandateState.ACTIVE:
        raise MandateNotActive()
    if sitting.state == SittingState.ENDED or sitting.session.state not in TAKES_PRESENCE:
        raise PresenceClosed()
    return _Entry(actor, sitting, mandate, now, source, tuple(lines_of(sitting, mandate)))


def _by_code(entry: _Entry, code: str) -> Source:
    limits.count("sessions:check-in", str(entry.mandate.pk), times=TRIES, seconds=WITHIN_SECONDS)
    if not is_code(entry.sitting, code, now=entry.now):
        raise CodeWrong()
    return Source.CODE


def _come(entry: _Entry, *, online: bool) -> Attendance:
    if online and not takes_online(entry.sitting):
        raise OnlineNotTaken()
    before = entry.standing
    if before.is_in_hall:
        return entry.lines[-1]
    late = 0 if before.came else minutes_late(started_at=entry.sitting.started_at, at=entry.now)
    return _write(entry, coming(online=online, before=before, late_minutes=late), late_minutes=late)


def _leave(entry: _Entry) -> Attendance:
    if entry.standing.what != PresenceKind.LEFT and not entry.standing.is_in_hall:
        raise NotInHall()
    return _write(entry, PresenceKind.LEFT)


def _write(entry: _Entry, what: PresenceKind, *, late_minutes: int = 0) -> Attendance:
    """Write a line, or return the last one when it says the same already."""
    if entry.standing.what == what:
        return entry.lines[-1]
    line = Attendance.objects.create(
        sitting=entry.sitting,
        mandate=entry.mandate,
        what=what,
        at=entry.now,
        by=entry.actor.account_id,
        source=entry.source,
        late_minutes=late_minutes,
    )
    audit.record(entry.actor, "sessions.presence", entry.sitting)
    return line
