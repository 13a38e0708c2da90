"""Counting that a printed code was scanned (R-SES-25): a number of the day, no address, no device, no person."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from council.sessions.models import AgendaItem, CouncilSession, ScanCount
from council.sessions.permissions import Can
from kernel import clock
from kernel.access import Actor, require


@transaction.atomic
def count_scan(*, actor: Actor, session: CouncilSession, item: AgendaItem | None = None, now: datetime) -> None:
    """Count one scan of a session's code, or of one of its items, on the day of ``now``.

    :raises NotPermitted: the session is not public yet.
    """
    require(actor, Can.READ_PUBLIC, session)
    day, _is_new = ScanCount.objects.get_or_create(session=session, item=item, day_on=clock.local_day(now))
    ScanCount.objects.filter(pk=day.pk).update(scans=F("scans") + 1)
