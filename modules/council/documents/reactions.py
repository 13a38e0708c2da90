"""What follows for documents from things done elsewhere."""

from uuid import UUID

from django.db import connection

from council.documents import law
from council.documents.actions import Origin, draft_document
from council.documents.law import Kind
from council.documents.queries import find_by_vote, get_letterhead
from council.events.sessions import ResolutionAdopted
from council.rulebook.queries import load_rules
from kernel import outbox
from kernel.access import Actor


@outbox.on(ResolutionAdopted)
def draft_adopted_resolution(event: ResolutionAdopted, *, event_id: UUID) -> None:  # noqa: ARG001 -- the vote is the key
    """Begin the draft of a resolution that the council adopted; a second time it changes nothing."""
    if find_by_vote(event.vote_id) is not None:
        return
    rules = load_rules(level=connection.tenant.level, at=event.adopted_on)
    letterhead = get_letterhead()
    kind = Kind(event.kind)
    draft_document(
        actor=Actor.system("documents.draft_adopted_resolution"),
        kind=kind,
        subject=event.title,
        text=law.skeleton(subject=event.title, issuer=letterhead.issuer, level=rules.level),
        letterhead=letterhead,
        adopted_on=event.adopted_on,
        effective_on=law.earliest_effect(kind=kind, adopted_on=event.adopted_on, rules=rules),
        origin=Origin(session_id=event.session_id, vote_id=event.vote_id, occasion=event.occasion),
    )
