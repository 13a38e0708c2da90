"""Signatures by keys that lie at a service: asked for here, confirmed on a phone, put into the file when they come.

The answer is stored in a commit of its own before anything is made of it. So a time stamp that fails is asked for
again without a second signature, and whoever asks twice is given what was asked first.
"""

from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from council.documents import papers
from council.documents.actions.approving import sign, to_be_signed
from council.documents.actions.issuing import issue
from council.documents.actions.outside import Waiting, handed_out, ready_for_person, ready_for_seal, require_request
from council.documents.actions.refusals import NoCertificate, NoRequest, SealOfAnotherDay
from council.documents.actions.requests import end
from council.documents.actions.signing import ask_of, keep_pdf, record_done
from council.documents.models import Document, SigningCertificate, SigningRequest
from council.documents.queries.certificates import certificates_in_use
from council.documents.workflow import Means, Part, RequestState
from council.events.documents import SignatureAsked
from kernel import audit, clock, files, outbox
from kernel.access import Actor, actor_of, take
from kernel.accounts.models import Account
from kernel.refusal import Refusal
from kernel.rows import lock
from kernel.signing import writing
from kernel.signing.desk import Desk
from kernel.signing.refusals import CredentialUnknown, StampUnreachable
from kernel.signing.remote import Over, Pending, Question, RemoteSigning, Signed
from kernel.signing.writing import Opened

# Until the service has said how long the owner may confirm.
RINGS_WITHIN = timedelta(minutes=5)
PRODUCT = Actor.system("documents.remote")


@transaction.atomic
def ask_remote(*, actor: Actor, document: Document, part: Part, press: papers.Press, now: datetime) -> SigningRequest:
    """Ask for the present signature at the service; the owner of the key is rung up once it is committed.

    Asked again while the phone rings, the same request is returned.

    :raises NotPermitted: the actor may not take the document's next step.
    :raises StepNotAllowed: the document waits for no such signature.
    :raises SecondFactorNeeded: the session has no second factor (the signatory's).
    :raises TextChanged: the text is not the final one.
    :raises NoCertificate: no certificate in force lies at the service.
    :raises SignatureUnderWay: a signature has come and is being put into the file.
    """
    certificate = _certificate_at_service(part, actor, now)
    waiting = _ready(actor, document, part, press, now)
    if isinstance(waiting, SigningRequest):
        return waiting
    opened = writing.opened(waiting.pdf, ask_of(waiting.document, part, certificate, press, now), now=now)
    request = handed_out(
        actor,
        Waiting(waiting.document, opened.pdf, waiting.held),
        part,
        now=now,
        means=Means.REMOTE,
        certificate=certificate,
        opened=_packed(opened),
        expires_at=now + RINGS_WITHIN,
    )
    outbox.publish(SignatureAsked(request_id=request.id, document_id=waiting.document.id), actor=actor)
    return request


@transaction.atomic
def look_again(*, actor: Actor, document: Document, part: Part) -> None:
    """Have the service asked once more what became of an open request.

    :raises NotPermitted: the actor may not take the document's next step.
    :raises StepNotAllowed: the document waits for no such signature.
    :raises NoRequest: nothing is asked for at the service.
    """
    take("issue" if part is Part.SEAL else "sign", actor, document)
    standing = SigningRequest.objects.filter(document=document, part=part, means=Means.REMOTE)
    request = standing.filter(state__in=(RequestState.WAITING, RequestState.ANSWERED)).first()
    if request is None:
        raise NoRequest()
    outbox.publish(SignatureAsked(request_id=request.id, document_id=document.id), actor=actor)


def follow_request(*, request: SigningRequest, desk: Desk, press: papers.Press, now: datetime) -> SigningRequest:
    """Do what a request at a service needs next: ring, look for the answer, put it into the file; return it as it is.

    A time stamp that does not come leaves the answer where it is; anything else that stands against the signature
    now (the text went back, the right to sign or the certificate is gone) ends the request.

    :raises ServiceUnreachable: the service gives no usable answer; it may be followed again.
    :raises StampUnreachable: there is no time stamp; it may be followed again.
    """
    if desk.remote is not None:
        _answered(request, desk.remote, now)
    request.refresh_from_db()
    if request.state == RequestState.ANSWERED:
        try:
            _complete(request, desk, press, now)
        except StampUnreachable:
            raise
        except Refusal:
            _ended(request, "expire_request", now)
        request.refresh_from_db()
    return request


@transaction.atomic
def _answered(request: SigningRequest, service: RemoteSigning, now: datetime) -> None:
    """Ring, or store what the service answers; whoever comes while another asks leaves it alone."""
    rows = SigningRequest.objects.select_for_update(of=("self",), skip_locked=True).select_related("certificate")
    fresh = rows.filter(pk=request.pk, state=RequestState.WAITING).first()
    if fresh is None:
        return
    question = _question(fresh)
    if not fresh.transaction:
        _ring(fresh, question, service, now)
        return
    answer = service.answer(fresh.transaction, question)
    if isinstance(answer, Signed):
        fresh.state, fresh.value = RequestState(take("answer_request", PRODUCT, fresh).target), answer.value
        fresh.save(update_fields=["state", "value"])
        audit.record(PRODUCT, "documents.answer_request", fresh.document, fields=("signing_requests",))
    elif isinstance(answer, Over) or (isinstance(answer, Pending) and now >= fresh.expires_at):
        end(fresh, "expire_request", now=now)
    elif not isinstance(answer, Pending):
        end(fresh, "refuse_request", now=now)


def _ring(fresh: SigningRequest, question: Question, service: RemoteSigning, now: datetime) -> None:
    try:
        asked = service.ask(question)
    except CredentialUnknown:
        end(fresh, "refuse_request", now=now)
        return
    fresh.transaction, fresh.expires_at = asked.transaction, now + timedelta(seconds=asked.seconds)
    fresh.save(update_fields=["transaction", "expires_at"])


@transaction.atomic
def _complete(request: SigningRequest, desk: Desk, press: papers.Press, now: datetime) -> None:
    """Put the answer into the file and let everything follow as from a key at hand."""
    document: Document = lock(request.document)
    fresh = require_open(request, document)
    part, actor = Part(fresh.part), _asker(fresh, now)
    certificate: Any = fresh.certificate
    if certificate not in certificates_in_use(part, actor.account_id, now=now):
        raise NoCertificate()
    pdf = _closed(fresh, certificate, desk, now)
    if part is Part.SEAL:
        _issued(actor, document, fresh, pdf, press, now)
    else:
        _signed(actor, document, fresh, pdf, now)
    end(fresh, "complete_request", now=now, actor=actor)


def require_open(request: SigningRequest, document: Document) -> SigningRequest:
    """Return a request that has its answer, under lock.

    :raises NoRequest: it is over, or its text is not the document's any more.
    """
    fresh: SigningRequest = lock(request)
    if fresh.state != RequestState.ANSWERED or fresh.text_sha256 != document.text_sha256:
        raise NoRequest()
    return fresh


def _signed(actor: Actor, document: Document, request: SigningRequest, pdf: bytes, now: datetime) -> None:
    document = sign(actor=actor, document=document, now=now)
    require_request(document, Part.PERSON, actor)
    own: Any = request.certificate
    stored = keep_pdf(actor, document, pdf)
    record_done(document=document, part=Part.PERSON, certificate=own, actor=actor, stored=stored, now=now)


def _issued(
    actor: Actor, document: Document, request: SigningRequest, pdf: bytes, press: papers.Press, now: datetime
) -> None:
    if request.dated_on != clock.local_day(now):
        raise SealOfAnotherDay()

    def sealed(numbered: Document, _press: papers.Press) -> bytes:
        own: Any = request.certificate
        record_done(document=numbered, part=Part.SEAL, certificate=own, actor=actor, stored=None, now=now)
        return pdf

    issue(actor=actor, document=document, press=press, now=now, held=request.held, prints=sealed)


@transaction.atomic
def _ended(request: SigningRequest, step: str, now: datetime) -> None:
    fresh: SigningRequest = lock(request)
    if fresh.state == RequestState.ANSWERED:
        end(fresh, step, now=now)


def _asker(request: SigningRequest, now: datetime) -> Actor:
    """Return who asked, with today's rights; the second factor was shown when it was asked.

    :raises NoRequest: the account is closed.
    """
    account = Account.objects.filter(pk=request.asked_by, state=Account.State.ACTIVE).first()
    if account is None:
        raise NoRequest()
    return actor_of(account, on=clock.local_day(now), second_factor=True)


def _ready(
    actor: Actor, document: Document, part: Part, press: papers.Press, now: datetime
) -> Waiting | SigningRequest:
    if part is Part.SEAL:
        return ready_for_seal(actor=actor, document=document, press=press, now=now, means=Means.REMOTE)
    locked = to_be_signed(actor=actor, document=document, now=now)
    return ready_for_person(actor, locked, press, now, Means.REMOTE)


def _certificate_at_service(part: Part, actor: Actor, now: datetime) -> SigningCertificate:
    own = [one for one in certificates_in_use(part, actor.account_id, now=now) if one.credential]
    if not own:
        raise NoCertificate()
    return own[0]


def _question(request: SigningRequest) -> Question:
    certificate: Any = request.certificate
    digest = sha256(b64decode(request.opened["attributes"])).digest()
    return Question(certificate.credential, digest, request.document.subject[:200])


def _closed(request: SigningRequest, certificate: SigningCertificate, desk: Desk, now: datetime) -> bytes:
    with files.read(request.waiting) as kept:
        opened = _unpacked(request.opened, bytes(kept.read()))
    der, value = bytes(certificate.der), bytes(request.value or b"")
    return writing.closed(opened, der, (), value=value, at=desk.stamps.stamper(now))


def _packed(opened: Opened) -> dict[str, Any]:
    """Return a file's place for its signature as JSON; the bytes of the file are kept apart."""
    facts = asdict(opened)
    del facts["pdf"]
    return {name: b64encode(one).decode() if isinstance(one, bytes) else one for name, one in facts.items()}


def _unpacked(packed: dict[str, Any], pdf: bytes) -> Opened:
    return Opened(
        pdf=pdf,
        attributes=b64decode(packed["attributes"]),
        digest=b64decode(packed["digest"]),
        start=packed["start"],
        end=packed["end"],
    )
