"""What an earlier session left to a later one: proposed again, taken up, or given up."""

from django.db import transaction

from council.sessions.actions.refusals import ReasonMissing
from council.sessions.models import AgendaItem, Proposal
from kernel import audit
from kernel.access import Actor, take
from kernel.rows import lock


def propose_again(item: AgendaItem) -> Proposal:
    """Leave an item that was deferred, or not submitted, to a later session; whoever did that needs no other right."""
    return Proposal.objects.create(  # type: ignore[no-any-return]  # the manager is untyped
        from_item=item,
        title=item.title,
        kind=item.kind,
        submitter=item.submitter,
        committee=item.committee,
        needs_vote=item.needs_vote,
        threshold=item.threshold,
    )


@transaction.atomic
def drop_proposal(*, actor: Actor, proposal: Proposal, reason: str) -> Proposal:
    """Give a proposal up: no session takes it up any more.

    :raises NotPermitted: the actor may not edit the agenda.
    :raises StepNotAllowed: it was taken up or given up already.
    :raises ReasonMissing: no reason is given.
    """
    proposal = lock(proposal)
    step = take("drop", actor, proposal)
    if not reason.strip():
        raise ReasonMissing()
    proposal.state, proposal.drop_reason = step.target, reason.strip()
    proposal.save(update_fields=["state", "drop_reason"])
    audit.record(actor, "sessions.drop_proposal", proposal, fields=("state",), reason=reason)
    return proposal
