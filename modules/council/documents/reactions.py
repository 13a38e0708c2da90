"""What follows for documents from things done elsewhere."""

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from council.documents import law
from council.documents.actions import Origin, draft_document, drop_draft, hand_on
from council.documents.law import Kind
from council.documents.models import Document
from council.documents.queries import find_by_vote, get_letterhead
from council.documents.queries.duties import DRAFT
from council.documents.workflow import State
from council.events.people import DutyTaken
from council.events.sessions import ResolutionAdopted, VoteAnnulled
from council.rulebook.queries import load_rules
from kernel import outbox
from kernel.access import Actor
from kernel.accounts.models import Account


@outbox.on(ResolutionAdopted)
def draft_adopted_resolution(event: ResolutionAdopted, *, event_id: UUID) -> None:  # noqa: ARG001 -- the vote is the key
    """Begin the draft of a resolution that the council adopted; a second time it changes nothing.

    When the vote was held in the place of an annulled one, the text begun after that one goes on.
    """
    if find_by_vote(event.vote_id) is not None:
        return
    rules = load_rules(level=connection.tenant.level, at=event.adopted_on)
    letterhead = get_letterhead()
    before = find_by_vote(event.repeats_vote_id) if event.repeats_vote_id else None
    skeleton = law.skeleton(subject=event.title, issuer=letterhead.issuer, level=rules.level, findings=event.findings)
    kind = Kind(event.kind)
    draft_document(
        actor=Actor.system("documents.draft_adopted_resolution"),
        kind=kind,
        subject=event.title,
        text=law.Text.from_json(before.body) if before else skeleton,
        letterhead=letterhead,
        adopted_on=event.adopted_on,
        effective_on=law.earliest_effect(kind=kind, adopted_on=event.adopted_on, rules=rules),
        origin=Origin(session_id=event.session_id, vote_id=event.vote_id, occasion=event.occasion),
    )


@outbox.on(VoteAnnulled)
def drop_draft_of_annulled(event: VoteAnnulled, *, event_id: UUID) -> None:  # noqa: ARG001 -- the vote is the key
    """Drop a draft that was begun only after its vote was annulled; any other was dropped with the vote."""
    document = find_by_vote(event.vote_id)
    if document is None or document.state == State.DROPPED:
        return
    actor, reason = Actor.system("documents.drop_draft_of_annulled"), _("Kết quả biểu quyết đã bị huỷ.")
    drop_draft(actor=actor, document=document, reason=reason, now=event.annulled_at)


@outbox.on(DutyTaken)
def hand_draft_on(event: DutyTaken, *, event_id: UUID) -> None:  # noqa: ARG001 -- the document is the key
    """Let who took a draft over see to it; whoever has no account yet is nobody to the document."""
    receiver = Account.objects.filter(person_id=event.to_person_id).first()
    document = Document.objects.filter(id=event.object_id).first() if event.kind == DRAFT else None
    if document is not None and receiver is not None and document.handled_by != receiver.pk:
        hand_on(actor=Actor.system("documents.hand_draft_on"), document=document, to=receiver.pk)
