"""Taking presence: the delegate's own check-in, and the secretary's notes. The ledger only grows."""

from datetime import datetime

from django.db import transaction

from council.people.models import Mandate
from council.people.workflow import MandateState
from council.sessions.actions.refusals import MandateNotActive, PresenceClosed
from council.sessions.models import Attendance, Presence, Sitting
from council.sessions.models.presence import Source
from council.sessions.permissions import Can
from council.sessions.workflow import TAKES_PRESENCE, SittingState
from kernel import audit
from kernel.access import Actor, require
from kernel.rows import lock


@transaction.atomic
def check_in(*, actor: Actor, sitting: Sitting, mandate: Mandate, now: datetime) -> Attendance:
    """Note that a delegate is in the hall, by her own tap; tapping again changes nothing.

    :raises NotPermitted: the mandate is not the actor's own.
    :raises MandateNotActive: the mandate is suspended or has ended.
    :raises PresenceClosed: the sitting has ended, or its session takes no presence.
    """
    require(actor, Can.CHECK_IN, mandate)
    return _noted(actor, sitting, mandate, Presence.PRESENT, now, Source.SELF)


@transaction.atomic
def record_presence(*, actor: Actor, sitting: Sitting, mandate: Mandate, what: Presence, now: datetime) -> Attendance:
    """Note a delegate's coming, leaving or absence on the office's word.

    :raises NotPermitted: the actor does not keep presence.
    :raises MandateNotActive: the mandate is suspended or has ended.
    :raises PresenceClosed: the sitting has ended, or its session takes no presence.
    """
    require(actor, Can.RECORD_PRESENCE, sitting)
    return _noted(actor, sitting, mandate, what, now, Source.OFFICE)


def _noted(
    actor: Actor, sitting: Sitting, mandate: Mandate, what: Presence, now: datetime, source: Source
) -> Attendance:
    mandate = lock(mandate)
    sitting = Sitting.objects.select_related("session").get(pk=sitting.pk)
    if mandate.state != MandateState.ACTIVE:
        raise MandateNotActive()
    if sitting.state == SittingState.ENDED or sitting.session.state not in TAKES_PRESENCE:
        raise PresenceClosed()
    last = Attendance.objects.filter(sitting=sitting, mandate=mandate).order_by("-id").first()
    if last is not None and last.what == what:
        return last
    noted = Attendance.objects.create(
        sitting=sitting, mandate=mandate, what=what, at=now, by=actor.account_id, source=source
    )
    audit.record(actor, "sessions.presence", sitting)
    return noted
