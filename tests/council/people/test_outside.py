"""Agencies, the Front, experts, guests: kept by the office; contacts come in for their own body, and no longer."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from council.people import actions, queries
from council.people.actions import Particulars, Reached
from council.people.demo.outside import settle_outside
from council.people.law import ROLE_OF_OUTSIDE, OutsideKind
from council.people.models import Contact, OutsideBody
from council.roles import Role
from kernel import clock
from kernel.access import NotPermitted, StepNotAllowed, actor_of
from kernel.access.models import HoldingRow
from kernel.accounts.actions import NameTaken
from kernel.accounts.models import Account
from kernel.accounts.rules import current_rules
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import STARTED, make_account, make_contact, make_outside
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

STAFF, ADMINISTRATOR, DELEGATE = (actor_with(role) for role in (Role.OFFICE_STAFF, Role.ADMINISTRATOR, Role.DELEGATE))
CONF = "config.urls_council"


def at(name: str, *rows) -> str:
    return reverse(f"people:{name}", CONF, [row.pk for row in rows])


def invited(contact: Contact) -> Account:
    actions.invite_contact(actor=ADMINISTRATOR, contact=contact, now=clock.now(), rules=current_rules())
    contact.refresh_from_db()
    return contact.account


def rights(account: Account, on: date | None = None) -> set[tuple]:
    actor = actor_of(account, on=on or clock.today())
    return {(holding.role, holding.scope, holding.scope_id) for holding in actor.holdings}


def test_a_body_is_known_and_changed_with_a_record_of_the_fields(council):
    body = actions.add_outside(
        actor=STAFF, particulars=Particulars(" Sở  Tài chính ", OutsideKind.AGENCY, "STC", email="stc@vidu.vn")
    )
    changed = actions.edit_outside(
        actor=STAFF, body=body, particulars=Particulars("Sở Tài chính", OutsideKind.AGENCY, "STC", "Phường Hoa Lư")
    )

    assert (body.name, changed.address, changed.email, changed.version) == ("Sở Tài chính", "Phường Hoa Lư", "", 2)
    entry = AuditEntry.objects.get(action="people.edit_outside")
    assert set(entry.fields) == {"address", "email"}


def test_two_active_bodies_have_two_names_and_an_ended_one_frees_its_own(council):
    first, second = make_outside("Sở Tài chính"), make_outside("Sở Nội vụ")
    with pytest.raises(actions.OutsideKnown):
        make_outside("Sở Tài chính")
    with pytest.raises(actions.OutsideKnown):
        actions.edit_outside(actor=STAFF, body=second, particulars=Particulars(first.name, OutsideKind.AGENCY))

    actions.end_outside(actor=STAFF, body=first, on=clock.today(), reason="Sáp nhập", successor=second)

    assert make_outside("Sở Tài chính").pk != first.pk


def test_a_body_ends_with_reason_and_successor_and_its_contacts_with_it(council):
    body, successor = make_outside(), make_outside("Sở Kinh tế")
    contact = make_contact(body)
    account = invited(contact)
    for words_, refusal in (
        ({"reason": " "}, actions.EndWordsMissing),
        ({"reason": "Giải thể", "successor": body}, actions.SuccessorNotFitting),
    ):
        with pytest.raises(refusal):
            actions.end_outside(actor=STAFF, body=body, on=clock.today(), **words_)
    assert OutsideBody.objects.filter(state="ended").count() == 0

    ended = actions.end_outside(actor=STAFF, body=body, on=clock.today(), reason="Sáp nhập", successor=successor)

    contact.refresh_from_db()
    assert (ended.state, ended.successor, contact.state, contact.end_reason) == (
        "ended",
        successor,
        "ended",
        "Sáp nhập",
    )
    assert rights(account) == set()
    with pytest.raises(StepNotAllowed):
        actions.end_outside(actor=STAFF, body=body, on=clock.today(), reason="Lần nữa")
    with pytest.raises(actions.SuccessorNotFitting):
        actions.end_outside(actor=STAFF, body=successor, on=clock.today(), reason="Lần nữa", successor=body)
    with pytest.raises(actions.OutsideEnded):
        actions.add_contact(actor=STAFF, body=body, reached=Reached("Lê Văn Bình"), from_on=STARTED)


@pytest.mark.parametrize(("kind", "role"), [(kind, role) for kind, role in ROLE_OF_OUTSIDE.items() if role])
def test_a_contact_acts_in_the_role_of_the_body_and_for_it_alone(council, kind, role):
    contact = make_contact(make_outside("Cơ quan thử", kind))
    other = make_outside("Cơ quan khác", kind)

    account = invited(contact)

    assert rights(account) == {(role, "body", contact.body_id)}
    actor = actor_of(account, on=clock.today())
    assert queries.get_outside(actor, contact.body_id) == contact.body
    assert queries.find_own_body(actor) == contact.body
    with pytest.raises(NotFound):
        queries.get_outside(actor, other.id)
    with pytest.raises(NotPermitted):
        queries.list_outside(actor)
    with pytest.raises(NotFound):
        queries.get_contact(actor, contact.id)


def test_guests_and_people_without_address_get_no_account(council):
    guest, silent = make_contact(make_outside("Báo Ninh Bình", "guest")), make_contact(make_outside(), email="")

    for contact, refusal in ((guest, actions.GuestsHaveNoAccount), (silent, actions.MailMissing)):
        with pytest.raises(refusal):
            invited(contact)

    assert (Account.objects.count(), HoldingRow.objects.count()) == (0, 0)


def test_access_ends_when_the_contact_does_also_for_a_letter_not_yet_opened(council):
    contact, today = make_contact(), clock.today()
    account = invited(contact)

    actions.end_contact(actor=STAFF, contact=contact, on=today, reason="Chuyển công tác")

    contact.refresh_from_db()
    assert (contact.state, contact.ended_on, contact.end_reason) == ("ended", today, "Chuyển công tác")
    assert [rights(account, today + timedelta(days=days)) for days in (0, 1)] == [set(), set()]
    with pytest.raises(StepNotAllowed):
        invited(contact)
    entries = " ".join(str(entry.__dict__) for entry in AuditEntry.objects.filter(action__contains="contact"))
    assert [secret for secret in (contact.full_name, contact.email) if secret in entries] == []


def test_a_contact_does_not_end_before_the_beginning(council):
    contact = make_contact()

    with pytest.raises(actions.ContactDaysWrong):
        actions.end_contact(actor=STAFF, contact=contact, on=STARTED - timedelta(days=1))

    contact.refresh_from_db()
    assert contact.state == "current"


def test_who_comes_back_gets_the_old_account_and_no_strangers(council):
    contact = make_contact(email="hang@vidu.vn")
    account = invited(contact)
    elsewhere = make_contact(make_outside("Sở Nội vụ"), email="Hang@vidu.vn")
    with pytest.raises(NameTaken):
        invited(elsewhere)
    actions.end_contact(actor=STAFF, contact=contact, on=clock.today())

    assert invited(elsewhere) == account
    assert rights(account) == {(Role.AGENCY, "body", elsewhere.body_id)}
    make_account(username="nguoila", email="la@vidu.vn")
    with pytest.raises(NameTaken):
        invited(make_contact(make_outside("Sở Y tế"), email="la@vidu.vn"))


def test_the_kind_stays_while_somebody_acts_in_its_role(council):
    contact = make_contact()
    invited(contact)
    as_front = Particulars(contact.body.name, OutsideKind.FRONT)
    with pytest.raises(actions.KindHeld):
        actions.edit_outside(actor=STAFF, body=contact.body, particulars=as_front)
    same_role = Particulars(contact.body.name, OutsideKind.EXECUTIVE)
    assert actions.edit_outside(actor=STAFF, body=contact.body, particulars=same_role).kind == "executive"

    actions.end_contact(actor=STAFF, contact=contact, on=clock.today())

    assert actions.edit_outside(actor=STAFF, body=contact.body, particulars=as_front).kind == "front"


def test_nobody_else_keeps_bodies_and_contacts(council):
    contact = make_contact()
    body, reached = contact.body, Reached("Khác")
    particulars = Particulars("Khác", OutsideKind.AGENCY)
    for call in (
        lambda: actions.add_outside(actor=DELEGATE, particulars=particulars),
        lambda: actions.edit_outside(actor=DELEGATE, body=body, particulars=particulars),
        lambda: actions.end_outside(actor=DELEGATE, body=body, on=STARTED, reason="Khác"),
        lambda: actions.add_contact(actor=DELEGATE, body=body, reached=reached, from_on=STARTED),
        lambda: actions.edit_contact(actor=DELEGATE, contact=contact, reached=reached),
        lambda: actions.end_contact(actor=DELEGATE, contact=contact, on=STARTED),
        lambda: actions.invite_contact(actor=STAFF, contact=contact, now=clock.now(), rules=current_rules()),
    ):
        with pytest.raises(NotPermitted):
            call()

    body.refresh_from_db()
    contact.refresh_from_db()
    assert (body.name, body.state, contact.full_name, contact.state) == (
        "Sở Tài chính",
        "active",
        "Phạm Thu Hằng",
        "current",
    )


def test_bodies_are_found_by_name_or_abbreviation_without_diacritics(council):
    finance, front = make_outside("Sở Tài chính", abbreviation="STC"), make_outside("Uỷ ban MTTQ", "front")
    ended = make_outside("Sở Kế hoạch")
    actions.end_outside(actor=STAFF, body=ended, on=clock.today(), reason="Sáp nhập")

    def found(**wanted):
        return list(queries.list_outside(DELEGATE, **wanted))

    assert (found(text="tai chinh"), found(text="stc"), found(kind="front")) == ([finance], [finance], [front])
    assert (found(), found(with_ended=True)) == ([finance, front], [ended, finance, front])


def test_the_page_keeps_phones_for_who_keeps_them(council):
    contact = make_contact(phone="0912345678", email="hang@vidu.vn")

    kept = words(browser_of(council, Role.RECORDS_CLERK).get(at("outside_body", contact.body)))
    read = words(browser_of(council, Role.DELEGATE).get(at("outside_body", contact.body)))

    assert ("0912345678" in kept, "hang@vidu.vn" in kept) == (True, True)
    assert ("0912345678" in read, "hang@vidu.vn" in read, "Phạm Thu Hằng" in read) == (False, False, True)
    assert browser_of(council, Role.DELEGATE).get(at("edit_contact", contact)).status_code == 403


def test_the_office_keeps_a_body_on_pages_from_beginning_to_end(council):
    staff, today = browser_of(council, Role.OFFICE_STAFF), clock.today().isoformat()
    typed = {"name": "Sở Tài chính", "abbreviation": "STC", "kind": "agency"}
    refused = staff.post(at("add_outside"), {**typed, "kind": ""})
    assert (refused.status_code, 'value="STC"' in refused.content.decode()) == (422, True)
    page = words(staff.post(at("add_outside"), typed, follow=True))
    assert "Đã ghi nhận." in page

    body = OutsideBody.objects.get()
    staff.post(at("edit_outside", body), {**typed, "version": "1", "address": "Phường Hoa Lư"})
    staff.post(at("add_contact", body), {"full_name": "Phạm Thu Hằng", "from_on": "2026-04-02"})
    contact = Contact.objects.get()
    corrected = {"version": "1", "full_name": "Phạm Thu Hằng", "post": "Phó Giám đốc"}
    staff.post(at("edit_contact", contact), corrected)
    assert "Phó Giám đốc" in words(staff.get(at("outside_body", body)))
    assert staff.get(at("invite_contact", contact)).status_code == 403
    staff.post(at("end_contact", contact), {"on": today, "reason": "Nghỉ hưu"})
    done = words(staff.post(at("end_outside", body), {"on": today, "reason": "Sáp nhập"}, follow=True))

    assert "Ngừng hoạt động từ" in done
    assert "Nghỉ hưu" in done


def test_an_administrator_lets_a_contact_in_by_a_letter_and_closes_the_account(council):
    administrator, contact = browser_of(council, Role.ADMINISTRATOR), make_contact(email="hang@vidu.vn")

    page = words(administrator.post(at("invite_contact", contact)))

    assert ("hang@vidu.vn" in page, [letter.to for letter in mail.outbox]) == (True, [["hang@vidu.vn"]])
    contact.refresh_from_db()
    closed = administrator.post(at("close_account", contact.account), {"reason": "Nghỉ việc"})
    assert closed.url == at("outside_body", contact.body)


def test_who_acts_for_a_body_is_led_to_it(council):
    contact, other = make_contact(), make_outside("Sở Nội vụ")
    browser = browser_of(council, Role.AGENCY)
    account = Account.objects.latest("created_at")
    HoldingRow.objects.filter(account=account).update(scope="body", scope_id=contact.body_id)

    assert browser.get(at("outside")).url == at("outside_body", contact.body)
    assert [browser.get(at("outside_body", body)).status_code for body in (contact.body, other)] == [200, 404]


def test_the_list_asks_as_often_for_eleven_as_for_one(council):
    staff = browser_of(council, Role.OFFICE_STAFF)
    make_contact(make_outside("Sở Một"))
    one = cost_of(staff, at("outside"))
    bodies = settle_outside(is_province=True, on=STARTED)

    assert cost_of(staff, at("outside")) == one
    assert (len(bodies), Contact.objects.count()) == (11, 12)
