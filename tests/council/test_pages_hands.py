"""Saved filters, offered drafts, ways to be told and the log of messages, before every judge."""

import os
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connections

from council.roles import Role
from kernel import notify
from kernel.access import Actor
from kernel.accounts.models import Account
from kernel.notify.models import Delivery, Way
from tests.factories.browsers import browser_of
from tests.factories.documents import make_draft
from tests.factories.people import make_account, make_term
from tests.judges import judge, judge_html, look_at, open_chromium
from tests.kernel.accounts.browsers import COOKIE
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]

DOCUMENTS, PLAN = "/van-ban/", "/ky-hop/lap-ke-hoach/"
VISITS = {
    "hands-list": f"{DOCUMENTS}?trang_thai=draft",
    "hands-list-new": f"{DOCUMENTS}?loai=report",
    "hands-filters": "/bo-loc/",
    "hands-filter-save": f"/bo-loc/luu/?{urlencode({'trang': 'documents:index', 'loc': 'loai=report'})}",
    "hands-draft-offered": PLAN,
    "hands-draft-restored": f"{PLAN}?nhap=1",
    "hands-wishes": "/thong-bao/kenh/",
    "hands-deliveries": "/thong-bao/da-gui/",
}


@pytest.fixture
def cookie(fresh_council, settings) -> str:
    """The cookie of a clerk with filters and a draft, in a council that tells people by both ways."""
    settings.SMS_URL, settings.ZALO_URL = "http://127.0.0.1:9/sms", "http://127.0.0.1:9/zalo"
    make_term()
    make_draft(subject="Về việc điều chỉnh, bổ sung kế hoạch đầu tư công trung hạn giai đoạn 2026-2030")
    browser = browser_of(fresh_council, Role.OFFICE_CHIEF)
    for name, query in (("Dự thảo đang soạn", "trang_thai=draft"), ("Nghị quyết đã công bố", "trang_thai=published")):
        browser.post(f"/bo-loc/luu/?{urlencode({'trang': 'documents:index', 'loc': query})}", {"name": name})
    browser.post("/ban-nhap/luu/", {"address": PLAN, "seen": "0", "body": urlencode({"title": "Kỳ họp gõ dở"})})
    _messages()
    return browser.cookies[COOKIE].value


def test_pages_of_the_hands_pass_every_judge(fresh_council, cookie, client_of):
    browser = client_of(fresh_council)
    browser.cookies[COOKIE] = cookie
    pages = {name: browser.get(path).content.decode() for name, path in VISITS.items()}
    connections.close_all()

    judge_html(pages)
    with served() as port, open_chromium() as chromium:
        root = f"http://{fresh_council.subdomain}.localhost:{port}"
        jar = [{"name": COOKIE, "value": cookie, "url": root}]
        for name, path in VISITS.items():
            if folder := os.environ.get("PICTURES"):
                look_at(chromium, f"{root}{path}", Path(folder), name, cookies=jar)
            judge(chromium, f"{root}{path}", cookies=jar)


def _messages() -> None:
    """One message in each state, and each way wished for by the clerk too."""
    for number, state in enumerate(Delivery.State):
        way = list(Way)[number % 2]
        account = make_account(f"Nguyễn Hoàng Thị Phương Thảo {number}")
        notify.wish(actor=_actor_of(account), way=way, phone=f"+8491234567{number}", is_on=True)
        notice = notify.tell(account=account, subject="Triệu tập kỳ họp", path="/ky-hop/", by_mail=False)
        reason = "HTTP 503" if state == Delivery.State.FAILED else ""
        Delivery.objects.filter(notice=notice).update(state=state, reason=reason)


def _actor_of(account: Account) -> Actor:
    return Actor(account.pk, account.full_name, None, frozenset())
