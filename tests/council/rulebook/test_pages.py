"""The pages of the rulebook as people see them: no complaint of any judge, at every width and the largest letters."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections

from council.roles import Role
from council.rulebook import actions, queries
from kernel import clock
from tests.factories import office
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.judges import judge, look_at, open_chromium
from tests.kernel.accounts.browsers import COOKIE
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]
KEY = "sessions.papers_before_days.regular"


def set_the_stage() -> None:
    """A council with an own value, one to come, a paper whose day moved, a running pause and one that is over."""
    today, administrator = clock.today(), actor_with(Role.ADMINISTRATOR)
    office.add_paper(office.plan_session(), title="Tờ trình về kế hoạch đầu tư công trung hạn giai đoạn 2026-2030")
    for value, on in (("12", today), ("9", today + timedelta(90))):
        actions.set_override(
            actor=administrator,
            key=KEY,
            value=value,
            document="Nghị quyết 05/NQ-HĐND ngày 10/11/2026",
            in_force_on=on,
            now=clock.now(),
            rules=queries.load_rules(level="commune", at=today),
        )
    for name, last_on in (("Bão số 10", None), ("Dịch tả lợn châu Phi", today - timedelta(30))):
        order = actions.PauseOrder(
            today - timedelta(40), last_on, name, "Quyết định 9/QĐ-HĐND", "Cơ quan nghỉ để phòng, chống", ["petitions"]
        )
        actions.set_pause(actor=administrator, order=order, rules=queries.load_rules(level="commune", at=today))


def test_pages_of_the_rulebook_pass_every_judge(fresh_council):
    set_the_stage()
    cookie = browser_of(fresh_council, Role.ADMINISTRATOR).cookies[COOKIE].value
    connections.close_all()
    visits = {
        "rules": "/quy-dinh/",
        "rules-own": "/quy-dinh/?loc=own",
        "rule": f"/quy-dinh/{KEY}/",
        "pauses": "/quy-dinh/tam-dung/",
        "pause-add": "/quy-dinh/tam-dung/them/",
        "moves": "/quy-dinh/han-tinh-lai/",
    }

    with served() as port, open_chromium() as chromium:
        for name, path in visits.items():
            url = f"http://{fresh_council.subdomain}.localhost:{port}{path}"
            jar = [{"name": COOKIE, "value": cookie, "url": url}]
            if folder := os.environ.get("PICTURES"):
                look_at(chromium, url, Path(folder), name, cookies=jar)
            judge(chromium, url, cookies=jar)
