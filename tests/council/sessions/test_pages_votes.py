"""The pages of votes as people see them: no complaint of any judge, at every width and with the largest letters."""

import pytest

from council.sessions import actions
from council.sessions.actions.counting import Counted
from council.sessions.models import VoteMethod
from kernel import clock
from kernel.keys import new_key
from tests.factories.actors import actor_with
from tests.factories.halls import CHAIR, hold_session, staff_account
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE, come_in

pytestmark = [pytest.mark.journey, pytest.mark.full]


def annulled_and_repeated(held) -> tuple:
    """Make a vote that two people annulled, and its repetition by hands on which two counts differ."""
    vote = held.open_vote(0)
    for number, mandate in enumerate(held.mandates):
        actions.cast_ballot(
            actor=actor_with("delegate", person=mandate.person),
            vote=vote,
            mandate=mandate,
            choice="for" if number < 18 else "against",
            key=new_key(),
            prev="",
            now=held.now,
            rules=held.rules,
        )
    vote = actions.close_vote(actor=CHAIR, vote=vote, now=clock.now(), rules=held.rules)
    asked = actions.ask_annulment(
        actor=actor_with("session_secretary"),
        vote=vote,
        reason="Ba máy tính bảng không gửi được phiếu",
        now=clock.now(),
    )
    vote = actions.confirm_annulment(actor=CHAIR, annulment=asked, now=clock.now())
    again = actions.prepare_repetition(actor=CHAIR, vote=vote, method=VoteMethod.HANDS)
    again = actions.open_vote(actor=CHAIR, vote=again, now=clock.now(), rules=held.rules)
    for counted in (Counted(18, 10, 2), Counted(17, 11, 2)):
        actions.enter_count(actor=actor_with("office_staff"), vote=again, counted=counted, now=clock.now())
    return vote, again


@pytest.fixture
def visits(fresh_council, client_of):
    """The pages of votes with the cookie of the chair."""
    held = hold_session(delegates=30, items=3)
    annulled, again = annulled_and_repeated(held)
    actions.dispute_article(
        actor=CHAIR, item=held.items[1], label="Điều 5, khoản 2", proposal="Mức hỗ trợ bằng 60 % mức lương cơ sở"
    )
    browser = client_of(fresh_council)
    come_in(browser, staff_account("ctloan", "council_chair"))
    pages = {
        "votes": f"/ky-hop/{held.session.pk}/bieu-quyet/",
        "prepare": f"/ky-hop/{held.session.pk}/bieu-quyet/them/",
        "annulled": f"/ky-hop/bieu-quyet/{annulled.pk}/",
        "by-hand": f"/ky-hop/bieu-quyet/{again.pk}/",
        "count": f"/ky-hop/bieu-quyet/{again.pk}/kiem-dem/",
        "annul": f"/ky-hop/bieu-quyet/{again.pk}/huy/",
        "item": f"/ky-hop/noi-dung/{held.items[1].pk}/",
        "desk-votes": f"/dieu-hanh/{held.session.pk}/",
    }
    return {name: (path, browser.cookies[COOKIE].value) for name, path in pages.items()}


def test_pages_of_votes_pass_every_judge(fresh_council, visits, client_of):
    judge_visits(fresh_council, visits, client_of)
