"""Carries a document from its draft to the public page, as the office would; and writes a whole history at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from council.documents import actions, law, papers
from council.documents.actions.drafting import new_code
from council.documents.actions.issuing import count_published
from council.documents.law import Confidentiality, Issuer, Kind, Letterhead
from council.documents.models import (
    Channel,
    Dissemination,
    Document,
    Medium,
    NumberSequence,
    Publicity,
    PublicityAct,
)
from council.documents.workflow import State
from council.law import Rules
from kernel import clock
from kernel.access import Actor
from kernel.signing.desk import Desk
from kernel.vietnamese import fold


@dataclass(frozen=True)
class Adopted:
    """A resolution that was signed on paper; ``channels`` are those beyond the portal.

    Without ``published_on`` it has its number and still waits to be published.
    """

    kind: Kind
    subject: str
    adopted_on: date
    published_on: date | None
    occasion: str
    session_id: UUID
    vote_id: UUID
    signer: str
    channels: tuple[Channel, ...] = ()


def publish_in_bulk(adopted: Sequence[Adopted], *, letterhead: Letterhead, rules: Rules) -> list[Document]:
    """Write resolutions as they stand, numbered by kind and year; four statements.

    Their originals are on paper: no PDF and no digital signature stands in the demonstration's place.
    """
    last: dict[tuple[Kind, int], int] = {}
    documents = [_published(each, letterhead, rules, last) for each in adopted]
    Document.objects.bulk_create(documents)
    NumberSequence.objects.bulk_create(
        NumberSequence(kind=kind, year=year, last_number=number, last_on=max(one.adopted_on for one in adopted))
        for (kind, year), number in last.items()
    )
    Publicity.objects.bulk_create(
        Publicity(document=document, act=act, channel=channel, done_on=each.published_on)
        for document, each in zip(documents, adopted, strict=True)
        if each.published_on is not None
        for act, channel in (
            (PublicityAct.PUBLISHED, Channel.PORTAL),
            *((PublicityAct.DISSEMINATED, channel) for channel in each.channels),
        )
    )
    return documents


def _published(adopted: Adopted, letterhead: Letterhead, rules: Rules, last: dict[tuple[Kind, int], int]) -> Document:
    year = adopted.adopted_on.year
    number = last[adopted.kind, year] = last.get((adopted.kind, year), 0) + 1
    symbol = law.symbol_of(kind=adopted.kind, number=number, year=year)
    text = law.skeleton(subject=adopted.subject, issuer=letterhead.issuer, level=rules.level)
    document = Document(
        kind=adopted.kind,
        state=State.PUBLISHED if adopted.published_on else State.ISSUED,
        confidentiality=Confidentiality.PUBLIC,
        subject=adopted.subject,
        body=text.as_json(),
        issuer=letterhead.issuer,
        place=letterhead.place,
        occasion=adopted.occasion,
        number=number,
        year=year,
        symbol=symbol,
        short_code=new_code(),
        adopted_on=adopted.adopted_on,
        effective_on=law.earliest_effect(kind=adopted.kind, adopted_on=adopted.adopted_on, rules=rules),
        issued_on=adopted.adopted_on,
        published_on=adopted.published_on,
        publish_due_on=law.publishing_due(kind=adopted.kind, adopted_on=adopted.adopted_on, rules=rules),
        medium=Medium.PAPER,
        dissemination=Dissemination.DONE if adopted.channels else Dissemination.NONE,
        signer_name=adopted.signer,
        signer_capacity="CHỦ TỊCH",
        session_id=adopted.session_id,
        vote_id=adopted.vote_id,
        search_text=fold(f"{symbol} {adopted.subject}"),
    )
    if adopted.published_on is not None:
        count_published(document, adopted.published_on)
    return document


def bring_out(
    document: Document,
    *,
    office: Actor,
    chair: Actor,
    press: papers.Press,
    desk: Desk | None,
    now: datetime,
    rules: Rules,
) -> Document:
    """Finalise, sign, number and publish a draft; what is internal is not published, what is published stays."""
    if document.published_on is not None:
        return document
    document = actions.finalise(actor=office, document=document, rules=rules)
    document = actions.sign_document(actor=chair, document=document, desk=desk, press=press, now=now)
    document = actions.issue_document(actor=office, document=document, desk=desk, press=press, now=now)
    if document.confidentiality != Confidentiality.PUBLIC:
        return document
    return actions.publish(actor=office, document=document, now=now)


def give_secret_number(office: Actor, *, now: datetime) -> None:
    """Say that a number of the year's plans went to a document with a mark of secrecy, which is on paper only."""
    reason = "Văn bản mật, quản lý ngoài hệ thống"
    (held,) = actions.reserve_numbers(
        actor=office, issuer=Issuer.STANDING_COMMITTEE, kind=Kind.PLAN, count=1, reason=reason, now=now
    )
    actions.give_to_secret(actor=office, held=held, done_on=clock.local_day(now), now=now)
