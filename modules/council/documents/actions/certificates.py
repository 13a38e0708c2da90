"""The certificates with which is signed here: recorded by one person, confirmed by another, withdrawn at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from council.documents.actions.moves import require_reason
from council.documents.actions.refusals import CertificateKnown, NotASigner
from council.documents.actions.requests import end
from council.documents.models import SigningCertificate, SigningRequest
from council.documents.permissions import Can
from council.documents.queries.certificates import is_signer
from council.documents.workflow import CertificateState, Part, RequestState
from kernel import audit, clock
from kernel.access import Actor, require, take
from kernel.rows import lock
from kernel.signing.certificates import facts_of, require_vouched


@dataclass(frozen=True)
class Shown:
    """A certificate (DER) that somebody brought, whose it is, and its name at the remote service, if it lies there."""

    der: bytes
    part: Part
    account_id: UUID | None = None
    credential: str = ""


@transaction.atomic
def record_certificate(*, actor: Actor, shown: Shown, roots: tuple[bytes, ...], now: datetime) -> SigningCertificate:
    """Enter a person's or the body's certificate; nobody signs with it before a second person has confirmed it.

    :raises NotPermitted: the actor keeps no certificates.
    :raises NotASigner: the person has no right to sign.
    :raises CertificateNotValid: it is over, not yet valid, or of nobody whom we trust.
    :raises CertificateKnown: it is recorded already.
    """
    require(actor, Can.KEEP_CERTIFICATES)
    if shown.part is Part.PERSON and not is_signer(shown.account_id, on=clock.local_day(now)):
        raise NotASigner()
    require_vouched(shown.der, roots, now=now)
    facts = facts_of(shown.der)
    known = SigningCertificate.objects.exclude(state=CertificateState.WITHDRAWN)
    if known.filter(fingerprint=facts.fingerprint, part=shown.part).exists():
        raise CertificateKnown()
    certificate: SigningCertificate = SigningCertificate.objects.create(
        part=shown.part,
        account_id=shown.account_id if shown.part is Part.PERSON else None,
        der=shown.der,
        holder=facts.holder,
        organisation=facts.organisation,
        authority=facts.authority,
        serial=facts.serial,
        fingerprint=facts.fingerprint,
        valid_from_at=facts.valid_from_at,
        valid_until_at=facts.valid_until_at,
        credential=shown.credential,
        state=CertificateState.WAITING,
        recorded_by=actor.account_id,
    )
    audit.record(actor, "documents.record_certificate", certificate, fields=("state", "fingerprint"))
    return certificate


@transaction.atomic
def confirm_certificate(*, actor: Actor, certificate: SigningCertificate) -> SigningCertificate:
    """Let a certificate be used that somebody else recorded.

    :raises NotPermitted: the actor may not confirm, or recorded it himself.
    :raises StepNotAllowed: it does not wait.
    """
    fresh: SigningCertificate = lock(certificate)
    step = take("confirm_certificate", actor, fresh)
    fresh.state, fresh.confirmed_by = CertificateState(step.target), actor.account_id
    fresh.save(update_fields=["state", "confirmed_by"])
    audit.record(actor, "documents.confirm_certificate", fresh, fields=("state",))
    return fresh


@transaction.atomic
def withdraw_certificate(
    *, actor: Actor, certificate: SigningCertificate, reason: str, now: datetime
) -> SigningCertificate:
    """Let nobody sign with a certificate any more; what was signed with it stays signed.

    :raises NotPermitted: the actor keeps no certificates, and it is not the actor's own.
    :raises StepNotAllowed: it is withdrawn already.
    :raises ReasonMissing: no reason is given.
    """
    fresh: SigningCertificate = lock(certificate)
    step = take("withdraw_certificate", actor, fresh)
    require_reason(reason)
    fresh.state, fresh.removed_at = CertificateState(step.target), now
    fresh.removed_by, fresh.removed_reason = actor.account_id, reason.strip()
    fresh.save(update_fields=["state", "removed_at", "removed_by", "removed_reason"])
    audit.record(actor, "documents.withdraw_certificate", fresh, fields=("state",), reason=reason)
    for request in SigningRequest.objects.filter(certificate=fresh, state=RequestState.WAITING):
        end(lock(request), "withdraw_request", now=now, actor=actor)
    return fresh
