"""Taking up what an earlier session left: it becomes an item of this one."""

from datetime import datetime

from django.db import transaction

from council.law import Rules, Threshold
from council.sessions.actions.agenda import Matter, add_item
from council.sessions.actions.telling import require_proper
from council.sessions.models import AgendaItem, CouncilSession, ItemKind, Proposal
from kernel import audit
from kernel.access import Actor, take
from kernel.rows import lock


@transaction.atomic
def place_proposal(
    *, actor: Actor, proposal: Proposal, session: CouncilSession, now: datetime, rules: Rules, late_reason: str = ""
) -> AgendaItem:
    """Put a matter that an earlier session left on the agenda of this one, with a link to where it came from.

    :raises NotPermitted: the actor may not edit the agenda, or no longer.
    :raises StepNotAllowed: it was taken up or given up already.
    :raises ReasonMissing: it comes late, and no reason is given.
    :raises OnlyRehearsed: one of the two is a rehearsal.
    :raises AgendaFixed: the session is over.
    """
    proposal = lock(proposal)
    step = take("place", actor, proposal)
    require_proper(session)
    require_proper(proposal.from_item.session)
    matter = Matter(
        title=proposal.title,
        kind=ItemKind(proposal.kind),
        submitter=proposal.submitter,
        committee=proposal.committee,
        needs_vote=proposal.needs_vote,
        threshold=Threshold(proposal.threshold),
        # It came onto an agenda once, and with a ground: the session that left it.
        exception=proposal.from_item.exception_document or proposal.from_item.session.title,
    )
    item = add_item(actor=actor, session=session, matter=matter, late_reason=late_reason, now=now, rules=rules)
    proposal.state, proposal.item = step.target, item
    proposal.save(update_fields=["state", "item"])
    audit.record(actor, "sessions.place_proposal", proposal, fields=("state", "item"))
    return item
