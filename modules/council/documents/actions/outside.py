"""Signatures made outside: the file goes out as it is, is signed with a token or any programme, and comes back.

Source: as in ``signing``. What comes back must be our very bytes with one good signature added, by a certificate
recorded for who signs; then everything follows as from a key at hand.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from council.documents import papers
from council.documents.actions.approving import sign, to_be_signed
from council.documents.actions.books import reserve_numbers
from council.documents.actions.issuing import issue, number
from council.documents.actions.moves import require_final_text
from council.documents.actions.refusals import NoCertificate, NoRequest, NotSignedDigitally, SealOfAnotherDay
from council.documents.actions.requests import end, make_way, open_request
from council.documents.actions.signing import keep_pdf, numbered_pdf, record_done, signed_by_person, unsigned_pdf
from council.documents.law import Issuer, Kind
from council.documents.models import Document, HeldNumber, SigningCertificate, SigningRequest
from council.documents.queries.certificates import certificates_in_use
from council.documents.workflow import HeldState, Means, Part, RequestState
from kernel import audit, clock, files
from kernel.access import Actor, take
from kernel.rows import lock
from kernel.signing.desk import Desk
from kernel.signing.reading import Signature, check_signed_outside


@dataclass(frozen=True)
class Waiting:
    """A document as it will be once signed or numbered (not saved), and its file with the place for the signature."""

    document: Document
    pdf: bytes
    held: HeldNumber | None = None


@transaction.atomic
def ask_outside(*, actor: Actor, document: Document, press: papers.Press, now: datetime) -> SigningRequest:
    """Hand out the final text to its signatory; asked again, the very same file is handed out.

    :raises NotPermitted: the actor is not the signatory, or wrote the text.
    :raises StepNotAllowed: the text is not final.
    :raises SecondFactorNeeded: the session has no second factor.
    :raises TextChanged: the text is not the final one.
    :raises NoCertificate: no certificate of the actor is in force.
    :raises SignatureUnderWay: a remote signature is just being put into the file.
    """
    locked = to_be_signed(actor=actor, document=document, now=now)
    _require_certificate(Part.PERSON, actor, now)
    waiting = ready_for_person(actor, locked, press, now)
    if isinstance(waiting, SigningRequest):
        return waiting
    return handed_out(actor, waiting, Part.PERSON, now=now)


@transaction.atomic
def ask_seal_outside(
    *, actor: Actor, document: Document, press: papers.Press, now: datetime, held: HeldNumber | None = None
) -> SigningRequest:
    """Hand out the signed file with number and day in their places, for the body's seal.

    The number is held for this document until the sealed file is back; it is used again on another day.

    :raises NotPermitted: the actor is no records clerk, or keeps no books.
    :raises StepNotAllowed: it is not signed, or issued already.
    :raises NotSignedDigitally: it was signed on paper.
    :raises NoCertificate: no certificate of the body is in force.
    :raises NumberTaken: the held number is used, cancelled, or of another book.
    :raises SignatureUnderWay: a remote seal is just being put into the file.
    """
    _require_certificate(Part.SEAL, actor, now)
    waiting = ready_for_seal(actor=actor, document=document, press=press, now=now, held=held)
    if isinstance(waiting, SigningRequest):
        return waiting
    return handed_out(actor, waiting, Part.SEAL, now=now)


@transaction.atomic
def sign_with_file(*, actor: Actor, document: Document, signed: bytes, desk: Desk, now: datetime) -> Document:
    """Take the signatory's file: the approval and the signature are recorded in one commit.

    :raises NotPermitted: the actor is not the signatory, or wrote the text.
    :raises StepNotAllowed: the text is not final.
    :raises NoRequest: this actor was handed out no file, or its text, name or capacity is no longer right.
    :raises NotOurBytes: it is not the file that was handed out with a signature added.
    :raises StrangeCertificate: it is signed with a certificate that is not the actor's.
    :raises StampMissing: the signature has no time stamp that is believed.
    :raises SignatureBroken: the signature does not hold.
    """
    document = sign(actor=actor, document=document, now=now)
    request = require_request(document, Part.PERSON, actor)
    made, certificate = _checked(request, signed, desk, actor, now)
    stored = keep_pdf(actor, document, signed)
    at = made.stamped_at or now
    record_done(document=document, part=Part.PERSON, certificate=certificate, actor=actor, stored=stored, now=at)
    end(request, "complete_request", now=now, actor=actor)
    return document


@transaction.atomic
def issue_with_file(
    *, actor: Actor, document: Document, signed: bytes, desk: Desk, press: papers.Press, now: datetime
) -> Document:
    """Take the sealed file and issue the document with the number that stands in it.

    :raises NotPermitted: the actor is no records clerk, or keeps no books.
    :raises StepNotAllowed: it is not signed, or issued already.
    :raises NoRequest: no file was handed out for the seal.
    :raises SealOfAnotherDay: the file carries the day of another day.
    :raises NotOurBytes: it is not the file that was handed out with a signature added.
    :raises StrangeCertificate: it is signed with a certificate that is not the body's.
    :raises StampMissing: the signature has no time stamp that is believed.
    :raises SignatureBroken: the signature does not hold.
    """
    locked = lock(document)
    take("issue", actor, locked)
    request = require_request(locked, Part.SEAL, None)
    if request.dated_on != clock.local_day(now):
        raise SealOfAnotherDay()
    made, certificate = _checked(request, signed, desk, actor, now)

    def sealed(numbered: Document, _press: papers.Press) -> bytes:
        at = made.stamped_at or now
        record_done(document=numbered, part=Part.SEAL, certificate=certificate, actor=actor, stored=None, now=at)
        return signed

    document = issue(actor=actor, document=locked, press=press, now=now, held=request.held, prints=sealed)
    end(request, "complete_request", now=now, actor=actor)
    return document


@transaction.atomic
def withdraw_request(*, actor: Actor, document: Document, now: datetime) -> None:
    """Take back what was handed out or sent to a phone; a number that was held for a seal stays held.

    :raises NotPermitted: the actor may not take the document's next step.
    :raises StepNotAllowed: the document waits for no signature.
    :raises NoRequest: nothing is asked for.
    :raises SignatureUnderWay: the signature has come and is being put into the file.
    """
    locked = lock(document)
    part = Part.SEAL if locked.state == "signed" else Part.PERSON
    take("issue" if part is Part.SEAL else "sign", actor, locked)
    if make_way(locked, part, now=now) is None:
        raise NoRequest()


def ready_for_person(
    actor: Actor, locked: Document, press: papers.Press, now: datetime, means: Means = Means.OUTSIDE
) -> "Waiting | SigningRequest":
    """Return the file that waits for its signatory, or the open request in which it is out already."""
    standing = _same(locked, Part.PERSON, actor, now, means)
    if standing is not None:
        return standing
    make_way(locked, Part.PERSON, now=now)
    return Waiting(locked, unsigned_pdf(locked, press))


def ready_for_seal(
    *,
    actor: Actor,
    document: Document,
    press: papers.Press,
    now: datetime,
    held: HeldNumber | None = None,
    means: Means = Means.OUTSIDE,
) -> "Waiting | SigningRequest":
    """Return the numbered file that waits for its seal, or the open request in which it went out today.

    :raises NotPermitted: the actor is no records clerk, or keeps no books.
    :raises StepNotAllowed: it is not signed, or issued already.
    :raises NotSignedDigitally: it was signed on paper.
    """
    locked: Document = lock(document)
    take("issue", actor, locked)
    require_final_text(locked)
    signed = signed_by_person(locked)
    if signed is None:
        raise NotSignedDigitally()
    standing = _same(locked, Part.SEAL, actor, now, means)
    if standing is not None and held in {None, standing.held}:
        return standing
    before = make_way(locked, Part.SEAL, now=now)
    held = held or _still_held(before) or _newly_held(actor, locked, now)
    number(locked, today=clock.local_day(now), held=held)
    return Waiting(locked, numbered_pdf(locked, signed, press), held)


def handed_out(actor: Actor, waiting: Waiting, part: Part, *, now: datetime, **remote: object) -> SigningRequest:
    """Keep the file that goes out and enter the request; ``remote`` is what a remote request adds."""
    stored = keep_pdf(actor, waiting.document, waiting.pdf)
    known = {"means": Means.OUTSIDE, **remote}
    request: SigningRequest = SigningRequest.objects.create(
        document=waiting.document,
        part=part,
        text_sha256=waiting.document.text_sha256,
        signer_name=waiting.document.signer_name,
        signer_capacity=waiting.document.signer_capacity,
        held=waiting.held,
        dated_on=waiting.document.issued_on if part is Part.SEAL else None,
        waiting=stored,
        asked_by=actor.account_id,
        asked_at=now,
        **known,
    )
    what = "documents.ask_seal" if part is Part.SEAL else "documents.ask_signature"
    audit.record(actor, what, waiting.document, fields=("signing_requests",))
    return request


def require_request(document: Document, part: Part, asker: Actor | None) -> SigningRequest:
    """Return the open request whose file says what the document says now; ``asker`` must have asked for it.

    :raises NoRequest: there is none.
    """
    request = open_request(document, part)
    if request is None or (asker is not None and request.asked_by != asker.account_id):
        raise NoRequest()
    said = (request.text_sha256, request.signer_name, request.signer_capacity)
    if said != (document.text_sha256, document.signer_name, document.signer_capacity):
        raise NoRequest()
    return request


def _checked(
    request: SigningRequest, signed: bytes, desk: Desk, actor: Actor, now: datetime
) -> tuple[Signature, SigningCertificate]:
    """Return the new signature of a file that came back, and its certificate."""
    own = certificates_in_use(Part(request.part), actor.account_id, now=now)
    by_fingerprint = {one.fingerprint: one for one in own}
    with files.read(request.waiting) as kept:
        ours = bytes(kept.read())
    made = check_signed_outside(ours, signed, desk.roots, fingerprints=by_fingerprint)
    return made, by_fingerprint[made.fingerprint]


def _same(document: Document, part: Part, actor: Actor, now: datetime, means: Means) -> SigningRequest | None:
    """Return the open request that hands out what would be handed out now, in the same way."""
    standing = open_request(document, part)
    if standing is None or standing.means != means or standing.state != RequestState.WAITING:
        return None
    if part is Part.SEAL:
        return standing if standing.dated_on == clock.local_day(now) else None
    said = (standing.asked_by, standing.text_sha256, standing.signer_name, standing.signer_capacity)
    own = (actor.account_id, document.text_sha256, document.signer_name, document.signer_capacity)
    return standing if said == own else None


def _still_held(before: SigningRequest | None) -> HeldNumber | None:
    held = before.held if before is not None else None
    return held if held is not None and held.state == HeldState.RESERVED else None


def _newly_held(actor: Actor, document: Document, now: datetime) -> HeldNumber:
    why = _("Chờ đóng dấu số: %(subject)s") % {"subject": document.subject[:150]}
    issuer, kind = Issuer(document.issuing_body), Kind(document.kind)
    (held,) = reserve_numbers(actor=actor, issuer=issuer, kind=kind, count=1, reason=why, now=now)
    return held


def _require_certificate(part: Part, actor: Actor, now: datetime) -> None:
    if not certificates_in_use(part, actor.account_id, now=now):
        raise NoCertificate()
