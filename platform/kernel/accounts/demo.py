"""Accounts that exist without an invitation: for demonstration data and tests, never in production."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from kernel.access import hold
from kernel.accounts.models import Account, plain_name


class DemoRefused(RuntimeError):
    """This installation takes no demonstration data."""


@transaction.atomic
def make_account(
    *,
    username: str,
    full_name: str,
    password: str,
    roles: Iterable[str] = (),
    from_on: date = date(2021, 7, 1),
    email: str = "",
    person_id: UUID | None = None,
    totp_key: str = "",
) -> Account:
    """Return an active account of the current place; ``totp_key`` (40 hexadecimal digits) enrols a phone.

    :raises DemoRefused: the settings do not allow demonstration data.
    """
    if not settings.DEMO_ALLOWED:
        raise DemoRefused("DEMO_ALLOWED is off")
    account = Account(
        username=plain_name(username),
        email=plain_name(email),
        full_name=full_name,
        person_id=person_id,
        state=Account.State.ACTIVE,
    )
    account.set_password(password)
    account.save(force_insert=True)
    for role in roles:
        hold(account=account, role=role, from_on=from_on, source="demo")
    if totp_key:
        TOTPDevice.objects.create(user=account, name="totp", key=totp_key, confirmed=True)
    return account


def code_now(device: Any, *, steps: int = 0) -> str:
    """Return the code that a device's phone shows now, or some steps of 30 seconds later."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = totp.time + steps * device.step
    return f"{totp.token():0{device.digits}d}"
