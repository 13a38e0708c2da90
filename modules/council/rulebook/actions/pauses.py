"""Pausing a council's terms, ending a pause by a document, taking a wrong one back. Nothing is ever edited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from council import law
from council.rulebook.actions.deadlines import move_deadlines
from council.rulebook.actions.refusals import (
    DocumentMissing,
    EndsBeforeYesterday,
    EndsLater,
    PauseOver,
    ReasonMissing,
    require_text,
)
from council.rulebook.models import Pause
from council.rulebook.permissions import Can
from kernel import audit, clock
from kernel.access import Actor, require
from kernel.refusal import NotFound
from kernel.rows import lock


@dataclass(frozen=True)
class PauseOrder:
    """What a document orders: from which day, to which (None: until another document), for which topics (all)."""

    first_on: date
    last_on: date | None
    name: str
    document: str
    reason: str
    topics: Iterable[str] = ()


@transaction.atomic
def set_pause(*, actor: Actor, order: PauseOrder, rules: law.Rules) -> Pause:
    """Let terms stand still; ``rules`` hold before it. It may reach back, because it only lengthens terms.

    :raises NotPermitted: the actor may not pause terms.
    :raises PauseNotAllowed: it ends before it begins.
    :raises DocumentMissing, ReasonMissing: see the sentences.
    """
    require(actor, Can.SET_PAUSE)
    row = Pause(
        first_on=order.first_on,
        last_on=order.last_on,
        name=order.name.strip(),
        document=require_text(order.document, DocumentMissing),
        reason=require_text(order.reason, ReasonMissing),
        topics=",".join(sorted(set(order.topics))),
        set_by=actor.account_id,
        set_by_name=actor.name,
    )
    row.as_law(rules.at)
    row.save()
    audit.record(actor, "rulebook.set_pause", row, fields=("first_on", "last_on"), reason=row.document)
    move_deadlines(actor=actor, cause=row, why=f"{row.name}: {row.document}", before=rules)
    return row


@transaction.atomic
def end_pause(*, actor: Actor, pause: Pause, ended_on: date, document: str, now: datetime, rules: law.Rules) -> Pause:
    """End a pause by a document: ``ended_on`` is its last paused day, terms run again on the next.

    :raises NotPermitted: the actor may not pause terms.
    :raises NotFound: it was removed.
    :raises PauseOver: it was ended before, or its own last day has passed.
    :raises EndsBeforeYesterday, EndsLater, DocumentMissing: see the sentences.
    """
    require(actor, Can.SET_PAUSE, pause)
    pause, today = lock(pause), clock.local_day(now)
    _require_running(pause, today)
    if ended_on < today - timedelta(days=1):
        raise EndsBeforeYesterday()
    if ended_on < pause.first_on or (pause.last_on is not None and ended_on >= pause.last_on):
        raise EndsLater()
    pause.ended_on, pause.ended_document = ended_on, require_text(document, DocumentMissing)
    pause.ended_at, pause.ended_by, pause.ended_by_name = now, actor.account_id, actor.name
    pause.save(update_fields=["ended_on", "ended_document", "ended_at", "ended_by", "ended_by_name"])
    audit.record(actor, "rulebook.end_pause", pause, fields=("ended_on",), reason=pause.ended_document)
    move_deadlines(actor=actor, cause=pause, why=f"{pause.name}: {pause.ended_document}", before=rules)
    return pause


@transaction.atomic
def remove_pause(*, actor: Actor, pause: Pause, reason: str, now: datetime, rules: law.Rules) -> Pause:
    """Take back a pause that was written wrongly; the row stays with who removed it and why.

    :raises NotPermitted: the actor may not pause terms.
    :raises NotFound: it was removed before.
    :raises ReasonMissing: no reason was given.
    """
    require(actor, Can.SET_PAUSE, pause)
    reason = require_text(reason, ReasonMissing)
    pause = lock(pause)
    if pause.removed_at is not None:
        raise NotFound()
    pause.removed_at, pause.removed_by, pause.removed_reason = now, actor.account_id, reason
    pause.save(update_fields=["removed_at", "removed_by", "removed_reason"])
    audit.record(actor, "rulebook.remove_pause", pause, fields=("removed_at",), reason=reason)
    move_deadlines(actor=actor, cause=pause, why=f"{pause.name}: {reason}", before=rules)
    return pause


def _require_running(pause: Pause, today: date) -> None:
    if pause.removed_at is not None:
        raise NotFound()
    if pause.ended_on is not None or (pause.last_on is not None and pause.last_on < today):
        raise PauseOver()
