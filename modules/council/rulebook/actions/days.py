"""Keeping a council's local days; open deadlines follow in the same transaction."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from council import law
from council.rulebook.actions.deadlines import move_deadlines
from council.rulebook.actions.refusals import DayTaken, DocumentMissing, ReasonMissing, require_coming, require_text
from council.rulebook.models import DayOff
from council.rulebook.permissions import Can
from kernel import audit
from kernel.access import Actor, require
from kernel.refusal import NotFound
from kernel.rows import lock


@transaction.atomic
def set_local_day(
    *, actor: Actor, day_on: date, kind: str, name: str, document: str, now: datetime, rules: law.Rules
) -> DayOff:
    """Add a local day off or a local working day; ``rules`` hold before it, open deadlines are recomputed.

    :raises NotPermitted: the actor may not keep the calendar.
    :raises LocalDayNotAllowed: the national calendar rules this day, or nothing would change.
    :raises DayTaken: the council has set this day already.
    :raises DocumentMissing, InForceInPast: see the sentences.
    """
    require(actor, Can.SET_DAY)
    row = DayOff(
        day_on=require_coming(day_on, now, field="day_on"),
        kind=DayOff.Kind(kind),
        name=name.strip(),
        document=require_text(document, DocumentMissing),
        set_by=actor.account_id,
        set_by_name=actor.name,
    )
    law.national_calendar().check_local(row.as_law())
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise DayTaken() from error
    audit.record(actor, "rulebook.set_day", row, fields=("day_on", "kind"), reason=row.document)
    move_deadlines(actor=actor, cause=row, why=f"{row.name}: {row.document}", before=rules)
    return row


@transaction.atomic
def remove_local_day(*, actor: Actor, day: DayOff, reason: str, now: datetime, rules: law.Rules) -> DayOff:
    """Take a local day off the calendar; the row stays with who removed it and why.

    :raises NotPermitted: the actor may not keep the calendar.
    :raises NotFound: it was removed before.
    :raises ReasonMissing: no reason was given.
    """
    require(actor, Can.SET_DAY, day)
    if not reason.strip():
        raise ReasonMissing()
    day = lock(day)
    if day.removed_at is not None:
        raise NotFound()
    day.removed_at, day.removed_by, day.removed_reason = now, actor.account_id, reason.strip()
    day.save(update_fields=["removed_at", "removed_by", "removed_reason"])
    audit.record(actor, "rulebook.remove_day", day, fields=("removed_at",), reason=day.removed_reason)
    move_deadlines(actor=actor, cause=day, why=f"{day.name}: {day.removed_reason}", before=rules)
    return day
