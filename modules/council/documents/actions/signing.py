"""Digital signatures: the signatory's under the unnumbered text, the body's seal over the numbered one.

Source: Nghị định 30/2020/NĐ-CP: the person signs (Điều 13), the clerk gives number and day (Điều 15), then the
body signs (Điều 17). So the signed file is never printed again; number and day are filled into their places.
Either all of a step is done or nothing: without a time stamp no document is signed and no number is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from council.documents import papers
from council.documents.actions.approving import sign
from council.documents.actions.issuing import LARGEST_PDF, issue
from council.documents.actions.refusals import SealMissing
from council.documents.actions.requests import withdraw_open
from council.documents.law import public_path
from council.documents.models import Document, HeldNumber, Signature, SigningCertificate
from council.documents.papers import blanks
from council.documents.papers.blanks import Blank, Filling, Place
from council.documents.workflow import CertificateState, Part
from kernel import clock, files
from kernel.access import Actor
from kernel.files.models import StoredFile
from kernel.place import current_key
from kernel.signing import writing
from kernel.signing.authority import LocalAuthority, Owner, SoftKey
from kernel.signing.certificates import facts_of
from kernel.signing.desk import Desk
from kernel.signing.writing import Ask, Box

FIELDS = {Part.PERSON: "NguoiKy", Part.SEAL: "CoQuan"}
REASONS = {Part.PERSON: "Ký văn bản", Part.SEAL: "Ký số của cơ quan, tổ chức"}
INKS = {Part.PERSON: "#0b3d91", Part.SEAL: "#c00000"}
# Of the place above the signatory's name: the seal lies over the left third of the signature.
SEAL_SHARE, PERSON_FROM = 0.46, 0.31
PICTURE_PT = 8.0


@dataclass(frozen=True)
class Pen:
    """A certificate with its key at hand."""

    certificate: SigningCertificate
    key: SoftKey


@transaction.atomic
def sign_document(
    *, actor: Actor, document: Document, desk: Desk | None, press: papers.Press, now: datetime
) -> Document:
    """Sign the final text: the approval is recorded and, at a desk with keys, the PDF is signed in the same commit.

    Without keys at hand it was signed on paper; a file that was handed out to be signed is no longer taken.

    :raises NotPermitted: the actor is not the signatory, or wrote the text.
    :raises StepNotAllowed: the text is not final.
    :raises SecondFactorNeeded: the session has no second factor.
    :raises TextChanged: the text is not the final one.
    :raises StampUnreachable: there is no time stamp.
    """
    document = sign(actor=actor, document=document, now=now)
    withdraw_open(document)
    if desk is None or desk.authority is None:
        return document
    owner = Owner(current_key(), str(actor.account_id), actor.name, document.issuer)
    pen = _soft_pen(desk.authority, owner, Part.PERSON, actor)
    pdf = _signed(unsigned_pdf(document, press), Part.PERSON, pen, desk, press, document, now)
    stored = keep_pdf(actor, document, pdf)
    record_done(document=document, part=Part.PERSON, certificate=pen.certificate, actor=actor, stored=stored, now=now)
    return document


def issue_document(
    *,
    actor: Actor,
    document: Document,
    desk: Desk | None,
    press: papers.Press,
    now: datetime,
    held: HeldNumber | None = None,
) -> Document:
    """Give the number and seal the signed PDF in one commit; what was signed on paper is printed without a seal.

    :raises NotPermitted: the actor is no records clerk.
    :raises StepNotAllowed: it is not signed, or issued already.
    :raises SealMissing: it was signed digitally and the seal's key lies elsewhere.
    :raises StampUnreachable: there is no time stamp; no number is given.
    """
    prints = _sealed_by(actor, desk, now)
    return issue(actor=actor, document=document, press=press, now=now, held=held, prints=prints)


def unsigned_pdf(document: Document, press: papers.Press) -> bytes:
    """Return the document as it goes to its signatory: with empty places for number, day and both signatures."""
    blank = blanks.blank_of(document, press)
    return writing.with_places(
        blank.pdf,
        words={name: _box(blank.places[name]) for name in ("symbol", "day")},
        signatures={FIELDS[part]: _box(place) for part, place in _signature_places(blank).items()},
        last=FIELDS[Part.SEAL],
    )


def numbered_pdf(document: Document, signed: bytes, press: papers.Press) -> bytes:
    """Return the signed file with number and day in their places."""
    places = blanks.blank_of(document, press).places
    lines = {"symbol": blanks.symbol_line(document), "day": blanks.day_line(document)}
    words = {name: (line.lines[0], blanks.filling_pdf(line, places[name], press)) for name, line in lines.items()}
    return writing.filled(signed, words)


def ask_of(document: Document, part: Part, certificate: SigningCertificate, press: papers.Press, now: datetime) -> Ask:
    """Return what the owner of a certificate is asked to sign, with the picture that will stand in the paper."""
    place = _signature_places(blanks.blank_of(document, press))[part]
    facts = certificate.facts
    said = (f"Ký bởi: {facts.holder}",) if facts.holder == facts.organisation else _who(facts)
    moment = now.astimezone(clock.VIETNAM)
    lines = (*said, f"Ngày ký: {moment:%d.%m.%Y %H:%M:%S %z}")
    picture = Filling(lines, PICTURE_PT, framed=True, ink=INKS[part])
    return Ask(
        field=FIELDS[part],
        certificate=bytes(certificate.der),
        chain=(),
        picture=blanks.filling_pdf(picture, place, press),
        reason=REASONS[part],
        address=public_path(document.short_code),
        is_first=part is Part.PERSON,
    )


def keep_pdf(actor: Actor, document: Document, pdf: bytes) -> StoredFile:
    """Keep a file of a document that is not yet its official one."""
    upload = ContentFile(pdf, name=f"{document.short_code}.pdf")
    return files.store(actor=actor, upload=upload, kinds={files.Kind.PDF}, limit_bytes=LARGEST_PDF)


def record_done(
    *,
    document: Document,
    part: Part,
    certificate: SigningCertificate,
    actor: Actor,
    stored: StoredFile | None,
    now: datetime,
) -> Signature:
    """Enter a signature that is made."""
    signature: Signature = Signature.objects.create(
        document=document,
        part=part,
        certificate=certificate,
        text_sha256=document.text_sha256,
        symbol=document.symbol,
        made_by=actor.account_id,
        signed=stored,
        made_at=now,
    )
    return signature


def signed_by_person(document: Document) -> bytes | None:
    """Return the file with the signatory's signature; None where the document was signed on paper."""
    made = Signature.objects.select_related("signed").filter(
        document=document, part=Part.PERSON, text_sha256=document.text_sha256
    )
    last = made.order_by("-made_at", "-id").first()
    if last is None:
        return None
    with files.read(last.signed) as kept:
        return bytes(kept.read())


def _sealed_by(actor: Actor, desk: Desk | None, now: datetime) -> Callable[[Document, papers.Press], bytes]:
    """Return what prints a numbered document: the signed file, filled and sealed."""

    def prints(document: Document, press: papers.Press) -> bytes:
        signed = signed_by_person(document)
        if signed is None:
            return papers.printed(document, press)
        if desk is None or desk.authority is None:
            raise SealMissing()
        withdraw_open(document)
        owner = Owner(current_key(), "seal", document.issuer, document.issuer)
        pen = _soft_pen(desk.authority, owner, Part.SEAL, actor)
        pdf = _signed(numbered_pdf(document, signed, press), Part.SEAL, pen, desk, press, document, now)
        record_done(document=document, part=Part.SEAL, certificate=pen.certificate, actor=actor, stored=None, now=now)
        return pdf

    return prints


def _signed(
    pdf: bytes, part: Part, pen: Pen, desk: Desk, press: papers.Press, document: Document, now: datetime
) -> bytes:
    ask = ask_of(document, part, pen.certificate, press, now)
    return writing.signed_with(pdf, ask, pen.key.sign, stamps=desk.stamps, now=now)


def _soft_pen(authority: LocalAuthority, owner: Owner, part: Part, actor: Actor) -> Pen:
    """Return the owner's key for trying out, with its certificate entered on first use."""
    key = authority.key_of(owner)
    account = actor.account_id if part is Part.PERSON else None
    return Pen(certificate_row(key.certificate, part=part, account_id=account), key)


def certificate_row(der: bytes, *, part: Part, account_id: Any) -> SigningCertificate:
    """Return the entry of a certificate, made when it is new."""
    facts = facts_of(der)
    standing = SigningCertificate.objects.exclude(state=CertificateState.WITHDRAWN)
    entered: tuple[SigningCertificate, bool] = standing.get_or_create(
        fingerprint=facts.fingerprint,
        part=part,
        defaults={
            "account_id": account_id,
            "der": der,
            "holder": facts.holder,
            "organisation": facts.organisation,
            "authority": facts.authority,
            "serial": facts.serial,
            "valid_from_at": facts.valid_from_at,
            "valid_until_at": facts.valid_until_at,
        },
    )
    return entered[0]


def _who(facts: Any) -> tuple[str, ...]:
    return (f"Ký bởi: {facts.holder}", f"Cơ quan: {facts.organisation}") if facts.organisation else (facts.holder,)


def _signature_places(blank: Blank) -> dict[Part, Place]:
    """Return where both signatures stand above the signatory's name."""
    room = blank.places["signatures"]
    person = Place(
        "person", room.page, room.x + room.width * PERSON_FROM, room.y, room.width * (1 - PERSON_FROM), room.height
    )
    seal = Place("seal", room.page, room.x, room.y + room.height * 0.1, room.width * SEAL_SHARE, room.height * 0.8)
    return {Part.PERSON: person, Part.SEAL: seal}


def _box(place: Place) -> Box:
    return Box(place.page, place.x, place.y, place.width, place.height)
