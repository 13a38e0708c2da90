"""What is kept apart of a person: masked, read by few for a reason, and its subject knows by whom."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from council.people import queries
from council.people.actions import Private, record_sensitive
from council.people.models import SensitiveProfile
from council.roles import Role
from kernel.access import ANONYMOUS
from kernel.accounts.models import Account
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import SYSTEM_ACTOR, make_delegate, make_person
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"
PRIVATE = Private(
    ethnicity="Mường",
    religion="Công giáo",
    education="thạc sĩ",
    party="outside",
    birth_on=date(1979, 9, 2),
    id_number="035079001234",
    home_address="Phường Hoa Lư",
)
SECRETS = ("Mường", "Công giáo", "02/09/1979", "035079001234", "Phường Hoa Lư", "Ngoài Đảng", "0912345678")


@pytest.fixture
def mandate(council):
    person = make_person("Đặng Thị Hằng", birth_year=1979, phone="0912345678")
    record_sensitive(actor=SYSTEM_ACTOR, person=person, private=PRIVATE)
    return make_delegate(person=person)


def address(mandate, name: str = "sensitive") -> str:
    return reverse(f"people:{name}", CONF, [mandate.id])


def readings() -> list[tuple[str, str]]:
    entries = AuditEntry.objects.filter(action="people.read_sensitive").order_by("id")
    return [(entry.object_id, entry.reason) for entry in entries]


def shown(answer) -> list[str]:
    page = words(answer)
    return [secret for secret in SECRETS if secret in page]


def test_the_chief_reads_for_a_reason_and_the_person_without(mandate):
    person, profile = mandate.person, SensitiveProfile.objects.get()

    assert queries.read_sensitive(actor_with(Role.OFFICE_CHIEF), person, reason=" Làm hồ sơ ") == profile
    assert queries.read_sensitive(actor_with(Role.DELEGATE, person=person), person) == profile

    assert readings() == [(str(person.id), "Làm hồ sơ"), (str(person.id), "")]


def test_nobody_reads_without_right_or_reason_and_nothing_is_recorded(mandate):
    for other in (actor_with(Role.RECORDS_CLERK), actor_with(Role.ADMINISTRATOR), actor_with(Role.DELEGATE), ANONYMOUS):
        with pytest.raises(NotFound):
            queries.read_sensitive(other, mandate.person, reason="Muốn biết")
    with pytest.raises(queries.ReasonNeeded):
        queries.read_sensitive(actor_with(Role.OFFICE_CHIEF), mandate.person, reason="  ")
    with pytest.raises(NotFound):
        queries.read_sensitive(actor_with(Role.OFFICE_CHIEF), make_person(), reason="Làm hồ sơ")

    assert readings() == []


def test_values_are_in_no_audit_entry(mandate):
    queries.read_sensitive(actor_with(Role.OFFICE_CHIEF), mandate.person, reason="Làm hồ sơ")

    written = " ".join(str(entry.__dict__) for entry in AuditEntry.objects.all())
    assert [secret for secret in SECRETS if secret in written] == []


def test_the_page_is_masked_until_a_reason_is_given(council, mandate):
    chief = browser_of(council, Role.OFFICE_CHIEF)

    assert (shown(chief.get(address(mandate))), readings()) == ([], [])
    refused = chief.post(address(mandate), {"reason": " "})
    assert (refused.status_code, shown(refused), readings()) == (422, [], [])
    page = chief.post(address(mandate), {"reason": "Làm hồ sơ khen thưởng"})

    assert shown(page) == list(SECRETS)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert [reason for _person, reason in readings()] == ["Làm hồ sơ khen thưởng"]


def test_a_phone_is_masked_on_the_delegates_page(council, mandate):
    page = words(browser_of(council, Role.OFFICE_STAFF).get(address(mandate, "detail")))

    assert "••••••••78" in page
    assert "0912345678" not in page


@pytest.mark.parametrize("role", [Role.OFFICE_STAFF, Role.COUNCIL_CHAIR, Role.RECORDS_CLERK, Role.DELEGATE])
def test_others_see_neither_the_data_nor_who_read(council, mandate, role):
    browser = browser_of(council, role)

    assert browser.get(address(mandate)).status_code == 404
    assert browser.post(address(mandate), {"reason": "Muốn biết"}).status_code == 404
    assert address(mandate) not in browser.get(address(mandate, "detail")).content.decode()
    assert readings() == []


def test_the_administrator_sees_who_read_and_not_what(council, mandate):
    browser_of(council, Role.OFFICE_CHIEF).post(address(mandate), {"reason": "Làm hồ sơ"})
    administrator = browser_of(council, Role.ADMINISTRATOR)

    page = administrator.get(address(mandate))

    assert "Lý do: Làm hồ sơ" in words(page)
    assert shown(page) == []
    assert administrator.post(address(mandate), {"reason": "Muốn biết"}).status_code == 404
    assert len(readings()) == 1


def test_the_person_sees_her_own_data_and_who_read_them(council, mandate):
    browser_of(council, Role.OFFICE_CHIEF).post(address(mandate), {"reason": "Làm hồ sơ"})
    own = browser_of(council, Role.DELEGATE)
    account = Account.objects.latest("created_at")
    Account.objects.filter(pk=account.pk).update(person_id=mandate.person_id)

    page = own.get(address(mandate))

    assert "Lý do: Làm hồ sơ" in words(page)
    assert shown(page) == []
    assert shown(own.post(address(mandate))) == list(SECRETS)
    assert [reason for _person, reason in readings()] == ["Làm hồ sơ", ""]


def test_one_id_number_is_one_persons(mandate):
    with pytest.raises(IntegrityError), transaction.atomic():
        record_sensitive(actor=SYSTEM_ACTOR, person=make_person(), private=Private(id_number="035079001234"))

    assert SensitiveProfile.objects.count() == 1
