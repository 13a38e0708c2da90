"""Browsers at a council's host, and what they do at the door."""

import re

from django.test import Client

from kernel.accounts.models import Account
from tests.kernel.accounts.people import PASSWORD, phone_code

SIGN_IN, CODE, ENROL, MINE = (f"/tai-khoan/{part}" for part in ("dang-nhap/", "xac-thuc/", "xac-thuc/cai-dat/", ""))
BEGIN = ENROL + "bat-dau/"
COOKIE = "hdnd_session"


def knock(browser: Client, name: str = "dbhoa", password: str = PASSWORD, **more: str):
    return browser.post(SIGN_IN, {"name": name, "password": password, **more})


def come_in(browser: Client, account: Account) -> None:
    """Password, and code where one is asked for."""
    if knock(browser, account.username).headers["Location"].startswith(CODE):
        browser.post(CODE, {"code": phone_code(account)})


def is_in(browser: Client) -> bool:
    return browser.get(MINE).status_code == 200


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
