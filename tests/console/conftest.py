"""Operators, and units that no standing council of the tests belongs to."""

import pytest
from django.test import Client

from kernel.accounts import actions
from kernel.accounts.actions import Browser
from kernel.accounts.demo import code_now, make_account
from kernel.accounts.rules import current_rules
from kernel.accounts.sessions import SessionStore
from tenancy import hosts
from tenancy.models import Council
from tests.console.places import HOST, KEY, PASSWORD


@pytest.fixture
def operator(public_place):
    """An operator's account with a second factor."""
    return make_account(
        username="vanhanh", full_name="Lê Thị Vận Hành", password=PASSWORD, roles=["operator"], totp_key=KEY
    )


@pytest.fixture
def console(operator) -> Client:
    """A browser in which the operator is signed in with both factors."""
    return sign_in(operator)


@pytest.fixture
def no_memory_of_hosts():
    """What was remembered of hosts is forgotten before and after."""
    hosts.forget()
    yield
    hosts.forget()


@pytest.fixture
def ward(public_place) -> Council:
    """The council of a ward, among the standing ones."""
    return Council.objects.get(subdomain="hoalu")


def sign_in(account) -> Client:
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from kernel import clock

    now, rules, session = clock.now(), current_rules(), SessionStore()
    browser = Browser(ip="203.0.113.9", device="thử")
    actions.sign_in(session=session, name=account.username, password=PASSWORD, browser=browser, now=now, rules=rules)
    device = TOTPDevice.objects.filter(user=account, confirmed=True).first()
    if device is not None:
        actions.verify_second_factor(session=session, code=code_now(device), now=now, rules=rules)
    client = Client(headers={"host": HOST})
    client.cookies["hdnd_session"] = session.session_key
    return client
