"""Drafts: begun by hand or from a vote, and written until the text is final."""

import secrets
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from council.documents import law
from council.documents.actions.moves import refuse_secret
from council.documents.actions.refusals import KindNotOfIssuer
from council.documents.law import Kind, Letterhead, Text
from council.documents.models import Document, DocumentVersion
from council.documents.permissions import Can
from council.events.documents import DocumentDrafted
from kernel import audit, outbox
from kernel.access import Actor, require, take
from kernel.rows import lock
from kernel.vietnamese import fold


@dataclass(frozen=True)
class Origin:
    """The session and the vote that a resolution comes from."""

    session_id: UUID | None = None
    vote_id: UUID | None = None
    occasion: str = ""


@transaction.atomic
def draft_document(
    *,
    actor: Actor,
    kind: Kind,
    subject: str,
    text: Text,
    letterhead: Letterhead,
    adopted_on: date | None = None,
    effective_on: date | None = None,
    origin: Origin = Origin(),
) -> Document:
    """Begin a document; it has a short code from the start, and no number.

    ``letterhead`` says which body issues it.

    :raises NotPermitted: the actor may not draft.
    :raises KindNotOfIssuer: that body issues no such documents.
    :raises MarkedSecret: the text carries a mark of a state secret.
    """
    require(actor, Can.DRAFT)
    if kind not in law.kinds_of(letterhead.body):
        raise KindNotOfIssuer()
    refuse_secret(subject, *all_words(text))
    document = Document.objects.create(
        kind=kind,
        confidentiality=law.usual_class(kind),
        subject=" ".join(subject.split()),
        body=text.as_json(),
        issuer=letterhead.issuer,
        place=letterhead.place,
        issuing_body=letterhead.body,
        committee_id=letterhead.committee_id,
        unit=letterhead.unit,
        occasion=origin.occasion,
        session_id=origin.session_id,
        vote_id=origin.vote_id,
        adopted_on=adopted_on,
        effective_on=effective_on,
        short_code=new_code(),
        drafted_by=actor.account_id,
        handled_by=actor.account_id,
        writers=_with([], actor),
        search_text=fold(subject),
    )
    keep_version(actor, document, "")
    audit.record(actor, "documents.draft", document)
    outbox.publish(DocumentDrafted(document_id=document.id, kind=kind), actor=actor)
    return document


@transaction.atomic
def edit_draft(
    *,
    actor: Actor,
    document: Document,
    version: int,
    subject: str,
    text: Text,
    adopted_on: date | None,
    effective_on: date | None,
    note: str = "",
) -> Document:
    """Save a new text of a draft as its next version; ``note`` says what changed.

    The second of two editors is told and loses nothing.

    :raises NotPermitted: the actor may not draft.
    :raises StepNotAllowed: the text is final.
    :raises VersionClash: somebody saved another text since ``version``.
    :raises MarkedSecret: the text carries a mark of a state secret.
    """
    document = lock(document, version=version)
    take("edit", actor, document)
    refuse_secret(subject, note, *all_words(text))
    document.subject, document.body = " ".join(subject.split()), text.as_json()
    document.adopted_on, document.effective_on = adopted_on, effective_on
    document.search_text, document.edited_by = fold(subject), actor.account_id
    document.writers = _with(document.writers, actor)
    document.version += 1
    fields = ["subject", "body", "adopted_on", "effective_on", "search_text", "edited_by", "writers", "version"]
    document.save(update_fields=fields)
    keep_version(actor, document, note)
    audit.record(actor, "documents.edit", document, fields=fields[:4], reason=note)
    return document


@transaction.atomic
def hand_on(*, actor: Actor, document: Document, to: UUID) -> Document:
    """Let another account see to a draft from now on; who wrote it stays written down.

    :raises NotPermitted: the actor may not draft.
    """
    document = lock(document)
    require(actor, Can.DRAFT)
    document.handled_by = to
    document.version += 1
    document.save(update_fields=["handled_by", "version"])
    audit.record(actor, "documents.hand_on", document, fields=["handled_by"])
    return document


def keep_version(actor: Actor, document: Document, note: str) -> DocumentVersion:
    """Keep the text as it stands now; the caller has locked the document."""
    latest = document.versions.aggregate(latest=Max("number"))["latest"] or 0
    return DocumentVersion.objects.create(
        document=document,
        number=latest + 1,
        subject=document.subject,
        body=document.body,
        adopted_on=document.adopted_on,
        effective_on=document.effective_on,
        note=" ".join(note.split()),
        written_by=actor.account_id,
    )


def all_words(text: Text) -> list[str]:
    """Return every line of a text."""
    parts = [line for article in text.articles for line in (article.title, *article.paragraphs)]
    return [*text.bases, *text.addressees, *(said for _, said in text.facts), *parts, *text.recipients]


def _with(writers: list[UUID], actor: Actor) -> list[UUID]:
    """Return who has written the text so far, each person once; the product itself writes as nobody."""
    return writers if actor.account_id is None or actor.account_id in writers else [*writers, actor.account_id]


def new_code() -> str:
    """Return a short public code by chance."""
    return "".join(secrets.choice(law.CODE_LETTERS) for _ in range(law.CODE_LENGTH))
