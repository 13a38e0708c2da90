"""What people see at the door: no complaint of any judge, at every width."""

import os
from pathlib import Path

import pytest
from django.db import connections

from kernel import clock
from kernel.access import Actor
from kernel.accounts import actions
from kernel.accounts.actions import Invitee
from tests.judges import judge, judge_html, look_at, open_chromium
from tests.kernel.accounts.browsers import BEGIN, CODE, COOKIE, ENROL, MINE, SIGN_IN, come_in, knock
from tests.kernel.accounts.people import RULES, clerk, delegate
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]
KEYS = "/tai-khoan/khoa-truy-cap/"


@pytest.fixture
def visits(fresh_council, client_of) -> dict[str, tuple[str, str, int]]:
    """Each page with the cookie of the person who sees it and the status it answers with."""
    delegate("dbhoa", email="hoa@example.vn")
    new, old, letter = clerk("vtmoi", full_name="Lê Văn Mới", totp_key=""), clerk(), _letter()
    cookies = {}
    for account in (new, old):
        browser = client_of(fresh_council)
        knock(browser, account.username)
        cookies[account.username] = browser.cookies[COOKIE].value
    scanning = client_of(fresh_council)
    knock(scanning, new.username)
    scanning.post(BEGIN)
    full, other = client_of(fresh_council), client_of(fresh_council)
    come_in(full, old)
    knock(other, old.username)
    key = old.passkeys.create(name="Điện thoại", host="hoalu.localhost", credential="a", public_key="a")
    old.identities.create(issuer="https://dinhdanh.example", subject="1")
    return {
        "sign_in": (SIGN_IN, "", 200),
        "second_factor": (CODE, cookies["vtlan"], 200),
        "enrol_begin": (ENROL, cookies["vtmoi"], 200),
        "enrol": (ENROL, scanning.cookies[COOKIE].value, 200),
        "passkey_first": (f"{KEYS}them/", cookies["vtmoi"], 200),
        "passkey_add": (f"{KEYS}them/", full.cookies[COOKIE].value, 200),
        "passkey_name": (f"{KEYS}{key.pk}/doi-ten/", full.cookies[COOKIE].value, 200),
        "passkey_remove": (f"{KEYS}{key.pk}/go/", full.cookies[COOKIE].value, 200),
        "identity_unlink": ("/tai-khoan/dinh-danh/go/", full.cookies[COOKIE].value, 200),
        "identity_allow": ("/tai-khoan/dinh-danh/cho-gan-lai/", full.cookies[COOKIE].value, 200),
        "accept": (letter, "", 200),
        "accept_over": (letter[:-4] + "xxx/", "", 410),
        "mine": (MINE, full.cookies[COOKIE].value, 200),
        "password": ("/tai-khoan/mat-khau/", full.cookies[COOKIE].value, 200),
    }


def test_pages_of_the_door_pass_every_judge(fresh_council, visits, client_of):
    pages = {name: _html(client_of(fresh_council), *visit) for name, visit in visits.items()}
    connections.close_all()

    judge_html(pages)
    with served() as port, open_chromium() as chromium:
        for name, (path, cookie, status) in visits.items():
            url = f"http://{fresh_council.subdomain}.localhost:{port}{path}"
            jar = [{"name": COOKIE, "value": cookie, "url": url}] if cookie else []
            judge(chromium, url, cookies=jar, status=status)
            if folder := os.environ.get("PICTURES"):
                look_at(chromium, url, Path(folder), name, cookies=jar)


def _letter() -> str:
    invitee = Invitee("Phạm Thị Hoa", username="", email="khac@example.vn")
    founder = Actor.system("founding")
    return actions.invite(actor=founder, invitee=invitee, now=clock.now(), rules=RULES).path


def _html(browser, path: str, cookie: str, status: int) -> str:
    if cookie:
        browser.cookies[COOKIE] = cookie
    response = browser.get(path)
    assert response.status_code == status
    return response.content.decode()
