"""A rejected matter comes back in the same session only when the council takes it up again (rule R-VOT-11)."""

from django.db import transaction

from council.law import Rules
from council.sessions.actions.refusals import (
    SessionNotRunning,
)
from council.sessions.actions.refusals_votes import (
    RejectedAlready,
)
from council.sessions.actions.telling import tell_shown
from council.sessions.models import AgendaItem, Decision, Vote, VoteSubject
from council.sessions.permissions import Can
from council.sessions.workflow import COUNTED, ItemState, SessionState
from kernel import audit
from kernel.access import Actor, require, take
from kernel.rows import lock

AGAIN = "votes.rejected_again_in_session"


@transaction.atomic
def take_up_again(*, actor: Actor, item: AgendaItem, rules: Rules) -> AgendaItem:
    """Bring a rejected item back to the vote without a vote on procedure, where the council's own rules allow it.

    :raises NotPermitted: only who chairs may.
    :raises RejectedAlready: the rules ask for the council's decision first.
    :raises SessionNotRunning: the session is not in progress.
    :raises StepNotAllowed: it was not decided.
    """
    require(actor, Can.CHAIR, item)
    session = lock(item.session)
    item = lock(item)
    if session.state != SessionState.IN_PROGRESS:
        raise SessionNotRunning()
    if item.state != ItemState.REJECTED or not rules.allows(AGAIN):
        raise RejectedAlready()
    item.state = take("revive", actor, item).target
    item.version += 1
    item.save(update_fields=["state", "version"])
    audit.record(actor, "sessions.take_up_again", item, fields=("state",))
    tell_shown(session, actor=actor)
    return item


def require_not_rejected(item: AgendaItem, rules: Rules) -> None:
    """Pass when the session has not rejected the same matter, or has decided to take it up again.

    The same matter is the item itself, or another of the same title.

    :raises RejectedAlready: it was rejected and stays so in this session.
    """
    if rules.allows(AGAIN):
        return
    same = AgendaItem.objects.filter(session_id=item.session_id, title__iexact=item.title)
    rejected = Vote.objects.filter(
        item__in=same, subject=VoteSubject.ITEM, state__in=COUNTED, decision=Decision.REJECTED
    )
    last = rejected.order_by("-closed_at").first()
    if last is None:
        return
    reopened = Vote.objects.filter(
        item__in=same,
        subject=VoteSubject.REOPENING,
        state__in=COUNTED,
        decision=Decision.ADOPTED,
        closed_at__gte=last.closed_at,
    )
    if not reopened.exists():
        raise RejectedAlready()
