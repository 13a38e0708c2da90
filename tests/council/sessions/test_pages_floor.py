"""Presence and the floor as people see them: no complaint of any judge, at every width."""

from datetime import timedelta

import pytest

from council.law import SpeechKind
from council.sessions import actions
from tests.factories.actors import actor_with
from tests.factories.halls import CHAIR, account_of, hold_session, staff_account
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE, come_in

pytestmark = [pytest.mark.journey, pytest.mark.full]


@pytest.fixture
def visits(fresh_council, client_of):
    """Each page with the cookie of who sees it: somebody speaks, some wait, some have left, one has not come."""
    held = hold_session(delegates=30, items=4, present=26)
    cookies = {}
    for name, account in (
        ("delegate", account_of(held.mandates[0], "dbhoa")),
        ("late", account_of(held.mandates[29], "dbmai")),
        ("chair", staff_account("ctloan", "council_chair")),
        ("secretary", staff_account("tkbinh", "session_secretary")),
    ):
        browser = client_of(fresh_council)
        come_in(browser, account)
        cookies[name] = browser.cookies[COOKIE].value
    office = actor_with("office_chief")
    actions.arrange_hall(actor=office, rows=4, columns=8, order="team", version=None)
    for number, what in ((1, "left"), (26, "excused"), (27, "absent")):
        mandate = held.mandates[number]
        actions.record_presence(actor=CHAIR, sitting=held.sitting, mandate=mandate, what=what, now=held.now)
    item = actions.present_item(actor=CHAIR, item=held.items[0], now=held.now)
    actions.open_floor(actor=CHAIR, item=item, now=held.now)
    speeches = [
        actions.add_speaker(
            actor=CHAIR, item=item, kind=SpeechKind.DISCUSSION, mandate=mandate, now=held.now + timedelta(seconds=place)
        )
        for place, mandate in enumerate([held.mandates[5], held.mandates[7], held.mandates[0], held.mandates[9]])
    ]
    actions.invite_speaker(actor=CHAIR, speech=speeches[0], now=held.now, rules=held.rules)
    actions.add_speaker(actor=CHAIR, item=item, kind=SpeechKind.DEBATE, mandate=held.mandates[11], now=held.now)
    desk = f"/dieu-hanh/{held.session.id}/"
    return {
        "floor-delegate": ("/phien-hop/", cookies["delegate"]),
        "floor-late": ("/phien-hop/", cookies["late"]),
        "floor-desk": (desk, cookies["chair"]),
        "floor-add": (f"{desk}phat-bieu/them/", cookies["secretary"]),
        "seats": (f"{desk}so-do-ghe/", cookies["secretary"]),
        "seats-list": (f"{desk}so-do-ghe/?xem=danh-sach", cookies["secretary"]),
        "code": (f"/phien-hop/diem-danh/{held.sitting.id}/ma/", cookies["secretary"]),
        "arrange": ("/ky-hop/so-do-ghe/", cookies["secretary"]),
        "time-spent": (f"/ky-hop/{held.session.id}/thoi-gian/", cookies["secretary"]),
        "roll": (f"/ky-hop/phien-hop/{held.sitting.id}/diem-danh/", cookies["secretary"]),
    }


def test_presence_and_the_floor_pass_every_judge(fresh_council, visits, client_of):
    judge_visits(fresh_council, visits, client_of)
