"""Browsers of people who have fully signed in, at their council's own host."""

from itertools import count

from django.conf import settings
from django.test import Client

from kernel import clock
from kernel.accounts import actions
from kernel.accounts.actions import Browser
from kernel.accounts.demo import code_now, make_account
from kernel.accounts.models import Account
from kernel.accounts.rules import current_rules
from kernel.accounts.sessions import SessionStore
from tenancy.models import Council

PASSWORD = "ngọn đèn đứng gác"
PHONE_KEY = "00112233445566778899aabbccddeeff00112233"
_numbers = count(1)


def browser_of(council: Council, *roles: str) -> Client:
    """Return the browser of somebody with these roles, signed in with password and second factor.

    The council must be entered.
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
    actions.sign_in(session=session, name=account.username, password=PASSWORD, browser=browser, now=now, rules=rules)
    code = code_now(account.totpdevice_set.get())
    actions.verify_second_factor(session=session, code=code, now=now, rules=rules)
    return session
