"""People who sign, with certificates that were recorded and confirmed, and their keys outside the house."""

import itertools
from datetime import datetime, timedelta
from typing import Any

from council.documents import actions
from council.documents.actions import Shown
from council.documents.models import SigningCertificate
from council.documents.workflow import Part
from council.roles import Role
from kernel import clock
from kernel.access import Actor, actor_of
from kernel.accounts.demo import make_account
from kernel.accounts.models import Account
from kernel.signing.authority import LocalAuthority, Owner, SoftKey
from tests.factories import signing
from tests.factories.actors import actor_with
from tests.factories.browsers import PASSWORD, PHONE_KEY
from tests.factories.documents import NOW

_numbers = itertools.count(1)
KEEPER, SECOND = actor_with(Role.OFFICE_CHIEF), actor_with(Role.ADMINISTRATOR)
ORGANISATION = "Hội đồng nhân dân phường Hoa Lư"


def make_signer(role: Role = Role.COUNCIL_CHAIR, name: str = "Nguyễn Thị Minh") -> Account:
    """Return the account of somebody who signs."""
    number = next(_numbers)
    return make_account(
        username=f"nguoiky{number}", full_name=name, password=PASSWORD, roles=[role], totp_key=PHONE_KEY
    )


def acting(account: Account, *, second_factor: bool = True, at: datetime | None = None) -> Actor:
    """Return the actor of an account, with the second factor shown."""
    return actor_of(account, on=clock.local_day(at or clock.now()), second_factor=second_factor)


def key_of(name: str, *, authority: LocalAuthority | None = None) -> SoftKey:
    """Return the key on somebody's token; the authority of this test run vouches for it."""
    known = authority or signing.authority()
    return known.key_of(Owner("token", f"token-{name.encode().hex()[:40]}", name, ORGANISATION))


def record(
    key: SoftKey, *, part: Part = Part.PERSON, account: Account | None = None, **more: Any
) -> SigningCertificate:
    """Return a certificate that waits for its second person."""
    own = account.pk if account is not None else None
    roots, now = more.pop("roots", (signing.authority().root(),)), more.pop("now", NOW)
    shown = Shown(key.certificate, part, own, **more)
    return actions.record_certificate(actor=KEEPER, shown=shown, roots=roots, now=now)


def certify(
    key: SoftKey, *, part: Part = Part.PERSON, account: Account | None = None, **more: Any
) -> SigningCertificate:
    """Return a certificate with which one may sign."""
    return actions.confirm_certificate(actor=SECOND, certificate=record(key, part=part, account=account, **more))


def ending(certificate: SigningCertificate, *, days: int, now: datetime) -> SigningCertificate:
    """Return the certificate with its end so many days from now."""
    SigningCertificate.objects.filter(pk=certificate.pk).update(valid_until_at=now + timedelta(days=days))
    certificate.refresh_from_db()
    return certificate
