"""Passkeys of people at the door, held by a device in software."""

from kernel.accounts import actions
from kernel.accounts.ceremony import Site
from kernel.accounts.models import Account, Passkey, SessionRow
from kernel.accounts.sessions import SessionStore
from kernel.refusal import Refusal
from tests.factories.authenticators import Device
from tests.kernel.accounts.people import HALL, NOON, PASSWORD, RULES

HERE = Site("hoalu.localhost", "http://hoalu.localhost", "HĐND phường Hoa Lư")
ELSEWHERE = Site("kimson.localhost", "http://kimson.localhost", "HĐND xã Kim Sơn")


def device(site: Site = HERE, **changes) -> Device:
    return Device(site.host, site.origin, **changes)


def asked_to_make(session: SessionStore, *, site: Site = HERE, current: str = PASSWORD, now=NOON) -> str:
    return actions.begin_passkey_registration(session=session, site=site, current=current, now=now, rules=RULES)


def registered(session: SessionStore, held: Device, *, name: str = "Điện thoại", now=NOON) -> list[str]:
    """Register a device's passkey, and return the recovery codes that came with it."""
    return actions.register_passkey(
        session=session, site=HERE, answer=held.make(asked_to_make(session, now=now)), name=name, now=now
    )


def entered_with(answer: str, *, site: Site = HERE, now=NOON) -> SessionStore | str:
    """The session that an answer opens, or the code of the refusal."""
    session = SessionStore()
    try:
        actions.sign_in_with_passkey(session=session, site=site, answer=answer, browser=HALL, now=now, rules=RULES)
    except Refusal as refusal:
        return refusal.code
    return session


def come(held: Device, *, now=NOON) -> SessionStore | str:
    return entered_with(held.answer(actions.begin_passkey_sign_in(site=HERE, now=now)), now=now)


def shown(session: SessionStore, held: Device, *, now=NOON) -> str:
    """What the second door answers to a passkey: "" when it opened."""
    asked = actions.begin_passkey_second_factor(session=session, site=HERE, now=now)
    try:
        actions.verify_passkey(session=session, site=HERE, answer=held.answer(asked), now=now)
    except Refusal as refusal:
        return refusal.code
    return ""


def key_of(account: Account) -> Passkey:
    return Passkey.objects.get(account=account)


def is_open(session: SessionStore) -> bool:
    row = SessionRow.objects.get(pk=session.row.pk)
    return row.state == SessionRow.State.OPEN and row.second_factor_at is not None
