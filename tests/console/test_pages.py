"""What operators see in a real browser: no complaint of any judge, and progress that moves by itself."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from socket import socket
from threading import Thread

import pytest
from django.db import connections
from playwright.sync_api import expect

from console.actions import FirstAdministrator, start_onboarding
from console.central import let_reader_in
from console.models import Onboarding, OnboardingItem
from console.onboarding import work_off
from gateway.models import ApiKey
from kernel import clock
from kernel.accounts.demo import make_account
from kernel.accounts.models import Account, Invitation
from presets.units import unit_of
from tenancy.models import Council
from tenancy.place import in_public
from tests.console.conftest import sign_in
from tests.console.places import HOST, KEY, OPERATOR, PASSWORD
from tests.factories.operators import forget_operator
from tests.judges import axe, judge, judge_html, look_at
from tests.judges.judge import opened, views

pytestmark = [pytest.mark.journey, pytest.mark.full]
COOKIE = "hdnd_session"
UNITS = ["48", "20242", "20333"]  # Đà Nẵng with a ward and with a zone that has no council
STREETS = ["platform", "tenants", "graphql", "modules"]
KEY_FORM = {
    "press": "5b7c0e7e-7c38-4a5e-8f5b-2d6f0a1c9e21",
    "holder": "Văn phòng Quốc hội",
    "ground": "Công văn số 1234/VPQH-TH",
    "scopes": ["rollup:read"],
    "way": "direct",
    "expires_on": (clock.today() + timedelta(days=90)).isoformat(),
}
FEW = ["48", "20242"]


@pytest.fixture
def session(ground) -> Iterator[str]:
    """The cookie of an operator who is signed in, committed so that a real server knows it."""
    with in_public():
        account = make_account(
            username="nhinxa", full_name="Đỗ Thị Nhìn Xa", password=PASSWORD, roles=["operator"], totp_key=KEY
        )
        yield sign_in(account).cookies[COOKIE].value
    forget_operator(account)


@pytest.fixture
def batch(session) -> Iterator[Onboarding]:
    """An onboarding with a finished, a failed and a waiting line."""
    units = [unit_of(code) for code in [*FEW, "20197"]]
    nobody = FirstAdministrator()
    with in_public():
        made = start_onboarding(
            actor=OPERATOR, units=units, ground="Hợp đồng 12/2026/HĐ", administrator=nobody, now=clock.now()
        )
        first, second, _third = made.items.order_by("position")
        work_off(first.pk, now=clock.now())
        OnboardingItem.objects.filter(pk=second.pk).update(state="failed", error_code="letter_not_taken")
        yield made
    OnboardingItem.objects.using("owner").filter(onboarding=made).delete()
    Onboarding.objects.using("owner").filter(pk=made.pk).delete()
    Council.objects.using("owner").filter(unit_code__in=FEW).delete()


@pytest.fixture
def reader(session) -> Iterator[Account]:
    """A reader of a central agency who was invited."""
    person = {"full_name": "Trần Thị Trung Ương", "agency": "Ban Công tác đại biểu", "email": "doc@quochoi.vn"}
    with in_public():
        account = let_reader_in(actor=OPERATOR, ground="CV 15/BCTĐB", now=clock.now(), **person).invitation.account
        yield account
    Invitation.objects.using("owner").filter(account_id=account.pk).delete()
    forget_operator(account)


@pytest.fixture
def address(ground) -> Iterator[str]:
    """The whole product, streams and pages, in a process of its own on a free port."""
    with socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", str(port), "--log-level", "error"]
    with subprocess.Popen(command, env=_environment()) as server:
        _wait_for(port)
        yield f"http://{HOST}:{port}"
        server.kill()


def _environment() -> dict[str, str]:
    """Our own, with the database of this run instead of the one it was named after."""
    name = connections["default"].settings_dict["NAME"]
    urls = {key: os.environ[key].rpartition("/")[0] + f"/{name}" for key in ("DATABASE_URL", "DATABASE_READER_URL")}
    return {**os.environ, **urls, "PYTHONPATH": os.pathsep.join(STREETS)}


def _wait_for(port: int) -> None:
    for _ in range(1_200):
        with socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server did not come up")


def pages_of(batch: Onboarding) -> dict[str, str]:
    key = Council.objects.get(unit_code="48").key
    return {
        "fleet": "/",
        "fleet_nothing": "/?tim=khong-co",
        "council": f"/hoi-dong/{key}/",
        "suspend": f"/hoi-dong/{key}/tam-ngung/",
        "resume": f"/hoi-dong/{key}/hoat-dong-lai/",
        "invite": f"/hoi-dong/{key}/moi-quan-tri/",
        "withdraw": f"/hoi-dong/{key}/thu-hoi-loi-moi/",
        "choose": "/khoi-tao/",
        "choose_province": "/khoi-tao/?tinh=48",
        "choose_search": "/khoi-tao/?tim=hai chau",
        "onboardings": "/cac-dot-khoi-tao/",
        "keys": "/khoa/",
        "nation": "/ca-nuoc/",
        "nation_table": "/ca-nuoc/?xem=bang",
        "nation_province": "/ca-nuoc/48/",
        "readers": "/nguoi-doc/",
        "key_grant": "/khoa/cap/",
        "progress": f"/cac-dot-khoi-tao/{batch.pk}/",
    }


def test_pages_pass_every_judge(session, batch, reader, browser, address, client_of):
    from django.test import Client

    client = Client(headers={"host": HOST})
    client.cookies[COOKIE] = session
    pages = pages_of(batch) | {"reader_again": f"/nguoi-doc/{reader.pk}/moi-lai/"}
    html = {name: client.get(path).content.decode() for name, path in pages.items()}
    html["check"] = client.post("/khoi-tao/kiem-tra/", {"don_vi": [*UNITS, "20197"]}).content.decode()
    html["choose_error"] = client.post("/khoi-tao/kiem-tra/", {"tinh": "48"}).content.decode()
    html["start_error"] = client.post("/khoi-tao/bat-dau/", {"don_vi": ["20200"]}).content.decode()
    html |= key_pages(client)
    connections.close_all()

    judge_html(html)
    for name, path in pages.items():
        url = f"{address}{path}"
        jar = [{"name": COOKIE, "value": session, "url": url}]
        judge(browser, url, cookies=jar)
        if folder := os.environ.get("PICTURES"):
            look_at(browser, url, Path(folder), name, cookies=jar)


def key_pages(client) -> dict[str, str]:
    """The page that shows a secret, and the form that takes its key back."""
    granted = client.post("/khoa/cap/", KEY_FORM).content.decode()
    own = f"/khoa/{ApiKey.objects.using('owner').get().pk}/"
    told = {
        name: client.get(own + path).content.decode()
        for name, path in (("key", ""), ("key_told", "?told=once"), ("revoke", "thu-hoi/"))
    }
    ApiKey.objects.using("owner").all().delete()
    return {"granted": granted, **told}


def test_choosing_and_checking_by_the_pages_own_forms(session, browser, address):
    """From the list over the dry run to the refusal without a document, at every view."""
    jar = [{"name": COOKIE, "value": session, "url": address}]
    with opened(browser, f"{address}/khoi-tao/?tinh=48", cookies=jar) as (page, said):
        page.get_by_label("Phường Hải Châu").check()
        page.get_by_role("button", name="Kiểm tra trước khi tạo").click()
        page.get_by_role("button", name="Khởi tạo 1 hội đồng").click()

        expect(page.get_by_role("alert")).to_be_visible()
        assert [line for _view in pictured(page, "check") for line in axe.violations(page)] == []
        assert said == []


def test_key_is_given_and_revoked_by_the_pages_own_forms(session, browser, address):
    """The page that shows the secret this once, and the form that takes a key back, at every view."""
    jar = [{"name": COOKIE, "value": session, "url": address}]
    with opened(browser, f"{address}/khoa/cap/", cookies=jar) as (page, said):
        for name in ("holder", "ground"):
            page.locator(f"[name={name}]").fill(KEY_FORM[name])
        page.get_by_role("checkbox").first.check()
        page.locator("[name=expires_on]").fill(KEY_FORM["expires_on"])
        page.locator("main form[method=post] button[type=submit]").click()
        page.get_by_label("Khoá", exact=True).wait_for()
        found = [line for _view in pictured(page, "secret") for line in axe.violations(page)]
        page.goto(f"{address}/khoa/")
        page.get_by_role("link", name=KEY_FORM["holder"]).click()
        page.get_by_role("link", name="Thu hồi").click()
        page.locator("main form[method=post]").wait_for()
        found += [line for _view in pictured(page, "revoke") for line in axe.violations(page)]
        ApiKey.objects.using("owner").all().delete()

        assert (found, said) == ([], [])


def pictured(page, name: str) -> Iterator[str]:
    """Turn the page through every view, and keep a picture of each where a folder is named."""
    for view in views(page):
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-{view.replace(' ', '-')}.png", full_page=True)
        assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"), (name, view)
        yield view


def test_progress_moves_by_itself(session, batch, browser, address):
    jar = [{"name": COOKIE, "value": session, "url": address}]
    waiting = batch.items.order_by("position").last()
    with opened(browser, f"{address}/cac-dot-khoi-tao/{batch.pk}/", cookies=jar) as (page, said):
        page.get_by_text("Đã kết nối").wait_for()
        line = page.locator(f"#don-vi-{waiting.unit_code}")
        expect(line).to_contain_text("Chờ đến lượt")

        worker = Thread(target=_work, args=(waiting.pk,))
        worker.start()
        line.get_by_text("Đã xong").wait_for()
        worker.join()

        expect(page.locator("#tien-do")).to_contain_text("Đã xong 2/3 hội đồng")
        assert said == []
    Council.objects.using("owner").filter(unit_code="20197").update(status="suspended")
    OnboardingItem.objects.using("owner").filter(pk=waiting.pk).delete()
    Council.objects.using("owner").filter(unit_code="20197").delete()


def _work(item_id) -> None:
    try:
        work_off(item_id, now=clock.now())
    finally:
        connections.close_all()
