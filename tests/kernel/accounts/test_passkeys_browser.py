"""Passkeys in a real Chromium, whose DevTools hold the device: made, used twice, refused without a verified person."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections

from kernel.accounts.models import Passkey
from tests.judges import axe, open_chromium
from tests.judges.judge import opened, views
from tests.kernel.accounts.browsers import CODE, COOKIE, SIGN_IN, come_in
from tests.kernel.accounts.people import PASSWORD, clerk
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@contextmanager
def device_in(page) -> Iterator:
    """Put a device into the browser, and yield what speaks to it and its name."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    name = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    yield devtools, name
    devtools.send("WebAuthn.disable")


def judged(page, name: str) -> list[str]:
    found = []
    for view in views(page):
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-{view.replace(' ', '-')}.png", full_page=True)
        found += axe.violations(page)
    return found


def test_passkey_from_making_to_signing_in_without_a_password(fresh_council, client_of):
    account, signed = clerk(), client_of(fresh_council)
    come_in(signed, account)
    cookie = signed.cookies[COOKIE].value
    connections.close_all()

    with served() as port, open_chromium() as chromium:
        at = f"http://{fresh_council.subdomain}.localhost:{port}"
        jar = [{"name": COOKIE, "value": cookie, "url": at}]
        with (
            opened(chromium, f"{at}/tai-khoan/khoa-truy-cap/them/", cookies=jar) as (page, said),
            device_in(page) as device,
        ):
            page.get_by_label("Tên để nhận ra khóa").fill("Điện thoại của tôi")
            page.get_by_label("Mật khẩu hiện tại").fill("sai mật khẩu rồi")
            page.get_by_role("button", name="Tạo khóa truy cập").click()
            page.get_by_text("Mật khẩu hiện tại không đúng.").wait_for()
            found = judged(page, "passkey-add")
            page.get_by_label("Mật khẩu hiện tại").fill(PASSWORD)
            page.get_by_role("button", name="Tạo khóa truy cập").click()
            page.get_by_text("chưa dùng lần nào").wait_for()
            found += judged(page, "passkey-mine")

            comes_in_by_passkey(page, at)
            found += judged(page, "passkey-sign-in-used")
            second_door(page, at)
            stays_out_unverified(page, at, *device)
            found += judged(page, "passkey-refused")
            page.goto(f"{at}{SIGN_IN}")

            assert [line for line in said if "status of 422" not in line] == []
            assert found == []
    assert [(key.name, key.counter > 0, key.host) for key in Passkey.objects.all()] == [
        ("Điện thoại của tôi", True, f"{fresh_council.subdomain}.localhost")
    ]


def comes_in_by_passkey(page, at: str) -> None:
    """Sign out, and in again with the passkey alone."""
    sign_out(page, at)
    page.goto(f"{at}{SIGN_IN}?next=/tai-khoan/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    page.get_by_text("dùng gần nhất").first.wait_for()


def second_door(page, at: str) -> None:
    """Give the password, then the passkey in the place of a code."""
    sign_out(page, at)
    page.goto(f"{at}{SIGN_IN}?next=/tai-khoan/")
    page.get_by_label("Tên đăng nhập hoặc địa chỉ thư điện tử").fill("vtlan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(f"**{CODE}*")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.get_by_text("dùng gần nhất").first.wait_for()


def stays_out_unverified(page, at: str, devtools, name: str) -> None:
    """The device does not recognise its owner: nothing is opened, and the page says so."""
    sign_out(page, at)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": name, "isUserVerified": False})
    page.goto(f"{at}{SIGN_IN}")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    page.get_by_text("Thiết bị chưa đưa ra khóa truy cập nào.").wait_for()


def sign_out(page, at: str) -> None:
    page.goto(f"{at}/tai-khoan/")
    page.locator("main").get_by_role("button", name="Đăng xuất", exact=True).or_(
        page.get_by_role("button", name="Đăng xuất", exact=True)
    ).first.click()
    page.wait_for_url(f"**{SIGN_IN}")
