"""Drafting the minutes (biên bản) of a session from its log, line by line or at once.

The minutes are an official document: from here on they are edited, made final and signed where all documents are.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from council.documents.actions import Origin, draft_document, edit_draft
from council.documents.law import Article, FactName, Kind, Text, outline
from council.documents.models import Document
from council.documents.queries import find_minutes, get_letterhead
from council.sessions.actions.telling import require_proper
from council.sessions.models import MinutesLine
from council.sessions.queries import Hall
from council.sessions.queries.log import LogLine
from kernel import audit, clock
from kernel.access import Actor
from kernel.rows import lock


@transaction.atomic
def take_into_minutes(*, actor: Actor, hall: Hall, lines: Sequence[LogLine], now: datetime) -> Document:
    """Put lines of the log into the draft minutes, in their order, and begin these when there are none yet.

    A line that stands there already is not put in again; what the secretary wrote stays.

    :raises NotPermitted: the actor may not draft documents.
    :raises OnlyRehearsed: it is a rehearsal, of which nothing is kept.
    :raises StepNotAllowed: the minutes are final.
    """
    session = lock(hall.session)
    require_proper(session)
    document = find_minutes(session.id) or _begin(actor, hall)
    taken = set(MinutesLine.objects.filter(session=session).values_list("source", flat=True))
    fresh = sorted((line for line in lines if line.source not in taken), key=lambda line: line.at)
    text = _with(Text.from_json(document.body), [f"{_hour(line.at)} – {line.words}" for line in fresh])
    document = edit_draft(
        actor=actor,
        document=document,
        version=document.version,
        subject=document.subject,
        text=text,
        adopted_on=document.adopted_on,
        effective_on=document.effective_on,
    )
    MinutesLine.objects.bulk_create(
        MinutesLine(session=session, document_id=document.id, source=line.source, at=now, by=actor.account_id)
        for line in fresh
    )
    audit.record(actor, "sessions.take_into_minutes", session)
    return document


def _begin(actor: Actor, hall: Hall) -> Document:
    return draft_document(
        actor=actor,
        kind=Kind.MINUTES,
        subject=hall.session.title,
        text=replace(outline(Kind.MINUTES), facts=_facts(actor, hall)),
        letterhead=get_letterhead(),
        origin=Origin(session_id=hall.session.id, occasion=hall.session.occasion),
    )


def _facts(actor: Actor, hall: Hall) -> tuple[tuple[str, str], ...]:
    """Return what the session knows of itself; who presided and what is missing the secretary writes."""
    session, known = hall.session, {FactName.SECRETARY: actor.name, FactName.PLACE: hall.session.place}
    if session.opened_at:
        known[FactName.TIME] = f"{_hour(session.opened_at)} ngày {clock.local_day(session.opened_at):%d/%m/%Y}"
    if hall.quorum:
        known[FactName.PRESENT] = f"{hall.quorum.present}/{hall.quorum.in_office} đại biểu Hội đồng nhân dân"
    if session.closed_at:
        known[FactName.CLOSED] = f"{_hour(session.closed_at)} ngày {clock.local_day(session.closed_at):%d/%m/%Y}"
    return tuple((name.value, known[name]) for name in FactName if known.get(name))


def _with(text: Text, paragraphs: list[str]) -> Text:
    """Return the text with paragraphs at the end of its first section."""
    first, *others = text.articles or (Article("", ()),)
    return replace(text, articles=(replace(first, paragraphs=(*first.paragraphs, *paragraphs)), *others))


def _hour(at: datetime) -> str:
    return f"{at.astimezone(clock.VIETNAM):%H:%M}"
