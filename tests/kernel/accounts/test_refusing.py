"""The page of a refusal: which right is missing or which state stands in the way, and whom to ask."""

import pytest
from django.urls import reverse

from council.roles import Role
from kernel import clock
from kernel.access import ANONYMOUS, Denial, NotPermitted, Separation, StepNotAllowed, Why
from kernel.access.workflow import STEPS, MoveState
from kernel.accounts.refusing import BECAUSE, MOST_NAMES, explain
from kernel.refusal import Refusal
from tenancy.place import entered
from tests.factories.browsers import browser_of
from tests.factories.people import make_account
from tests.isolation.worlds import stranger

CONF = "config.urls_council"
OFFICE_PAGE = reverse("rights:office", CONF)
DAY = clock.today()


def holder(name, role, **changes):
    from kernel.access import hold

    account = make_account(name, **changes)
    hold(account=account, role=role, from_on=DAY, source="post")
    return account


def refused(capability="documents.draft", why=Why.RIGHT, separation: Separation | None = None):
    return NotPermitted(denial=Denial(capability, why, separation))


def names(people):
    return [(person.name, str(person.role)) for person in people]


@pytest.mark.parametrize("why", list(Why))
def test_each_reason_has_its_own_sentence(council, why):
    told = explain(refused(why=why), on=DAY)

    assert (str(told.right), told.because) == ("Soạn văn bản", BECAUSE[why])
    assert len({str(sentence) for sentence in BECAUSE.values()}) == len(Why)


def test_who_can_do_it_and_who_can_give_it_are_named(council):
    holder("An Chuyên Viên", Role.OFFICE_STAFF)
    holder("Bình Quản Trị", Role.ADMINISTRATOR)
    holder("Cúc Đã Khoá", Role.OFFICE_STAFF, state="locked")

    told = explain(refused(), on=DAY)

    assert names(told.doers) == [("An Chuyên Viên", "Chuyên viên")]
    assert names(told.givers) == [("Bình Quản Trị", "Quản trị hệ thống của Hội đồng")]
    assert told.fixed == ""


def test_a_right_that_the_law_fixes_says_so_and_names_nobody_who_could_give_it(council):
    holder("Bình Quản Trị", Role.ADMINISTRATOR)

    told = explain(refused("sessions.vote"), on=DAY)

    assert (told.givers, "không ai làm thay" in str(told.fixed)) == ((), True)


def test_people_of_another_council_are_not_named(council, other_council):
    with entered(other_council):
        holder("Người Nơi Khác", Role.OFFICE_STAFF)

    assert explain(refused(), on=DAY).doers == ()


def test_never_more_than_a_handful_of_names(council):
    for number in range(MOST_NAMES + 2):
        holder(f"Người Thứ {number}", Role.OFFICE_STAFF)

    assert len(explain(refused(), on=DAY).doers) == MOST_NAMES


def test_a_wrong_state_says_which_it_is_and_which_it_must_be(council):
    told = explain(StepNotAllowed(step="undo", state=MoveState.PROPOSED, table=STEPS), on=DAY)

    assert str(told.right) == "Hoàn tác"
    assert "“Chờ người thứ hai xác nhận”" in str(told.because)
    assert "“Đang áp dụng”" in str(told.because)


@pytest.mark.parametrize("refusal", [Refusal("Không"), StepNotAllowed(), NotPermitted(), refused("king.crown")])
def test_other_refusals_have_nothing_more_to_tell(council, refusal):
    assert explain(refusal, on=DAY) is None


def test_the_page_tells_somebody_signed_in_and_not_a_stranger(council):
    holder("Bình Quản Trị", Role.ADMINISTRATOR)

    page = browser_of(council, Role.DELEGATE).get(OFFICE_PAGE)
    away = stranger(council).get(OFFICE_PAGE)

    assert page.status_code == 403
    assert "Đề nghị thay đổi quyền" in page.content.decode()
    assert "Bình Quản Trị" in page.content.decode()
    assert (away.status_code, "Bình Quản Trị" in away.content.decode()) == (302, False)
    assert ANONYMOUS.roles == frozenset()
