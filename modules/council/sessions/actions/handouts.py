"""Papers that the delegates got on paper only: written down, and taken off when that was wrong (R-SES-24)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from council.sessions.actions.paper_forms import note_papers_form
from council.sessions.actions.refusals import DayAhead, NotThisSession, ReasonMissing
from council.sessions.actions.refusals_after import FileClosed
from council.sessions.actions.refusals_dossiers import TextMissing
from council.sessions.actions.telling import require_proper
from council.sessions.models import AgendaItem, CouncilSession, Handout
from council.sessions.permissions import Can
from council.sessions.workflow import OPEN_AGENDA, SessionState
from kernel import audit, clock
from kernel.access import Actor, require
from kernel.rows import lock

TAKES_HANDOUTS = OPEN_AGENDA | {SessionState.CLOSED}


@dataclass(frozen=True)
class Given:
    """What was handed out on paper; ``item`` None means that it belongs to the session as a whole."""

    title: str
    reason: str
    handed_on: date
    item: AgendaItem | None = None


@transaction.atomic
def record_handout(*, actor: Actor, session: CouncilSession, given: Given, now: datetime) -> Handout:
    """Write down that a paper came on paper only, and why.

    :raises NotPermitted: the actor does not bring in papers.
    :raises OnlyRehearsed: it is a rehearsal, of which nothing is kept.
    :raises FileClosed: the session's file is complete, or it will not be held.
    :raises NotThisSession: the item belongs to another session.
    :raises TextMissing: the paper has no title.
    :raises ReasonMissing: no reason is given.
    :raises DayAhead: it would have been handed out after today.
    """
    session = lock(session)
    _require_open(actor, session)
    if given.item is not None and given.item.session_id != session.id:
        raise NotThisSession(field="item")
    if not given.title.strip():
        raise TextMissing(field="title")
    if not given.reason.strip():
        raise ReasonMissing()
    if given.handed_on > clock.local_day(now):
        raise DayAhead(field="handed_on")
    handout: Handout = Handout.objects.create(
        session=session,
        item=given.item,
        title=" ".join(given.title.split()),
        reason=given.reason.strip(),
        handed_on=given.handed_on,
        by=actor.account_id,
        by_name=actor.name,
    )
    note_papers_form(session)
    audit.record(actor, "sessions.record_handout", handout, reason=handout.reason)
    return handout


@transaction.atomic
def remove_handout(*, actor: Actor, handout: Handout, reason: str, now: datetime) -> Handout:
    """Take the line off, with a reason; once is enough.

    :raises NotPermitted: the actor does not bring in papers.
    :raises FileClosed: the session's file is complete, or it will not be held.
    :raises ReasonMissing: no reason is given.
    """
    session = lock(handout.session)
    _require_open(actor, session)
    handout = lock(handout)
    if not reason.strip():
        raise ReasonMissing()
    if handout.removed_at is None:
        handout.removed_at, handout.removed_by, handout.removed_reason = now, actor.account_id, reason.strip()
        handout.save(update_fields=["removed_at", "removed_by", "removed_reason"])
        note_papers_form(session)
        audit.record(actor, "sessions.remove_handout", handout, fields=("removed_at",), reason=reason)
    return handout


def _require_open(actor: Actor, session: CouncilSession) -> None:
    require(actor, Can.ADD_PAPER, session)
    require_proper(session)
    if session.state not in TAKES_HANDOUTS:
        raise FileClosed()
