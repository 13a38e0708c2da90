"""What the figures count of a session follows from what was done in it, and with its documents."""

from uuid import UUID

from council.documents.models import Document
from council.events.documents import DocumentIssued, DocumentPublished, DocumentSigned, DocumentWithdrawn
from council.events.sessions import (
    PaperRecalled,
    PaperReleased,
    ResolutionAdopted,
    SendingWithdrawn,
    SessionArchived,
    SessionCancelled,
    SessionClosed,
    SessionContentAgreed,
    SessionConvened,
    SessionOpened,
    SessionPlanned,
    SessionPostponed,
    SessionSentUpward,
    VoteAnnulled,
)
from council.sessions.actions.lawfulness import note_lawful_steps
from council.sessions.models import CouncilSession
from council.sessions.queries.lawfulness import rules_of_days
from kernel import outbox
from kernel.access import Actor

ACTOR = "sessions.note_lawful_steps"


@outbox.on(PaperRecalled)
@outbox.on(PaperReleased)
@outbox.on(ResolutionAdopted)
@outbox.on(SendingWithdrawn)
@outbox.on(SessionArchived)
@outbox.on(SessionCancelled)
@outbox.on(SessionClosed)
@outbox.on(SessionContentAgreed)
@outbox.on(SessionConvened)
@outbox.on(SessionOpened)
@outbox.on(SessionPlanned)
@outbox.on(SessionPostponed)
@outbox.on(SessionSentUpward)
@outbox.on(VoteAnnulled)
def note_steps(event: "_OfSession", *, event_id: UUID) -> None:  # noqa: ARG001 -- noting twice does no harm
    """Write down anew which lawful steps of the session are done."""
    _note(event.session_id)


@outbox.on(DocumentIssued)
@outbox.on(DocumentPublished)
@outbox.on(DocumentSigned)
@outbox.on(DocumentWithdrawn)
def note_steps_of_document(event: "_OfDocument", *, event_id: UUID) -> None:  # noqa: ARG001 -- noting twice does no harm
    """Do the same when the minutes or a resolution of a session moved."""
    document = Document.objects.filter(id=event.document_id, session_id__isnull=False).first()
    if document is not None and document.session_id is not None:
        _note(document.session_id)


def _note(session_id: UUID) -> None:
    """Note the steps of a session by the rules of its own days; one that was wiped has none."""
    session = CouncilSession.objects.filter(id=session_id).first()
    if session is not None:
        note_lawful_steps(actor=Actor.system(ACTOR), session=session, rules=rules_of_days(session))


_OfSession = (
    PaperRecalled
    | PaperReleased
    | ResolutionAdopted
    | SendingWithdrawn
    | SessionArchived
    | SessionCancelled
    | SessionClosed
    | SessionContentAgreed
    | SessionConvened
    | SessionOpened
    | SessionPlanned
    | SessionPostponed
    | SessionSentUpward
    | VoteAnnulled
)
_OfDocument = DocumentIssued | DocumentPublished | DocumentSigned | DocumentWithdrawn
