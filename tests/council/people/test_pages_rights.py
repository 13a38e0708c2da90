"""The pages of rights as people see them, at every width and with the largest letters."""

import os
from pathlib import Path

import pytest
from django.db import connections

from council.roles import Role
from kernel import clock
from tests.factories.browsers import browser_of
from tests.judges import judge, look_at, open_chromium
from tests.kernel.accounts.browsers import COOKIE
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]
PAGES = {
    "rights": ("/phan-quyen/", Role.COUNCIL_VICE_CHAIR),
    "right": ("/phan-quyen/documents.draft/", Role.ADMINISTRATOR),
    "right-fixed": ("/phan-quyen/sessions.vote/", Role.DELEGATE),
    "office": ("/phan-quyen/van-phong/", Role.ADMINISTRATOR),
    "not-permitted": ("/phan-quyen/van-phong/", Role.DELEGATE),
}


def test_pages_of_rights_pass_every_judge(fresh_council):
    roles = {role for _path, role in PAGES.values()}
    cookies = {role: browser_of(fresh_council, role).cookies[COOKIE].value for role in roles}
    browser = browser_of(fresh_council, Role.ADMINISTRATOR)
    for change in ("give:committee_head", "give:team_leader"):
        typed = {"change": change, "reason": "Ban tự soạn báo cáo thẩm tra", "from_on": clock.today().isoformat()}
        assert browser.post("/phan-quyen/documents.draft/", typed).status_code == 302
    connections.close_all()

    with served() as port, open_chromium() as chromium:
        for name, (path, role) in PAGES.items():
            url = f"http://{fresh_council.subdomain}.localhost:{port}{path}"
            jar = [{"name": COOKIE, "value": cookies[role], "url": url}]
            if folder := os.environ.get("PICTURES"):
                look_at(chromium, url, Path(folder), name, cookies=jar)
            judge(chromium, url, cookies=jar, status=403 if name == "not-permitted" else 200)
