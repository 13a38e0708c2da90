"""The pages on which mandates and posts end, accounts are locked and duties handed over, through the whole stack."""

from datetime import timedelta

import pytest
from django.urls import reverse

from council.people import actions
from council.people.models import Duty, Handover
from council.people.workflow import MANDATE_ENDINGS
from council.roles import Role
from kernel import clock
from kernel.accounts.models import Account, SessionRow
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import STARTED, SYSTEM_ACTOR, make_account, make_delegate, make_person, make_term
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
CHIEF = actor_with(Role.OFFICE_CHIEF)
NOT_ENDING = [Role.OFFICE_STAFF, Role.DELEGATE, Role.ADMINISTRATOR]


def at(name, *parameters):
    return reverse(f"people:{name}", CONF, [each.pk for each in parameters])


@pytest.fixture
def chief(council):
    return browser_of(council, Role.OFFICE_CHIEF)


@pytest.fixture
def administrator(council):
    return browser_of(council, Role.ADMINISTRATOR)


def make_clerk(name="Ngô Ngọc Lan"):
    person = make_person(name)
    return actions.appoint(actor=SYSTEM_ACTOR, person=person, role=Role.OFFICE_STAFF, from_on=STARTED)


def today():
    return str(clock.today())


@pytest.mark.parametrize("step", MANDATE_ENDINGS, ids=lambda step: step.name)
def test_the_chief_records_each_ending_of_a_mandate(chief, step):
    mandate = make_delegate("Đặng Thị Hằng")
    assert "Chấm dứt nhiệm vụ…" in words(chief.get(at("detail", mandate)))

    answer = chief.post(
        at("end_mandate", mandate), {"how": step.name, "on": today(), "document": "15/NQ-HĐND", "reason": "Lý do riêng"}
    )

    mandate.refresh_from_db()
    assert (answer.status_code, mandate.state, mandate.ended_on) == (302, step.target, clock.today())
    page = words(chief.get(answer.headers["Location"]))
    assert "Đã ghi nhận chấm dứt nhiệm vụ đại biểu." in page
    assert "Văn bản: 15/NQ-HĐND · Lý do riêng" in page
    assert "Chấm dứt nhiệm vụ…" not in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Hãy chọn hình thức chấm dứt."),
        ({"how": "resign"}, "Hãy ghi số, ký hiệu và ngày của văn bản làm căn cứ."),
        ({"how": "die"}, "Hãy ghi căn cứ (số văn bản hoặc lý do)."),
        ({"how": "suspend"}, "Hãy chọn hình thức chấm dứt."),
        ({"how": "resign", "document": "15/NQ", "on": "2026-04-01"}, "Ngày kết thúc không được trước ngày bắt đầu."),
        ({"how": "resign", "document": "15/NQ", "on": "2099-01-01"}, "Ngày này chưa đến."),
    ],
)
def test_a_refused_ending_says_why_and_changes_nothing(chief, typed, sentence):
    mandate = make_delegate()

    answer = chief.post(at("end_mandate", mandate), {"on": today(), **typed})

    mandate.refresh_from_db()
    assert (answer.status_code, mandate.state, mandate.version) == (422, "active", 1)
    assert sentence in words(answer)
    assert all(f'value="{value}"' in answer.content.decode() for name, value in typed.items() if name == "on")


@pytest.mark.parametrize("role", NOT_ENDING)
def test_others_end_no_mandate(council, role):
    mandate, browser = make_delegate(), browser_of(council, role)

    assert browser.get(at("end_mandate", mandate)).status_code == 403
    typed = {"how": "resign", "on": today(), "document": "15/NQ"}
    assert browser.post(at("end_mandate", mandate), typed).status_code == 403
    mandate.refresh_from_db()
    assert mandate.state == "active"
    assert "Chấm dứt nhiệm vụ" not in words(browser.get(at("detail", mandate)))


def test_an_ended_mandate_is_not_ended_again(chief):
    mandate = make_delegate()
    actions.end_mandate(actor=CHIEF, mandate=mandate, how="resign", on=clock.today(), document="15/NQ")

    assert chief.get(at("end_mandate", mandate)).status_code == 409


def test_the_administrator_ends_a_post_from_the_row(administrator):
    make_term()
    post = make_clerk()
    structure = administrator.get(reverse("people:structure", CONF)).content.decode()
    assert at("end_post", post) in structure

    last = clock.today() + timedelta(days=7)
    answer = administrator.post(
        at("end_post", post), {"how": "transferred", "on": str(last), "decision": "12/QĐ-VP", "reason": ""}
    )

    post.refresh_from_db()
    assert (answer.status_code, post.state, post.to_on, post.ended_how) == (302, "ended", last, "transferred")
    page = words(administrator.get(answer.headers["Location"]))
    assert "Điều động, phân công nhiệm vụ khác · 12/QĐ-VP" in page
    assert "Thôi giữ…" not in page


def test_a_post_ended_without_grounds_is_refused_beside_the_field(administrator):
    post = make_clerk()

    answer = administrator.post(at("end_post", post), {"how": "retired", "on": today()})

    post.refresh_from_db()
    assert (answer.status_code, post.state) == (422, "held")
    assert answer.content.decode().count("Hãy ghi văn bản hoặc lý do thôi giữ chức vụ.") == 2


@pytest.mark.parametrize("role", [Role.OFFICE_CHIEF, Role.COUNCIL_CHAIR, Role.DELEGATE])
def test_others_end_no_post(council, role):
    make_term()
    post, browser = make_clerk(), browser_of(council, role)

    assert browser.post(at("end_post", post), {"how": "retired", "on": today(), "decision": "1"}).status_code == 403
    post.refresh_from_db()
    assert post.state == "held"
    assert "Thôi giữ…" not in words(browser.get(reverse("people:structure", CONF)))


def test_the_administrator_locks_unlocks_and_closes_an_account(council, administrator):
    post = make_clerk()
    account = make_account(person_id=post.person_id)
    SessionRow.objects.create(session_key="x" * 64, account=account, last_seen_at=clock.now(), expire_date=clock.now())
    profile = at("person", post.person)

    for step, state, button in (
        ("lock", "locked", "Mở khoá…"),
        ("unlock", "active", "Tạm khoá…"),
        ("close", "closed", "Đã đóng"),
    ):
        answer = administrator.post(at(f"{step}_account", account), {"reason": "Mất điện thoại"})
        account.refresh_from_db()
        assert (answer.status_code, account.state) == (302, state)
        assert answer.headers["Location"].startswith(profile)
        assert button in words(administrator.get(answer.headers["Location"]))
    assert SessionRow.objects.filter(account=account).count() == 0
    assert administrator.post(at("unlock_account", account), {"reason": "x"}).status_code == 409


def test_an_account_is_not_moved_without_a_reason(administrator):
    account = make_account()

    answer = administrator.post(at("lock_account", account), {"reason": " "})

    account.refresh_from_db()
    assert (answer.status_code, account.state) == (422, "active")


@pytest.mark.parametrize("role", [Role.OFFICE_CHIEF, Role.COUNCIL_CHAIR])
@pytest.mark.parametrize("step", ["lock", "unlock", "close"])
def test_others_move_no_account(council, role, step):
    account, browser = make_account(), browser_of(council, role)

    assert browser.get(at(f"{step}_account", account)).status_code == 403
    assert browser.post(at(f"{step}_account", account), {"reason": "x"}).status_code == 403
    account.refresh_from_db()
    assert account.state == "active"


def test_nobody_locks_the_own_account(administrator):
    own = Account.objects.get(full_name__startswith="Lê Văn Thử")

    assert administrator.post(at("lock_account", own), {"reason": "x"}).status_code == 403
    own.refresh_from_db()
    assert own.state == "active"


def test_a_handover_goes_from_the_list_to_the_receiver(council, chief):
    leaver, receiver = make_clerk("Ngô Ngọc Lan"), make_clerk("Mai Văn Sơn")
    mine = browser_of(council, Role.OFFICE_STAFF)
    latest = Account.objects.order_by("-created_at").first()
    Account.objects.filter(pk=latest.pk).update(person_id=receiver.person_id)

    begun = chief.post(at("begin_handover", leaver.person), {"cause": "Nghỉ hưu", "leaves_on": today()})
    handover = Handover.objects.get(person=leaver.person)
    assert begun.headers["Location"] == f"{at('handover', handover)}?told=opened"
    chief.post(at("add_duty", handover), {"label": "Con dấu"})
    duty = Duty.objects.get(handover=handover)
    assert chief.post(at("complete_handover", handover)).status_code == 422
    given = chief.post(at("give_duty", duty), {"receiver": str(receiver.person_id), "note": "Trong tuần này"})
    assert "Người nhận: Mai Văn Sơn" in words(chief.get(given.headers["Location"]))

    assert "Con dấu" in words(mine.get(reverse("people:waiting", CONF)))
    back = mine.post(at("decline_duty", duty), {"reason": "Không đúng việc"})
    assert "Đã trả lại việc." in words(mine.get(back.headers["Location"]))
    chief.post(at("give_duty", duty), {"receiver": str(receiver.person_id)})
    taken = mine.post(at("accept_duty", duty))
    assert "Không có việc nào chờ nhận" in words(mine.get(taken.headers["Location"]))

    done = chief.post(at("complete_handover", handover))
    assert "Đã bàn giao xong" in words(chief.get(done.headers["Location"]))
    assert "Ngô Ngọc Lan" in words(chief.get(reverse("people:handovers", CONF)))


def test_the_receiver_is_chosen_among_the_others(chief):
    leaver = make_clerk("Ngô Ngọc Lan")
    handover = actions.open_handover(actor=CHIEF, person=leaver.person, leaves_on=clock.today(), cause="Nghỉ hưu")
    duty = actions.add_duty(actor=CHIEF, handover=handover, label="Con dấu")

    page = words(chief.get(at("give_duty", duty)))
    answer = chief.post(at("give_duty", duty), {"receiver": str(leaver.person_id)})

    assert "Ngô Ngọc Lan" not in page
    assert answer.status_code == 422
    assert "Hãy chọn người nhận." in words(answer)


def test_staff_arrange_no_handover(council):
    leaver, browser = make_clerk(), browser_of(council, Role.OFFICE_STAFF)

    assert browser.get(reverse("people:handovers", CONF)).status_code == 403
    assert browser.post(at("begin_handover", leaver.person), {"cause": "x", "leaves_on": today()}).status_code == 403
    assert Handover.objects.count() == 0
    assert "Bàn giao việc…" not in words(browser.get(at("person", leaver.person)))


def test_pages_cost_the_same_for_one_and_for_three(chief):
    leaver = make_clerk()
    handover = actions.open_handover(actor=CHIEF, person=leaver.person, leaves_on=clock.today(), cause="Nghỉ hưu")
    costs = set()
    for _ in range(3):
        receiver = make_clerk().person
        duty = actions.add_duty(actor=CHIEF, handover=handover, label="Con dấu")
        actions.give_duty(actor=CHIEF, duty=duty, receiver=receiver, on=clock.today())
        costs.add((cost_of(chief, at("handover", handover)), cost_of(chief, reverse("people:handovers", CONF))))

    assert len(costs) == 1
