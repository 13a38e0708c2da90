"""The letter to a council's first administrator: sent, sent anew, withdrawn, put right."""

import re

import pytest
from django.core import mail
from django.test import Client

from console.models import Onboarding, OnboardingItem
from council.people.models import Person
from kernel import clock
from kernel.accounts.demo import make_account
from kernel.accounts.models import Account
from kernel.accounts.queries import roles_of
from kernel.audit.models import AuditEntry
from tenancy.place import entered
from tests.console.places import PASSWORD

pytestmark = pytest.mark.usefixtures("no_memory_of_hosts")
WRONG = {"full_name": "Trần Văn Mời", "email": "moii@example.vn"}
RIGHT = {"full_name": "Trần Thị Mời", "email": "moi@example.vn"}


@pytest.fixture
def line(ward, public_place) -> OnboardingItem:
    """The line by which the ward was brought here."""
    onboarding = Onboarding.objects.create(ground="HĐ 12/2026")
    return OnboardingItem.objects.create(
        onboarding=onboarding,
        position=1,
        unit_code=ward.unit_code,
        unit_name=ward.unit_name,
        subdomain=ward.subdomain,
        council=ward,
        state="done",
        touched_at=clock.now(),
    )


def link_in(letter) -> str:
    return re.search(r"https?://[^/]+(/\S+)", letter.body)[1]


def opens(ward, letter) -> int:
    return Client(headers={"host": f"{ward.subdomain}.localhost"}).get(link_in(letter)).status_code


def test_invitation_is_sent_and_sent_again(console, ward):
    form = {"full_name": "Trần Văn Mời", "email": "moi@example.vn"}

    for _ in range(2):
        answer = console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", form, follow=True)
        assert "Đã gửi lời mời." in answer.content.decode()

    first, second = mail.outbox
    assert first.to == second.to == ["moi@example.vn"]
    assert first.body != second.body
    assert AuditEntry.objects.filter(action="console.invite_administrator").count() == 2


def test_invitation_of_somebody_who_is_inside_is_refused(console, ward):
    form = {"full_name": "Trần Văn Mời", "email": "moi@example.vn"}
    console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", form)
    with entered(ward):
        Account.objects.filter(email="moi@example.vn").update(state="active")

    answer = console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", form)

    assert "Người quản trị đã nhận lời mời." in answer.content.decode()
    assert len(mail.outbox) == 1


def test_a_council_with_its_own_administrator_lets_in_nobody_of_the_operators_choice(console, ward):
    console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", {"full_name": "Trần Văn Mời", "email": "moi@example.vn"})
    with entered(ward):
        Account.objects.filter(email="moi@example.vn").update(state="active")
        before = Account.objects.count()

    other = {"full_name": "Người Khác", "email": "khac@example.vn"}
    answer = console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", other)

    assert "Từ nay Hội đồng tự quản lý tài khoản của mình." in answer.content.decode()
    assert [letter.to for letter in mail.outbox] == [["moi@example.vn"]]
    with entered(ward):
        assert Account.objects.count() == before


def test_letter_to_a_wrong_address_is_withdrawn_and_another_sent_to_the_right_one(console, ward, line):
    page = f"/hoi-dong/{ward.key}/"
    console.post(f"{page}moi-quan-tri/", WRONG)
    assert opens(ward, mail.outbox[0]) == 200
    assert "moii@example.vn" in console.get(page).content.decode()

    shown = console.post(f"{page}thu-hoi-loi-moi/", {"reason": "Ghi sai địa chỉ"}, follow=True).content.decode()

    assert "Đã thu hồi lời mời." in shown
    assert "Thu hồi lời mời người quản trị đầu tiên" in shown
    assert "Chưa gửi lời mời" in shown
    assert opens(ward, mail.outbox[0]) == 410
    console.post(f"{page}moi-quan-tri/", RIGHT)
    assert [opens(ward, letter) for letter in mail.outbox] == [410, 200]
    assert [letter.to for letter in mail.outbox] == [["moii@example.vn"], ["moi@example.vn"]]
    shown = console.get(page).content.decode()
    assert ("moi@example.vn" in shown, "moii@example.vn" in shown) == (True, False)


def test_address_is_corrected_without_withdrawing_first_and_one_person_remains(console, ward, line):
    before = people_of(ward)
    console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", WRONG)
    console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", RIGHT)

    assert [opens(ward, letter) for letter in mail.outbox] == [410, 200]
    made = people_of(ward) - before
    assert made == {("Trần Thị Mời", "moi@example.vn", "moi@example.vn", "tran thi moi")}


def people_of(ward) -> set[tuple[str, str, str, str]]:
    with entered(ward):
        names = dict(Person.objects.values_list("id", "search_name"))
        accounts = Account.objects.filter(person_id__in=names)
        return {(one.full_name, one.email, one.username, names[one.person_id]) for one in accounts}


def test_corrected_administrator_comes_in_with_her_post(console, ward, line):
    console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", WRONG)
    console.post(f"/hoi-dong/{ward.key}/thu-hoi-loi-moi/", {"reason": "Ghi sai địa chỉ"})
    console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", RIGHT)

    guest = Client(headers={"host": f"{ward.subdomain}.localhost"})
    answer = guest.post(link_in(mail.outbox[1]), {"new": PASSWORD, "again": PASSWORD})

    assert answer.headers["Location"] == "/tai-khoan/xac-thuc/"
    with entered(ward):
        account = Account.objects.get(email="moi@example.vn")
        assert (account.state, roles_of(account, on=clock.today())) == ("active", {"administrator"})


@pytest.mark.parametrize("step", ["thu-hoi-loi-moi", "moi-quan-tri"])
def test_letter_that_was_used_can_be_neither_withdrawn_nor_sent_elsewhere(console, ward, line, step):
    console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", WRONG)
    guest = Client(headers={"host": f"{ward.subdomain}.localhost"})
    guest.post(link_in(mail.outbox[0]), {"new": PASSWORD, "again": PASSWORD})

    answer = console.post(f"/hoi-dong/{ward.key}/{step}/", {**RIGHT, "reason": "Ghi sai địa chỉ"})

    assert "Từ nay Hội đồng tự quản lý tài khoản của mình." in answer.content.decode()
    assert len(mail.outbox) == 1
    assert "/tai-khoan/xac-thuc/" in guest.get("/tai-khoan/").headers["Location"]


def test_nothing_can_be_withdrawn_twice_or_before_it_is_sent(console, ward, line):
    address = f"/hoi-dong/{ward.key}/thu-hoi-loi-moi/"
    said = "Không có lời mời nào đang chờ để thu hồi."
    assert said in console.post(address, {"reason": "Nhầm"}).content.decode()
    console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", WRONG)
    console.post(address, {"reason": "Nhầm"})

    assert said in console.post(address, {"reason": "Nhầm"}).content.decode()
    assert AuditEntry.objects.filter(action="console.withdraw_administrator").count() == 1


def test_address_of_another_account_of_the_council_is_refused_at_its_field(console, ward, line):
    with entered(ward):
        make_account(username="khac", email="moi@example.vn", full_name="Người Khác", password=PASSWORD)
    console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", WRONG)

    answer = console.post(f"/hoi-dong/{ward.key}/moi-quan-tri/", RIGHT)

    assert "Địa chỉ thư điện tử" in answer.content.decode()
    assert answer.context["form"].errors["email"]
    assert len(mail.outbox) == 1
    assert opens(ward, mail.outbox[0]) == 200
