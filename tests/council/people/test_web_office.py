"""The office's pages of people through the whole stack: lists, one delegate, mandates, sensitive data, invitations."""

import pytest
from django.core import mail
from django.urls import reverse

from council.people.actions import appoint, suspend_mandate
from council.people.models import Mandate
from council.roles import Role
from kernel import clock
from kernel.access.models import HoldingRow
from kernel.accounts.models import Account
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import STARTED, SYSTEM_ACTOR, make_committee, make_delegate, make_team, make_term
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
INDEX, STRUCTURE = reverse("people:index", CONF), reverse("people:structure", CONF)
CHAIR = actor_with(Role.COUNCIL_CHAIR)


def address(name, mandate):
    return reverse(f"people:{name}", CONF, [mandate.id])


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


@pytest.fixture
def chair(council):
    return browser_of(council, Role.COUNCIL_CHAIR)


@pytest.fixture
def administrator(council):
    return browser_of(council, Role.ADMINISTRATOR)


def test_the_list_finds_without_diacritics_and_by_team(staff):
    make_delegate("Đặng Thị Hằng", team=make_team(1))
    make_delegate("Ngô Văn Cường", team=make_team(2))

    assert "Ngô Văn Cường" not in words(staff.get(INDEX, {"tim": "dang thi hang"}))
    assert "Đặng Thị Hằng" in words(staff.get(INDEX, {"tim": "dang thi hang"}))
    assert "Đặng Thị Hằng" not in words(staff.get(INDEX, {"to": make_team(2).id}))
    assert "Tìm thấy 1 đại biểu" in words(staff.get(INDEX, {"to": make_team(2).id}))
    assert "Không tìm thấy đại biểu nào" in words(staff.get(INDEX, {"tim": "không có ai"}))
    assert "2 đại biểu đương nhiệm" in words(staff.get(INDEX, {"to": "bậy"}))


def test_an_empty_list_says_so(staff):
    assert "Chưa có đại biểu nào" in words(staff.get(INDEX))


def test_the_list_shows_posts_and_state(staff):
    mandate = make_delegate("Đặng Thị Hằng", constituency="Đơn vị bầu cử số 3")
    appoint(
        actor=SYSTEM_ACTOR, person=mandate.person, role=Role.COMMITTEE_HEAD, from_on=STARTED, committee=make_committee()
    )

    page = words(staff.get(INDEX))

    assert "Trưởng ban – Ban Pháp chế" in page
    assert "Đơn vị bầu cử số 3" in page
    assert "Đang hoạt động" in page


def test_the_page_of_a_delegate_shows_mandate_and_posts(staff):
    mandate = make_delegate("Đặng Thị Hằng", team=make_team(1), full_time=True)
    appoint(actor=SYSTEM_ACTOR, person=mandate.person, role=Role.COUNCIL_CHAIR, from_on=STARTED, decision="NQ 01")

    page = words(staff.get(address("detail", mandate)))

    for part in ("Đặng Thị Hằng", "Tổ số 1", "Chuyên trách", "Chủ tịch Hội đồng nhân dân", "NQ 01", "2026-2031"):
        assert part in page


def test_the_chair_suspends_with_its_grounds(chair):
    mandate = make_delegate("Đặng Thị Hằng")

    answer = chair.post(address("suspend", mandate), {"on": str(clock.today()), "document": "15/NQ-HĐND"})

    mandate.refresh_from_db()
    assert (answer.status_code, mandate.state) == (302, "suspended")
    page = words(chair.get(answer.headers["Location"]))
    assert "Tạm đình chỉ theo: 15/NQ-HĐND" in page
    assert "Căn cứ: 15/NQ-HĐND" in page  # in the journal


def test_the_chair_reinstates(chair):
    mandate = suspend_mandate(actor=CHAIR, mandate=make_delegate(), reason="NQ 15", on=clock.today())

    answer = chair.post(address("reinstate", mandate), {"on": str(clock.today()), "reason": "NQ 16"})

    mandate.refresh_from_db()
    assert (answer.status_code, mandate.state) == (302, "active")


@pytest.mark.parametrize(("step", "state"), [("suspend", "active"), ("reinstate", "suspended")])
def test_a_change_without_grounds_is_refused_beside_the_field(chair, step, state):
    mandate = make_delegate()
    if state == "suspended":
        suspend_mandate(actor=CHAIR, mandate=mandate, reason="NQ 15", on=clock.today())

    answer = chair.post(address(step, mandate), {"on": str(clock.today()), "reason": "  "})

    mandate.refresh_from_db()
    assert (answer.status_code, mandate.state) == (422, state)
    assert answer.content.decode().count("Hãy ghi căn cứ (số văn bản hoặc lý do).") == 2


@pytest.mark.parametrize("step", ["suspend", "reinstate"])
@pytest.mark.parametrize("role", [Role.OFFICE_CHIEF, Role.ADMINISTRATOR, Role.DELEGATE])
def test_changes_of_a_mandate_are_refused_to_others(council, role, step):
    mandate, browser = make_delegate(), browser_of(council, role)

    assert browser.get(address(step, mandate)).status_code == 403
    assert browser.post(address(step, mandate), {"on": str(clock.today()), "reason": "NQ 15"}).status_code == 403
    mandate.refresh_from_db()
    assert mandate.state == "active"
    assert "Tạm đình chỉ" not in words(browser.get(address("detail", mandate)))


def test_a_suspended_mandate_is_not_suspended_again(chair):
    mandate = suspend_mandate(actor=CHAIR, mandate=make_delegate(), reason="NQ 15", on=clock.today())

    answer = chair.post(address("suspend", mandate), {"on": str(clock.today()), "reason": "NQ 16"})

    mandate.refresh_from_db()
    assert (answer.status_code, mandate.state_reason) == (409, "NQ 15")


def test_the_structure_counts_the_council(staff):
    make_term(seats_total=25)
    mandate = make_delegate("Đặng Thị Hằng")
    make_delegate("Ngô Văn Cường")
    appoint(actor=SYSTEM_ACTOR, person=mandate.person, role=Role.COUNCIL_CHAIR, from_on=STARTED)
    make_committee()
    make_team(1)

    page = words(staff.get(STRUCTURE))

    assert "23 khuyết trên 25 đại biểu được bầu" in page
    assert "Đặng Thị Hằng Chủ tịch Hội đồng nhân dân" in page
    assert "Ban Pháp chế" in page


def test_an_invitation_goes_by_letter_and_gives_the_rights_of_the_mandate(administrator):
    mandate = make_delegate("Đặng Thị Hằng")

    answer = administrator.post(address("invite", mandate), {"email": "Hang@example.vn"})

    account = Account.objects.get(person_id=mandate.person_id)
    assert answer.status_code == 200
    assert (account.state, account.username) == ("invited", "hang@example.vn")
    assert [row.role for row in HoldingRow.objects.filter(account=account)] == ["delegate"]
    assert "Thư mời đã gửi đến hang@example.vn." in words(answer)
    assert "/tai-khoan/loi-moi/" in mail.outbox[-1].body
    # Whoever administers must not be able to come in as the person: the letter alone knows the address.
    assert "/tai-khoan/loi-moi/" not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_an_invitation_that_no_mail_server_takes_is_handed_over(administrator, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    mandate = make_delegate("Đặng Thị Hằng")

    answer = administrator.post(address("invite", mandate), {"email": "hang@example.vn"})

    assert "Hãy trao địa chỉ dưới đây tận tay người được mời." in words(answer)
    assert "/tai-khoan/loi-moi/" in answer.content.decode()


def test_an_invitation_is_sent_again(administrator):
    mandate = make_delegate("Đặng Thị Hằng")
    administrator.post(address("invite", mandate), {"email": "hang@example.vn"})
    assert "Gửi lại lời mời" in words(administrator.get(address("detail", mandate)))

    answer = administrator.post(address("invite", mandate), {})

    assert answer.status_code == 200
    assert len(mail.outbox) == 2
    assert Account.objects.filter(person_id=mandate.person_id).count() == 1


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("", "Hãy nhập địa chỉ thư điện tử."),
        ("không phải thư", "Địa chỉ thư điện tử không hợp lệ."),
    ],
)
def test_a_refused_invitation_keeps_what_was_typed(administrator, email, sentence):
    mandate = make_delegate()

    answer = administrator.post(address("invite", mandate), {"email": email})

    assert (answer.status_code, Account.objects.filter(person_id=mandate.person_id).count()) == (422, 0)
    assert answer.content.decode().count(sentence) == 2
    assert f'value="{email}"' in answer.content.decode() or not email


def test_an_address_that_is_taken_is_refused(administrator):
    first, second = make_delegate(), make_delegate()
    administrator.post(address("invite", first), {"email": "chung@example.vn"})

    answer = administrator.post(address("invite", second), {"email": "chung@example.vn"})

    assert (answer.status_code, Account.objects.filter(person_id=second.person_id).count()) == (422, 0)
    assert "đã có tài khoản." in words(answer)


@pytest.mark.parametrize("role", [Role.OFFICE_STAFF, Role.COUNCIL_CHAIR, Role.DELEGATE])
def test_an_invitation_is_refused_to_others(council, role):
    mandate, browser = make_delegate(), browser_of(council, role)

    assert browser.get(address("invite", mandate)).status_code == 403
    assert browser.post(address("invite", mandate), {"email": "hang@example.vn"}).status_code == 403
    assert Account.objects.filter(person_id=mandate.person_id).count() == 0
    assert "Mời dùng hệ thống" not in words(browser.get(address("detail", mandate)))


@pytest.mark.parametrize("name", ["detail", "sensitive", "suspend", "reinstate", "invite"])
def test_a_foreign_delegate_is_not_found(council, other_council, name):
    from tenancy.place import entered

    with entered(other_council):
        foreign = make_delegate()
    browser = browser_of(council, *Role)

    assert browser.get(address(name, foreign)).status_code == 404
    assert browser.post(address(name, foreign), {"reason": "x", "email": "a@b.vn"}).status_code in {404, 405}
    with entered(other_council):
        assert Mandate.objects.get(id=foreign.id).state == "active"


def test_the_list_costs_the_same_with_1_and_with_50_rows(staff):
    make_delegate()
    first = cost_of(staff, INDEX)
    for number in range(49):
        mandate = make_delegate(team=make_team(number % 5 + 1))
        appoint(
            actor=SYSTEM_ACTOR,
            person=mandate.person,
            role=Role.COMMITTEE_MEMBER,
            from_on=STARTED,
            committee=make_committee(),
        )

    assert cost_of(staff, INDEX) == first
