"""Who is in the hall now, and whether they are enough."""

from datetime import datetime
from uuid import UUID

from council.law import IN_HALL, Quorum, Rules, may_open
from council.people.queries import count_in_office
from council.people.workflow import MandateState
from council.sessions.models import Attendance, Sitting
from kernel import clock


def present_now(sitting: Sitting) -> list[UUID]:
    """Return the active mandates that the ledger has as present in a sitting, in the hall or online."""
    latest = Attendance.objects.filter(sitting=sitting).last_lines().select_related("mandate")
    return [line.mandate_id for line in latest if line.what in IN_HALL and line.mandate.state == MandateState.ACTIVE]


def quorum_of(sitting: Sitting, *, now: datetime, rules: Rules) -> Quorum:
    """Return whether the delegates present in a sitting are enough, with the sentence that says why."""
    with_suspended = rules.allows("votes.suspended_in_total")
    total = count_in_office(on=clock.local_day(now), with_suspended=with_suspended)
    return may_open(present=len(present_now(sitting)), in_office=total, rules=rules)
