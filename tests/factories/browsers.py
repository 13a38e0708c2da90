"""Browsers of people who have fully signed in, at their council's own host."""

from itertools import count

from django.conf import settings
from django.test import Client

from kernel import clock
from kernel.accounts.actions import Browser
from kernel.accounts.actions.second_factor import open_fully
from kernel.accounts.actions.signing import open_session
from kernel.accounts.demo import make_account
from kernel.accounts.models import Account
from kernel.accounts.rules import current_rules
from kernel.accounts.sessions import SessionStore
from tenancy.models import Council

PASSWORD = "ngọn đèn đứng gác"
PHONE_KEY = "00112233445566778899aabbccddeeff00112233"
_numbers = count(1)


def browser_of(council: Council, *roles: str) -> Client:
    """Return the browser of somebody with these roles, signed in as with password and second factor.

    The council must be entered. What was right is not asked for again: that the doors ask it is proven at the doors.
    """
    number = next(_numbers)
    account = make_account(
        username=f"nguoidung{number}",
        full_name=f"Lê Văn Thử {number}",
        password=PASSWORD,
        roles=roles,
        totp_key=PHONE_KEY,
    )
    client = Client(headers={"host": f"{council.subdomain}.localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = _enter(account).session_key
    return client


def _enter(account: Account) -> SessionStore:
    session, now, rules = SessionStore(), clock.now(), current_rules()
    browser = Browser(ip="203.0.113.7", device="Chrome · iPad")
    row = open_session(session=session, account=account, browser=browser, now=now, rules=rules)
    open_fully(session, row, now=now, action="accounts.second_factor")
    return session
