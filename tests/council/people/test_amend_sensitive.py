"""Data kept apart is changed field by field by few, for a reason; nothing is shown, and no value is in the audit."""

from datetime import date

import pytest
from django.urls import reverse

from council.people import actions, queries
from council.people.actions import Private, record_sensitive
from council.people.models import Person, SensitiveProfile
from council.roles import Role
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from tests.council.people.test_sensitive import PRIVATE, SECRETS, shown
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import SYSTEM_ACTOR, make_delegate, make_person
from tests.kernel.accounts.browsers import words

CHIEF = actor_with(Role.OFFICE_CHIEF)


@pytest.fixture
def mandate(council):
    person = make_person("Đặng Thị Hằng", birth_year=1979, phone="0912345678")
    record_sensitive(actor=SYSTEM_ACTOR, person=person, private=PRIVATE)
    return make_delegate(person=person)


def at(mandate, name: str = "amend_sensitive") -> str:
    return reverse(f"people:{name}", "config.urls_council", [mandate.id])


def amend(person, *, actor=CHIEF, reason="Đính chính theo giấy khai sinh", **more):
    return actions.amend_sensitive(actor=actor, person=person, reason=reason, **{"values": {}, **more})


def stored(person) -> SensitiveProfile:
    return SensitiveProfile.objects.get(person=person)


def test_what_is_named_changes_and_the_rest_stays(mandate):
    amend(
        mandate.person, values={"ethnicity": "Tày", "religion": "", "party": None}, cleared=["home_address", "birth_on"]
    )

    profile = stored(mandate.person)
    assert (profile.ethnicity, profile.home_address, profile.birth_on) == ("Tày", "", None)
    assert (profile.religion, profile.party, profile.id_number) == ("Công giáo", "outside", "035079001234")
    entry = AuditEntry.objects.get(action="people.amend_sensitive")
    assert (set(entry.fields), entry.reason) == (
        {"ethnicity", "home_address", "birth_on"},
        "Đính chính theo giấy khai sinh",
    )
    written = " ".join(str(each.__dict__) for each in AuditEntry.objects.all())
    assert [secret for secret in (*SECRETS, "Tày") if secret in written] == []


def test_somebody_of_whom_nothing_was_kept_gets_what_is_typed(council):
    person = make_person()

    amend(person, values={"birth_on": date(1980, 5, 1)})

    assert stored(person).birth_on == date(1980, 5, 1)
    assert Person.objects.get(pk=person.pk).birth_year == 1980


def test_refused_changes_change_nothing(mandate):
    other = make_person()
    for person, changes, refusal in (
        (other, {"values": {"id_number": PRIVATE.id_number}}, actions.IdNumberTaken),
        (mandate.person, {"values": {"birth_on": date(1980, 9, 2)}}, actions.BirthYearDiffers),
        (mandate.person, {"values": {"ethnicity": "Mường"}}, actions.NothingToAmend),
        (other, {"cleared": ["ethnicity"]}, actions.NothingToAmend),
        (mandate.person, {"values": {"ethnicity": "Tày"}, "reason": "  "}, actions.ReasonMissing),
    ):
        with pytest.raises(refusal):
            amend(person, **changes)

    profile = stored(mandate.person)
    assert Private(**{name: getattr(profile, name) for name in SensitiveProfile.FIELDS}) == PRIVATE
    assert SensitiveProfile.objects.filter(person=other).count() == 0
    assert AuditEntry.objects.filter(action="people.amend_sensitive").count() == 0


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.OFFICE_STAFF, Role.COUNCIL_CHAIR, Role.DELEGATE])
def test_nobody_else_changes_or_learns_what_is_filled(mandate, role):
    with pytest.raises(NotPermitted):
        amend(mandate.person, actor=actor_with(role), values={"ethnicity": "Tày"})
    with pytest.raises(NotPermitted):
        queries.find_filled(actor_with(role), mandate.person)

    assert stored(mandate.person).ethnicity == "Mường"


def test_the_person_and_the_administrator_see_who_changed_it(mandate):
    amend(mandate.person, values={"ethnicity": "Tày"})

    for actor in (actor_with(Role.DELEGATE, person=mandate.person), actor_with(Role.ADMINISTRATOR)):
        assert [line.reason for line in queries.list_amendments(actor, mandate.person)] == [
            "Đính chính theo giấy khai sinh"
        ]
    with pytest.raises(NotFound):
        queries.list_amendments(actor_with(Role.OFFICE_STAFF), mandate.person)


def test_the_page_shows_nothing_of_what_is_kept_and_takes_what_is_typed(council, mandate):
    chief = browser_of(council, Role.OFFICE_CHIEF)
    assert at(mandate) in chief.get(at(mandate, "sensitive")).content.decode()

    page = chief.get(at(mandate))
    form_words = [secret for secret in shown(page) if secret not in {"Mường", "Công giáo", "Ngoài Đảng"}]
    assert (form_words, page.headers["Cache-Control"]) == ([], "private, no-store")
    assert "selected" not in page.content.decode().partition("<main")[2].replace('value="" selected', "")
    assert "Đang có dữ liệu; để trống là giữ nguyên." in words(page)
    refused = chief.post(at(mandate), {"id_number": "12", "home_address": "Phường Tam Điệp"})
    assert (refused.status_code, 'value="Phường Tam Điệp"' in refused.content.decode()) == (422, True)
    assert "đúng 12 chữ số" in words(refused)
    assert "Hãy ghi căn cứ sửa." in words(refused)

    typed = {"home_address": "Phường Tam Điệp", "cleared": ["religion"], "reason": "Chuyển nơi ở"}
    done = chief.post(at(mandate), typed, follow=True)

    assert "Đã ghi nhận." in words(done)
    profile = stored(mandate.person)
    assert (profile.home_address, profile.religion, profile.ethnicity) == ("Phường Tam Điệp", "", "Mường")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.OFFICE_STAFF, Role.DELEGATE])
def test_others_do_not_reach_the_page(council, mandate, role):
    browser = browser_of(council, role)

    assert [browser.get(at(mandate)).status_code, browser.post(at(mandate), {"reason": "x"}).status_code] == [403, 403]
    assert at(mandate) not in browser.get(at(mandate, "sensitive")).content.decode()
