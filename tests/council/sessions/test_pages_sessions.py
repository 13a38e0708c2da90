"""The pages of a session's life as people see them: no complaint of any judge, at every width."""

from datetime import timedelta
from functools import partial

import pytest

from council.rulebook.queries import load_rules
from council.sessions import actions
from council.sessions.models import Excuse, Invitation, ItemKind, Part, Proposal
from kernel import clock
from tests.factories import office
from tests.factories.halls import CHAIR, OFFICE, account_of, staff_account
from tests.factories.people import make_contact, make_delegates, make_team
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE, come_in

pytestmark = [pytest.mark.journey, pytest.mark.full]


@pytest.fixture
def visits(fresh_council, client_of):
    """Each page with the cookie of the person who sees it: a planned session, an agreed one, a convened one."""
    mandates = make_delegates(6)
    cookies = {}
    for name, account in (
        ("delegate", account_of(mandates[0], "dbhoa")),
        ("chair", staff_account("ctloan", "council_chair")),
        ("staff", staff_account("cvmai", "office_staff")),
    ):
        browser = client_of(fresh_council)
        come_in(browser, account)
        cookies[name] = browser.cookies[COOKIE].value
    planned = office.plan_session(title="Kỳ họp thường lệ cuối năm 2026")
    office.add_item(planned, "Báo cáo tình hình kinh tế - xã hội năm 2026")
    convened = office.plan_session(title="Kỳ họp thường lệ giữa năm 2027")
    office.add_item(convened, "Dự toán ngân sách địa phương năm 2027")
    group = office.add_item(convened, "Các báo cáo thường kỳ", kind=ItemKind.HEADING)
    report = {"kind": ItemKind.REPORT, "parent": group, "planned_minutes": 20}
    inner = office.add_item(convened, "Báo cáo kết quả thực hiện kế hoạch phát triển kinh tế - xã hội", **report)
    left = office.add_item(convened, "Báo cáo công tác phòng, chống tham nhũng", **report)
    actions.unsubmit_item(actor=OFFICE, item=left, reason="Chưa có báo cáo thẩm tra", now=clock.now())
    proposal = Proposal.objects.get()
    convened = office.convene(office.agree(convened))
    excuse = _answers(convened)
    plenary, teams = _sittings(convened, inner)
    return {
        "planned": (f"/ky-hop/{planned.id}/", cookies["staff"]),
        "agree": (f"/ky-hop/{planned.id}/lien-tich/ghi/", cookies["staff"]),
        "convene": (f"/ky-hop/{planned.id}/trieu-tap/", cookies["chair"]),
        "conference": (f"/ky-hop/{convened.id}/lien-tich/", cookies["delegate"]),
        "year": (f"/ky-hop/nam/{clock.today().year}/", cookies["staff"]),
        "list": ("/ky-hop/", cookies["staff"]),
        "own": (f"/ky-hop/{convened.id}/", cookies["delegate"]),
        "convened": (f"/ky-hop/{convened.id}/", cookies["staff"]),
        "answers": (f"/ky-hop/{convened.id}/giay-moi/", cookies["staff"]),
        "guests": (f"/ky-hop/{convened.id}/giay-moi/khach/", cookies["staff"]),
        "item": (f"/ky-hop/noi-dung/{inner.id}/", cookies["staff"]),
        "add": (f"/ky-hop/{convened.id}/noi-dung/them/", cookies["staff"]),
        "left": (f"/ky-hop/{convened.id}/de-xuat/{proposal.id}/", cookies["staff"]),
        "sitting": (f"/ky-hop/{convened.id}/phien-hop/them/", cookies["staff"]),
        "team": (f"/ky-hop/phien-hop/{teams[0].id}/to/", cookies["staff"]),
        "teams": (f"/ky-hop/{convened.id}/thao-luan-to/", cookies["delegate"]),
        "close": (f"/ky-hop/phien-hop/{plenary.id}/hop-kin/", cookies["chair"]),
        "focus": (f"/ky-hop/noi-dung/{inner.id}/goi-y/", cookies["chair"]),
        "excuse": (f"/ky-hop/xin-vang/{excuse.id}/", cookies["chair"]),
        "ask": (f"/ky-hop/giay-moi/{excuse.invitation_id}/xin-vang/", cookies["staff"]),
    }


def _sittings(session, item):
    add = partial(actions.add_sitting, actor=OFFICE, session=session, day_on=session.opens_on)
    plenary, closed = add(part=Part.MORNING), add(part=Part.EVENING)
    rules = load_rules(level="commune", at=clock.today())
    actions.close_to_public(actor=CHAIR, sitting=closed, proposer="executive_chair", document="BB 2", rules=rules)
    for number in (1, 2):
        make_team(number)
    teams = actions.add_team_sittings(actor=OFFICE, session=session, day_on=session.opens_on, part=Part.AFTERNOON)
    note = {item: "Cần làm rõ nguồn vốn và tiến độ của từng dự án."}
    actions.write_team_notes(actor=OFFICE, sitting=teams[1], notes=note, secretary="Lê Thị Thư")
    actions.send_team_notes(actor=OFFICE, sitting=teams[1], now=clock.now())
    actions.publish_focus(actor=CHAIR, item=item, focus="Nguồn vốn có bảo đảm không?")
    return plenary, teams


def _answers(session) -> Excuse:
    actions.invite_delegates(actor=OFFICE, session=session)
    actions.invite_guests(actor=OFFICE, session=session, contacts=[make_contact()])
    invitations = list(Invitation.objects.filter(mandate__isnull=False).order_by("mandate__person__sort_key", "id"))
    now = clock.now()
    for invitation in invitations[1:3]:
        actions.answer_invitation(actor=OFFICE, invitation=invitation, attends=True, now=now)
    excused = actions.ask_excuse(actor=OFFICE, invitation=invitations[3], reason="Đi công tác", now=now)
    actions.decide_excuse(actor=CHAIR, excuse=excused, accepts=True, reason="", now=now + timedelta(hours=1))
    return actions.ask_excuse(actor=OFFICE, invitation=invitations[4], reason="Điều trị tại bệnh viện tỉnh", now=now)


def test_pages_of_a_session_pass_every_judge(fresh_council, visits, client_of):
    judge_visits(fresh_council, visits, client_of)
