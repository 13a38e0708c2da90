"""People at the door: accounts, browsers and what they type."""

from datetime import datetime, timedelta
from typing import Any

from django_otp.plugins.otp_totp.models import TOTPDevice

from kernel import clock
from kernel.accounts import actions
from kernel.accounts.actions import Browser
from kernel.accounts.demo import code_now, make_account
from kernel.accounts.models import Account
from kernel.accounts.rules import Rules
from kernel.accounts.sessions import SessionStore

NOON = clock.now()  # the store of sessions and the phones go by the real clock
RULES = Rules(second_factor_optional=frozenset({"delegate"}))
PASSWORD = "ngọn đèn đứng gác"
KEY = "00112233445566778899aabbccddeeff00112233"
HALL = Browser(ip="203.0.113.7", device="Chrome · iPad")


def delegate(username: str = "dbhoa", **changes: Any) -> Account:
    """A delegate, who may come in with the password alone."""
    return make_account(
        **{"username": username, "full_name": "Phạm Thị Hoa", "password": PASSWORD, "roles": ["delegate"], **changes}
    )


def clerk(username: str = "vtlan", **changes: Any) -> Account:
    """Somebody of the office, who needs a second factor and has one."""
    return make_account(
        **{
            "username": username,
            "full_name": "Trần Thị Lan",
            "password": PASSWORD,
            "roles": ["office_staff"],
            "totp_key": KEY,
            **changes,
        }
    )


def enter(account: Account, password: str = PASSWORD, *, now: datetime = NOON) -> SessionStore:
    """A browser that has just given the right password."""
    session = SessionStore()
    actions.sign_in(session=session, name=account.username, password=password, browser=HALL, now=now, rules=RULES)
    return session


def enter_fully(account: Account) -> SessionStore:
    """A browser that has given password and code."""
    session = enter(account)
    actions.verify_second_factor(session=session, code=phone_code(account), now=NOON, rules=RULES)
    return session


def phone_code(account: Account, *, steps: int = 0, confirmed: bool = True) -> str:
    """What the person's phone shows."""
    return code_now(TOTPDevice.objects.get(user=account, confirmed=confirmed), steps=steps)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)
