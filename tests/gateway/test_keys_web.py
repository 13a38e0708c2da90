"""The operators' pages for keys."""

from datetime import timedelta

import pytest
from django.test import Client

from gateway.core.keys import digest_of
from gateway.models import ApiKey
from kernel import clock
from kernel.access.models import HoldingRow
from tests.console.conftest import console, operator  # noqa: F401 -- fixtures
from tests.console.places import HOST
from tests.testbed.queries import count_queries

pytestmark = pytest.mark.usefixtures("public_place")
PRESS = "4f6f0a52-7f5e-4c0a-9a55-0d1f3c6f7a10"
SOON = (clock.today() + timedelta(days=90)).isoformat()
FORM = {
    "press": PRESS,
    "holder": "Văn phòng Quốc hội",
    "ground": "CV 5/VPQH",
    "scopes": ["rollup:read"],
    "way": "direct",
    "expires_on": SOON,
}


def paths(key: ApiKey) -> list[str]:
    own = f"/khoa/{key.pk}/"
    return ["/khoa/", "/khoa/cap/", own, f"{own}doi/", f"{own}cham-dut-khoa-cu/", f"{own}thu-hoi/"]


def a_key(**changes) -> ApiKey:
    known = {
        "prefix": "hd_abc",
        "digest": "0" * 64,
        "holder": "Bộ Nội vụ",
        "ground": "CV 1",
        "endpoint": "central",
        "scopes": ["rollup:read"],
        "expires_at": clock.now() + timedelta(days=30),
    }
    return ApiKey.objects.create(**{**known, **changes})


def test_secret_is_shown_once(console):  # noqa: F811 -- the fixture
    answer = console.post("/khoa/cap/", FORM)

    secret = answer.context["secret"]
    key = ApiKey.objects.get()
    assert key.digest == digest_of(secret)
    assert (key.holder, key.scopes, key.endpoint) == ("Văn phòng Quốc hội", ["rollup:read"], "central")
    assert clock.local_day(key.expires_at).isoformat() == SOON
    assert f'value="{secret}"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert secret not in console.get("/khoa/").content.decode()


def test_page_sent_again_gives_no_second_key_and_says_what_to_do(console):  # noqa: F811 -- the fixture
    press = console.get("/khoa/cap/").context["form"]["press"].value()
    form = {**FORM, "press": str(press)}
    secret = console.post("/khoa/cap/", form).context["secret"]

    again = console.post("/khoa/cap/", form, follow=True)

    key = ApiKey.objects.get()
    page = again.content.decode()
    assert again.redirect_chain == [(f"/khoa/{key.pk}/?told=once", 302)]
    assert "Khoá này đã được cấp" in page
    assert secret not in page
    other = console.post("/khoa/cap/", {**form, "holder": "Bộ Nội vụ"})
    assert (other.status_code, ApiKey.objects.count()) == (422, 1)
    assert "Mã yêu cầu này đã được dùng" in other.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"holder": ""}, "Cơ quan sử dụng"),
        ({"scopes": []}, "Phạm vi"),
        ({"networks": "khong-phai"}, "Địa chỉ mạng không hợp lệ."),
        ({"expires_on": (clock.today() + timedelta(days=500)).isoformat()}, "Khoá phải có hạn trong vòng một năm."),
    ],
)
def test_mistakes_are_told_and_give_no_key(console, changes, words):  # noqa: F811 -- the fixture
    page = console.post("/khoa/cap/", {**FORM, **changes}).content.decode()

    assert "data-error-summary" in page
    assert words in page
    assert not ApiKey.objects.exists()


def test_key_is_taken_back_with_a_reason(console):  # noqa: F811 -- the fixture
    key = a_key()
    refused = console.post(f"/khoa/{key.pk}/thu-hoi/", {"reason": " "})
    key.refresh_from_db()
    assert ("data-error-summary" in refused.content.decode(), key.state) == (True, "active")

    answer = console.post(f"/khoa/{key.pk}/thu-hoi/", {"reason": "Lộ khoá"})

    key.refresh_from_db()
    assert (answer["Location"], key.state, key.revoked_reason) == ("/khoa/", "revoked", "Lộ khoá")


def test_nobody_else_sees_keys(console):  # noqa: F811 -- the fixture
    key = a_key()
    stranger = Client(headers={"host": HOST})
    for path in paths(key):
        assert stranger.get(path).status_code == 302
    session = console.cookies["hdnd_session"].value
    elsewhere = Client(headers={"host": "hoalu.localhost"})
    elsewhere.cookies["hdnd_session"] = session
    for path in paths(key):
        assert elsewhere.get(path).status_code == 302
    HoldingRow.objects.filter(role="operator").update(role="expert")
    for path in paths(key):
        assert console.get(path).status_code in {403, 404}
        assert console.post(path, {**FORM, "reason": "x"}).status_code in {403, 404, 405}
    assert ApiKey.objects.get().state == "active"


def test_list_asks_as_much_for_forty_keys_as_for_one(console):  # noqa: F811 -- the fixture
    a_key()
    console.get("/khoa/")
    with count_queries() as few:
        console.get("/khoa/")
    for number in range(40):
        a_key(prefix=f"hd_{number}")
    with count_queries() as many:
        console.get("/khoa/")

    assert len(few) == len(many)
