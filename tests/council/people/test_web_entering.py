"""How a new council gets its people: delegates, the office, posts; each by its page, refused to others."""

import pytest
from django.core import mail
from django.urls import reverse

from council.people.models import Mandate, Person, Post
from council.roles import Role
from kernel import clock
from kernel.access.models import HoldingRow
from kernel.accounts.models import Account
from tests.factories.browsers import browser_of
from tests.factories.people import make_committee, make_constituency, make_delegate, make_team, make_term
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"
ADD, ADD_CLERK = reverse("people:add", CONF), reverse("people:add_clerk", CONF)


def appointing(mandate) -> str:
    return reverse("people:appoint", CONF, [mandate.id])


def today() -> str:
    return clock.today().isoformat()


@pytest.fixture
def administrator(council):
    return browser_of(council, Role.ADMINISTRATOR)


def test_a_delegate_is_recorded_with_her_seat(administrator):
    make_term()
    team = make_team(3)
    typed = {
        "full_name": "Đặng  Thị Hằng",
        "gender": "female",
        "birth_year": "1979",
        "main_job": "Hiệu trưởng",
        "constituency": make_constituency("Đơn vị bầu cử số 3").id,
        "team": team.id,
        "full_time": "on",
        "started_on": today(),
    }

    page = words(administrator.post(ADD, typed, follow=True))

    mandate = Mandate.objects.select_related("person").get()
    assert (mandate.person.full_name, mandate.person.gender, mandate.person.birth_year) == (
        "Đặng Thị Hằng",
        "female",
        1979,
    )
    assert (mandate.team_id, mandate.constituency.name, mandate.full_time, mandate.state) == (
        team.id,
        "Đơn vị bầu cử số 3",
        True,
        "active",
    )
    assert "Đã ghi nhận đại biểu." in page


def test_what_was_typed_of_a_delegate_stays_when_something_is_missing(administrator):
    make_term()

    answer = administrator.post(ADD, {"full_name": "", "main_job": "Hiệu trưởng", "started_on": "hôm nay"})

    assert (answer.status_code, Person.objects.filter(full_name="").count(), Mandate.objects.count()) == (422, 0, 0)
    assert "Hãy nhập họ và tên." in words(answer)
    assert "Hãy nhập một ngày có thật." in words(answer)
    assert 'value="Hiệu trưởng"' in answer.content.decode()


def test_the_office_comes_in_by_a_letter_with_all_its_posts(administrator):
    typed = {
        "full_name": "Ngô Ngọc Lan",
        "email": "Lan@example.vn",
        "roles": ["office_chief", "records_clerk"],
        "from_on": today(),
        "decision": "12/QĐ-UBND",
    }

    answer = administrator.post(ADD_CLERK, typed)

    account = Account.objects.get(username="lan@example.vn")
    held = HoldingRow.objects.filter(account=account).values_list("role", flat=True)
    assert (account.state, sorted(held)) == ("invited", ["office_chief", "records_clerk"])
    assert [letter.to for letter in mail.outbox] == [["lan@example.vn"]]
    assert "Thư mời đã gửi đến lan@example.vn." in words(answer)
    assert "/tai-khoan/loi-moi/" not in answer.content.decode()


def test_nothing_of_a_clerk_remains_when_one_part_is_refused(administrator):
    make_delegate("Đặng Thị Hằng")
    before = Person.objects.count()
    typed = {"full_name": "Ngô Ngọc Lan", "email": "lan@example.vn", "roles": ["office_chief"], "from_on": today()}
    administrator.post(ADD_CLERK, typed)

    answer = administrator.post(ADD_CLERK, {**typed, "full_name": "Mai Kim Oanh", "email": "oanh@example.vn"})

    assert answer.status_code == 422
    assert "Chức vụ này đang có người giữ." in words(answer)
    assert (Person.objects.count(), Post.objects.filter(role="office_chief").count()) == (before + 1, 1)
    assert len(mail.outbox) == 1


def test_a_delegate_takes_a_post_with_its_body(administrator):
    mandate, committee = make_delegate("Đặng Thị Hằng"), make_committee()
    typed = {"role": "committee_head", "committee": committee.id, "from_on": today(), "decision": "05/NQ-HĐND"}

    page = words(administrator.post(appointing(mandate), typed, follow=True))

    post = Post.objects.get()
    assert (post.person_id, post.role, post.committee_id, post.decision) == (
        mandate.person_id,
        "committee_head",
        committee.id,
        "05/NQ-HĐND",
    )
    assert "Đã ghi nhận chức vụ" in page


def test_a_post_without_its_body_is_refused_beside_the_field(administrator):
    mandate = make_delegate()

    answer = administrator.post(appointing(mandate), {"role": "committee_head", "from_on": today()})

    assert (answer.status_code, Post.objects.count()) == (422, 0)
    assert "Chức vụ này không phù hợp với người hoặc đơn vị đã chọn." in words(answer)


@pytest.mark.parametrize("role", [Role.COUNCIL_CHAIR, Role.DELEGATE, Role.OFFICE_STAFF, Role.RECORDS_CLERK])
def test_others_bring_nobody_in(council, role):
    mandate, browser = make_delegate(), browser_of(council, role)
    before = Person.objects.count()
    for address in (ADD, ADD_CLERK, appointing(mandate)):
        assert browser.get(address).status_code == 403
        assert browser.post(address, {"full_name": "Ai Đó", "started_on": today()}).status_code == 403

    assert (Person.objects.count(), Post.objects.count()) == (before, 0)
    assert "Ghi nhận đại biểu" not in words(browser.get(reverse("people:index", CONF)))


def test_the_office_chief_records_delegates_and_lets_nobody_in(council):
    make_term()
    browser = browser_of(council, Role.OFFICE_CHIEF)

    assert browser.get(ADD).status_code == 200
    assert browser.get(ADD_CLERK).status_code == 403
    assert "Thêm người của văn phòng" not in words(browser.get(reverse("people:index", CONF)))


def test_somebody_of_the_office_is_let_in_anew(administrator):
    make_term()
    typed = {"full_name": "Ngô Ngọc Lan", "email": "lan@example.vn", "roles": ["records_clerk"], "from_on": today()}
    administrator.post(ADD_CLERK, typed)
    clerk = Person.objects.get(full_name="Ngô Ngọc Lan")
    again = reverse("people:invite_person", CONF, [clerk.id])
    assert again in administrator.get(reverse("people:person", CONF, [clerk.id])).content.decode()

    answer = administrator.post(again)

    assert answer.status_code == 200
    assert [letter.to for letter in mail.outbox] == [["lan@example.vn"]] * 2
    assert mail.outbox[0].body != mail.outbox[1].body
