"""What follows the closing as people see it: no complaint of any judge, at every width."""

from datetime import timedelta

import pytest

from council.rulebook.queries import load_rules
from council.sessions import actions
from council.sessions.actions.handouts import Given
from council.sessions.models import TermKind, Visibility
from kernel import clock
from tests.factories import office
from tests.factories.after import close, send
from tests.factories.halls import CHAIR, OFFICE, hold_session, staff_account
from tests.judges.visits import judge_visits, when_sent_empty
from tests.kernel.accounts.browsers import COOKIE, come_in

pytestmark = [pytest.mark.journey, pytest.mark.full]
MISSING = "Biên bản kỳ họp chưa ký\nNghị quyết “Quy định mức hỗ trợ phân loại rác thải tại nguồn” chưa ban hành"


def come(council, client_of) -> str:
    browser = client_of(council)
    come_in(browser, staff_account("vtmai", "records_clerk", "office_staff"))
    return browser.cookies[COOKIE].value


def test_pages_after_the_closing_pass_every_judge(fresh_council, client_of):
    cookie = come(fresh_council, client_of)
    now, today = clock.now(), clock.today()
    rules = load_rules(level="commune", at=today)
    held = hold_session(delegates=3, items=2)
    vote = held.open_vote()
    actions.close_vote(actor=CHAIR, vote=vote, now=now, rules=rules)
    session = close(held.session, today - timedelta(days=16))
    sent = {"now": now, "rules": rules}
    first = send(session, today - timedelta(days=7), missing=MISSING, letter="128/HĐND-VP", **sent)
    actions.withdraw_sent_upward(actor=OFFICE, sending=first, reason="Ghi nhầm số, ký hiệu của văn bản gửi kèm")
    second = send(session, today, missing=MISSING, letter="130/HĐND-VP", late_reason="Chờ chủ toạ ký biên bản", **sent)
    explained = {"term": TermKind.MINUTES, "reason": "Chờ thư ký rà soát nhật ký phiên họp", "now": now, "rules": rules}
    actions.explain_lateness(actor=OFFICE, session=session, **explained)

    visits = {
        "after": (f"/ky-hop/{session.id}/", cookie),
        "send": (f"/ky-hop/{session.id}/gui-len/", cookie),
        "withdraw": (f"/ky-hop/gui-len/{second.id}/thu-hoi/", cookie),
        "explain": (f"/ky-hop/{session.id}/ly-do-cham/sending/", cookie),
        "work": ("/lam-viec/", cookie),
    }
    judge_visits(fresh_council, visits, client_of, only={"after", "send"}, then=when_sent_empty("send"))


def test_pages_of_papers_voters_and_the_broadcast_pass_every_judge(fresh_council, client_of):
    cookie, now = come(fresh_council, client_of), clock.now()
    asked = {"basis": "voters", "basis_document": "Đơn ngày 12/10/2026", "voters_signed": 1501, "voters_listed": 14_980}
    session = office.convene(office.plan_session(kind="thematic", **asked))
    item = office.add_item(session, "Quy hoạch chi tiết khu dân cư phía đông")
    office.add_paper(session, item, visibility=Visibility.PUBLIC)
    session = office.release(session)
    given = Given("Bản đồ quy hoạch khổ A0", "Khổ giấy lớn, không đọc được trên máy tính bảng", clock.today(), item)
    actions.record_handout(actor=OFFICE, session=session, given=given, now=now)
    tv = "https://truyenhinh.example/truc-tiep/ky-hop-chuyen-de"
    session = actions.set_broadcast(actor=OFFICE, session=session, version=session.version, broadcast=tv)

    visits = {
        "deliveries": (f"/ky-hop/{session.id}/giao-nhan/", cookie),
        "hand-out": (f"/ky-hop/{session.id}/phat-giay/", cookie),
        "broadcast": (f"/ky-hop/{session.id}/truyen-hinh/", cookie),
        "session": (f"/ky-hop/{session.id}/", cookie),
        "public": (f"/cong-khai/ky-hop/{session.id}/", cookie),
        "plan": ("/ky-hop/lap-ke-hoach/", cookie),
    }
    judge_visits(fresh_council, visits, client_of, only={"deliveries", "broadcast", "public", "plan"})
