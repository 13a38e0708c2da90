"""The first steps of a new council: told to its administrator, done when the records say so, gone when all is done."""

import pytest

from council.people.actions import appoint
from council.portal.queries.setup import list_setup
from council.roles import Role
from kernel import clock
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.documents import make_draft, make_issued
from tests.factories.people import SYSTEM_ACTOR, make_account, make_delegate, make_delegates, make_person
from tests.factories.portal import make_contact
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

pytestmark = pytest.mark.usefixtures("council")

ADMINISTRATOR = actor_with(Role.ADMINISTRATOR)
OFFICE = (Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.RECORDS_CLERK)
VERBS = ["Nhập từ Excel", "Ghi nhận", "", "Thêm người", "", ""]


def hold_post(person, role):
    appoint(actor=SYSTEM_ACTOR, person=person, role=role, from_on=clock.today())


def steps(actor=ADMINISTRATOR):
    return list_setup(actor, now=clock.now())


def done():
    return [step.is_done for step in steps()]


def offered():
    return [str(step.verb) if step.href else "" for step in steps()]


def test_a_new_council_has_everything_before_it():
    assert done() == [False] * 6
    assert offered() == VERBS


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_others_are_not_told(role):
    assert steps(actor_with(role)) == []


def test_each_step_is_done_by_what_stands_in_the_records():
    chair = make_delegate(person=make_person("Đỗ Quang Khải")).person
    assert done() == [True, False, False, False, False, False]

    hold_post(chair, Role.COUNCIL_CHAIR)
    assert done() == [True, True, False, False, False, False]
    assert offered()[2] == "Mời"

    make_account(person_id=chair.id)
    assert done() == [True, True, True, False, False, False]

    clerk = make_person("Ngô Ngọc Lan")
    for role in OFFICE[:2]:
        hold_post(clerk, role)
    assert str(steps()[3].note) == "Còn thiếu: Văn thư"
    hold_post(clerk, OFFICE[2])
    assert done() == [True, True, True, True, False, False]

    make_contact(now=clock.now())
    make_draft()
    assert done() == [True, True, True, True, True, False]


def test_the_list_goes_when_the_first_document_is_numbered():
    chair = make_delegate(person=make_person("Đỗ Quang Khải")).person
    hold_post(chair, Role.COUNCIL_CHAIR)
    make_account(person_id=chair.id)
    for role in OFFICE:
        hold_post(make_person(), role)
    make_contact(now=clock.now())
    assert len(steps()) == 6

    make_issued()

    assert steps() == []


def test_the_page_of_work_begins_with_it_for_the_administrator_only(council):
    administrator, staff = browser_of(council, Role.ADMINISTRATOR), browser_of(council, Role.OFFICE_STAFF)

    assert "Việc đầu tiên" in words(administrator.get("/lam-viec/"))
    assert "Việc đầu tiên" not in words(staff.get("/lam-viec/"))


def test_the_list_costs_the_same_for_few_and_for_many(council):
    administrator = browser_of(council, Role.ADMINISTRATOR)
    chair = make_delegate(person=make_person("Đỗ Quang Khải")).person
    hold_post(chair, Role.COUNCIL_CHAIR)
    one = cost_of(administrator, "/lam-viec/")
    make_delegates(3)

    assert cost_of(administrator, "/lam-viec/") == one
