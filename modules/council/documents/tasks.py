"""Background work on documents: looking after a signature asked for at a remote service, terms noted at night.

The fact that it was asked sets the work going, so its handler stands here beside the task.
"""

from datetime import datetime, timedelta
from uuid import UUID

from celery import shared_task
from django.conf import settings

from council.documents import actions, papers
from council.documents.actions.publishing_terms import note_publishing_term
from council.documents.models import SigningRequest
from council.documents.queries.figures import find_without_term
from council.documents.workflow import OPEN_REQUESTS
from council.events.documents import SignatureAsked
from council.rulebook.queries import load_rules
from kernel import clock, outbox
from kernel.access import Actor
from kernel.signing.desk import signing_desk
from kernel.signing.refusals import ServiceUnreachable, StampUnreachable
from kernel.ui.press import paper_fonts
from tenancy.postgres.here import here
from tenancy.tasks import CouncilTask
from tenancy.tasks.tidying import nightly

# How often the service is asked while the phone rings, and for how long nobody gives up on a silent one.
AGAIN_AFTER_S, LATER_S = 5, 60
PATIENCE = timedelta(hours=6)


@shared_task(base=CouncilTask, name="documents.follow_signature", ignore_result=True)
def follow_signature(request_id: str) -> None:
    """Do what a request needs next, and come back as long as it is open; a second follower does no harm."""
    desk = signing_desk()
    request = SigningRequest.objects.filter(pk=UUID(request_id), state__in=OPEN_REQUESTS).first()
    if request is None or desk is None:
        return
    wait, now = AGAIN_AFTER_S, clock.now()
    try:
        request = actions.follow_request(request=request, desk=desk, press=_press(), now=now)
    except (ServiceUnreachable, StampUnreachable):
        wait = LATER_S
    if request.state in OPEN_REQUESTS and now - request.asked_at < PATIENCE:
        follow_signature.apply_async([request_id], countdown=wait)


@outbox.on(SignatureAsked)
def follow_asked_signature(event: SignatureAsked, *, event_id: UUID) -> None:  # noqa: ARG001 -- following twice does no harm
    """Have the service rung up, and its answer looked for."""
    follow_signature.delay_on_commit(str(event.request_id))


@nightly
def note_publishing_terms(now: datetime) -> None:  # noqa: ARG001 -- the day of adoption counts
    """Keep the term of publication with resolutions that lack it."""
    for document in find_without_term():
        rules = load_rules(level=here().tenant.level, at=document.adopted_on)
        actor = Actor.system("documents.note_publishing_terms")
        note_publishing_term(actor=actor, document=document, rules=rules)


def _press() -> papers.Press:
    host = f"{here().tenant.subdomain}.{settings.COUNCIL_DOMAIN}"
    return papers.Press(paper_fonts(), settings.COUNCIL_ADDRESS.format(host=host))
