"""The pages of invitations through the whole stack: a delegate, a guest, the office, the chair."""

from datetime import timedelta

import pytest
from django.urls import reverse

from council.roles import Role
from council.sessions.actions import invite_delegates, invite_guests
from council.sessions.models import Excuse, Invitation
from tests.factories import office
from tests.factories.browsers import browser_of
from tests.factories.halls import OFFICE, account_of
from tests.factories.people import make_contact, make_delegates
from tests.kernel.accounts.browsers import come_in, words
from tests.testbed.queries import cost_of

CONF = "config.urls_council"


def address(name, *arguments):
    return reverse(f"sessions:{name}", CONF, [each.id for each in arguments])


@pytest.fixture
def delegates(council):
    return make_delegates(3)


@pytest.fixture
def session(delegates):
    session = office.convene(office.plan_session())
    invite_delegates(actor=OFFICE, session=session)
    return session


@pytest.fixture
def own(council, client_of, delegates, session):
    """The first delegate's browser with her invitation."""
    browser = client_of(council)
    come_in(browser, account_of(delegates[0], "dbhoa"))
    return browser, Invitation.objects.get(mandate=delegates[0])


def test_a_delegate_finds_her_invitation_and_answers(own, session):
    browser, invitation = own
    page = words(browser.get(address("detail", session)))
    assert "Giấy mời của ông/bà" in page
    assert "Trả lời giấy mời" in page
    assert "Giấy mời chưa trả lời" in words(browser.get("/lam-viec/"))

    refused = browser.post(address("answer", invitation), {"answer": "", "note": "Đến sớm"})
    answer = browser.post(address("answer", invitation), {"answer": "in_person", "note": ""})

    invitation.refresh_from_db()
    assert (refused.status_code, answer.status_code, invitation.state) == (422, 302, "attending")
    assert 'value="Đến sớm"' in refused.content.decode()
    page = words(browser.get(answer.headers["Location"]))
    assert "Đã gửi câu trả lời." in page
    assert "Sẽ dự" in page
    assert "Giấy mời chưa trả lời" not in words(browser.get("/lam-viec/"))


def test_a_delegate_asks_to_be_excused_and_takes_it_back(own, session):
    browser, invitation = own

    refused = browser.post(address("ask_excuse", invitation), {"when": "", "reason": " "})
    browser.post(address("ask_excuse", invitation), {"when": "", "reason": "Mổ mắt"})

    excuse = Excuse.objects.get()
    assert (refused.status_code, excuse.sitting, excuse.state) == (422, None, "asked")
    assert "Xin vắng cả kỳ họp: Mổ mắt" in words(browser.get(address("detail", session)))
    browser.post(address("take_back_excuse", excuse))
    excuse.refresh_from_db()
    assert excuse.state == "taken_back"


def test_nobody_reads_or_answers_anothers_invitation(own, delegates, session):
    browser, _invitation = own
    other = Invitation.objects.get(mandate=delegates[1])
    excuse = Excuse.objects.create(invitation=other, reason="Bí mật", asked_at=session.created_at)

    for method in (browser.get, browser.post):
        assert method(address("answer", other)).status_code == 404
        assert method(address("ask_excuse", other)).status_code == 404
        assert method(address("decide_excuse", excuse)).status_code == 403
    assert browser.post(address("take_back_excuse", excuse)).status_code == 404
    assert browser.get(address("invitations", session)).status_code == 403
    assert "Bí mật" not in words(browser.get(address("detail", session)))


def test_the_chair_decides_from_the_list_and_the_delegate_reads_why(council, own, session):
    browser, invitation = own
    browser.post(address("ask_excuse", invitation), {"when": "", "reason": "Đi học"})
    excuse, chair = Excuse.objects.get(), browser_of(council, Role.COUNCIL_CHAIR)
    assert "Xin vắng mặt tại" in words(chair.get("/lam-viec/"))
    assert "Xin vắng cả kỳ họp: Đi học" in words(chair.get(address("invitations", session)))

    refused = chair.post(address("decide_excuse", excuse), {"decision": "refuse", "reason": ""})
    chair.post(address("decide_excuse", excuse), {"decision": "refuse", "reason": "Kỳ họp bầu cử"})

    excuse.refresh_from_db()
    assert (refused.status_code, excuse.state) == (422, "refused")
    page = words(browser.get(address("detail", session)))
    assert "Không được chấp nhận" in page
    assert "Kỳ họp bầu cử" in page


def test_the_office_sees_figures_invites_guests_and_takes_answers_down(council, session):
    staff, contact = browser_of(council, Role.OFFICE_STAFF), make_contact()

    refused = staff.post(address("invite_guests", session), {})
    staff.post(address("invite_guests", session), {"contacts": [str(contact.id)]})

    guest = Invitation.objects.get(contact=contact)
    staff.post(address("answer", guest), {"answer": "no", "note": "Cử Phó dự"})
    page = words(staff.get(address("invitations", session)))
    assert refused.status_code == 422
    assert "Chưa trả lời 3" in page
    assert "Không dự được" in page
    assert "Cử Phó dự" in page
    staff.post(address("withdraw_invitation", guest), {"reason": "Nhầm"})
    guest.refresh_from_db()
    assert guest.state == "withdrawn"
    assert staff.post(address("invite_delegates", session)).status_code == 302


def test_the_list_costs_the_same_for_few_and_for_many(council, session):
    staff = browser_of(council, Role.OFFICE_STAFF)
    three = cost_of(staff, address("invitations", session))
    make_delegates(4)
    invite_delegates(actor=OFFICE, session=session)

    assert cost_of(staff, address("invitations", session)) == three


def test_a_guest_with_an_account_answers_without_seeing_the_session(council, client_of, session):
    contact = make_contact()
    browser = browser_of(council, Role.AGENCY)
    (guest,) = invite_guests(actor=OFFICE, session=session, contacts=[contact])

    # The browser's account acts for no body: the invitation of a body is not its own.
    assert browser.get(address("answer", guest)).status_code == 404
    assert browser.get(address("detail", session)).status_code == 403


def test_what_is_not_offered_is_not_asked(council):
    session = office.plan_session(opens_on=office.opening_day() + timedelta(days=1))

    page = words(browser_of(council, Role.OFFICE_STAFF).get(address("detail", session)))

    assert "Giấy mời" not in page
