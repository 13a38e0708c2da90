"""The certificates with which is signed here, and the people who may have one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from council.documents.models import SigningCertificate
from council.documents.permissions import Can
from council.documents.workflow import CertificateState, Part
from kernel.access import Actor, may, may_at_all, require
from kernel.access.models import HoldingRow
from kernel.access.queries import roles_with
from kernel.accounts.models import Account
from kernel.refusal import NotFound

# A new certificate takes weeks to get from an authority.
WARNED_AHEAD = timedelta(days=45)


@dataclass(frozen=True)
class CertificateLine:
    """A certificate with its owner's name, and what is to be said of its time: "", "soon", "over" or "not_yet"."""

    certificate: SigningCertificate
    owner: str
    time: str

    @property
    def is_usable(self) -> bool:
        """Whether one may sign with it now."""
        return self.certificate.state == CertificateState.IN_FORCE and self.time in {"", "soon"}


def list_certificates(actor: Actor, *, now: datetime) -> list[CertificateLine]:
    """Return the certificates that the actor may see: whoever keeps them all, others their own.

    :raises NotPermitted: the actor has nothing to do with certificates.
    """
    require_sight(actor)
    rows = SigningCertificate.objects.order_by("part", "state", "-valid_until_at", "id")
    if not may(actor, Can.KEEP_CERTIFICATES):
        rows = rows.filter(account_id=actor.account_id, account_id__isnull=False)
    return _lines(list(rows), now)


def get_certificate(actor: Actor, certificate_id: UUID, *, now: datetime) -> CertificateLine:
    """Return one certificate.

    :raises NotFound: there is none, or the actor may not see it.
    """
    found = SigningCertificate.objects.filter(id=certificate_id).first()
    own = found is not None and found.account_id is not None and found.account_id == actor.account_id
    if found is None or not (own or may(actor, Can.KEEP_CERTIFICATES)):
        raise NotFound()
    return _lines([found], now)[0]


def list_to_see_to(actor: Actor, *, now: datetime) -> list[CertificateLine]:
    """Return the certificates that wait for their second person or end soon and have no successor, for who acts."""
    if not may_at_all(actor, Can.WITHDRAW_CERTIFICATE):
        return []
    lines = list_certificates(actor, now=now)
    usable = [line for line in lines if line.is_usable]
    return [line for line in lines if _waits_for(actor, line) or _ends(line, usable)]


def certificates_in_use(part: Part, account_id: UUID | None, *, now: datetime) -> list[SigningCertificate]:
    """Return the certificates with which a person, or the body, may sign now, the one that holds longest first."""
    held = SigningCertificate.objects.filter(
        part=part, state=CertificateState.IN_FORCE, valid_from_at__lte=now, valid_until_at__gte=now
    )
    own = held.filter(account_id=account_id) if part is Part.PERSON else held
    return list(own.order_by("-valid_until_at", "id"))


def list_signers(*, on: date) -> list[tuple[UUID, str]]:
    """Return who may sign documents on a day, each once, by name."""
    held = _signing(on).order_by("account__full_name", "account_id")
    rows: Any = held.values_list("account_id", "account__full_name")
    return list(dict.fromkeys(rows))


def is_signer(account_id: UUID | None, *, on: date) -> bool:
    """Tell whether somebody may sign documents on a day."""
    return account_id is not None and bool(_signing(on).filter(account_id=account_id).exists())


def require_sight(actor: Actor) -> None:
    """Pass when the actor keeps certificates or may have one.

    :raises NotPermitted: neither.
    """
    if not may_at_all(actor, Can.WITHDRAW_CERTIFICATE):
        require(actor, Can.KEEP_CERTIFICATES)


def _signing(on: date) -> Any:
    return HoldingRow.objects.in_force(on).filter(role__in=roles_with(Can.SIGN, on=on), account__state="active")


def _lines(rows: list[SigningCertificate], now: datetime) -> list[CertificateLine]:
    owners = {row.account_id for row in rows if row.account_id is not None}
    names = dict(Account.objects.filter(id__in=owners).values_list("id", "full_name")) if owners else {}
    return [CertificateLine(row, names.get(row.account_id, ""), _time_of(row, now)) for row in rows]


def _time_of(certificate: SigningCertificate, now: datetime) -> str:
    if now < certificate.valid_from_at:
        return "not_yet"
    if now > certificate.valid_until_at:
        return "over"
    return "soon" if certificate.valid_until_at - now <= WARNED_AHEAD else ""


def _waits_for(actor: Actor, line: CertificateLine) -> bool:
    """Whether this actor is the second person for whom it waits."""
    waits = line.certificate.state == CertificateState.WAITING
    return waits and may(actor, Can.CONFIRM_CERTIFICATE, line.certificate)


def _ends(line: CertificateLine, usable: list[CertificateLine]) -> bool:
    """Whether it ends soon and its owner has no other one that holds longer."""
    if not line.is_usable or line.time != "soon":
        return False
    owner = (line.certificate.part, line.certificate.account_id)
    return not any(
        other.time == "" and (other.certificate.part, other.certificate.account_id) == owner for other in usable
    )
