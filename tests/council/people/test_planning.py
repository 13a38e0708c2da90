"""For which posts somebody is planned stays behind the wall of sensitive data: seen by few, and there alone.

Whoever may read sensitive data sees it once a reason is given, and the person herself; all others on no page, in no
list, in no search and in no file.
"""

import io
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from council.people import actions, queries, sheets
from council.people.actions import Private, record_sensitive
from council.people.models import SensitiveProfile
from council.roles import Role
from gateway import schemas as gateway
from kernel.access import ANONYMOUS
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import SYSTEM_ACTOR, make_delegate, make_person
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"
PLANNED = "Phó Trưởng ban Đô thị, giai đoạn 2029-2034"
SEARCHED = ("2034", "H%E1%BA%B1ng")
SDL = Path(gateway.__file__).parent / "sdl"
MAY_READ = {Role.OFFICE_CHIEF}


@pytest.fixture
def mandate(council):
    person = make_person("Đặng Thị Hằng", birth_year=1979)
    record_sensitive(actor=SYSTEM_ACTOR, person=person, private=Private(planning=PLANNED))
    return make_delegate(person=person)


def at(name: str, *keys) -> str:
    return reverse(name, CONF, list(keys))


def everywhere(mandate) -> list[str]:
    """Where something of a delegate is shown, listed, found or taken out, inside and to the public."""
    key, person = mandate.pk, mandate.person_id
    listed = [at(f"people:{name}") for name in ("index", "structure", "composition", "delegates_list")]
    asked = [f"{at(name)}?tu_khoa={word}" for name in ("portal:search", "portal_public:search") for word in SEARCHED]
    public = [at("people_public:index"), f"{at('people_public:index')}?tim=2034", at("people_public:detail", key)]
    return [
        *(at("people:detail", key), at("people:person", person), at("people:sensitive", key)),
        *(at("people:amend_sensitive", key), *listed, *asked, *public),
    ]


def text_of(answer) -> str:
    """What an answer says: a page, or the cells of a list in Excel."""
    body = b"".join(answer)
    if "spreadsheet" not in answer.headers.get("Content-Type", ""):
        return body.decode()
    rows = [row for sheet in load_workbook(io.BytesIO(body)) for row in sheet.iter_rows(values_only=True)]
    return " ".join(str(cell) for row in rows for cell in row)


@pytest.mark.parametrize("role", list(Role))
def test_no_role_sees_it_without_a_reason_and_few_with_one(council, mandate, role):
    browser = browser_of(council, role)

    seen = [address for address in everywhere(mandate) if PLANNED in text_of(browser.get(address))]

    assert seen == []
    shown = browser.post(at("people:sensitive", mandate.pk), {"reason": "Làm hồ sơ nhân sự"})
    assert (PLANNED in words(shown)) is (role in MAY_READ)
    assert AuditEntry.objects.filter(action="people.read_sensitive").count() == (role in MAY_READ)


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_the_reading_itself_is_refused_to_every_other_role(mandate, role):
    actor = actor_with(role)

    if role in MAY_READ:
        assert queries.read_sensitive(actor, mandate.person, reason="Làm hồ sơ").planning == PLANNED
        with pytest.raises(queries.ReasonNeeded):
            queries.read_sensitive(actor, mandate.person)
    else:
        with pytest.raises(NotFound):
            queries.read_sensitive(actor, mandate.person, reason="Muốn biết")


def test_nobody_signed_in_sees_it_nowhere(council, mandate, client_of):
    stranger = client_of(council)

    seen = [address for address in everywhere(mandate) if PLANNED in text_of(stranger.get(address))]

    assert seen == []
    with pytest.raises(NotFound):
        queries.read_sensitive(ANONYMOUS, mandate.person, reason="Muốn biết")


def test_the_open_api_has_no_word_for_it():
    schemas = list(SDL.rglob("*.graphql"))

    assert schemas
    assert [path.name for path in schemas if "planning" in path.read_text().lower()] == []


def test_no_list_in_excel_has_a_column_for_it():
    columns = {column.name for column in sheets.delegate_columns(sensitive=True)}

    assert "planning" not in columns
    assert {"education", "home_address"} <= columns


def test_a_change_of_another_field_keeps_it(mandate):
    actions.amend_sensitive(
        actor=actor_with(Role.OFFICE_CHIEF),
        person=mandate.person,
        values={"ethnicity": "Tày"},
        reason="Đính chính",
    )

    assert SensitiveProfile.objects.get().planning == PLANNED


def test_the_chief_writes_it_and_the_audit_names_the_field_alone(council, mandate):
    chief, address = browser_of(council, Role.OFFICE_CHIEF), at("people:amend_sensitive", mandate.pk)
    page = words(chief.get(address))
    assert "Quy hoạch chức danh" in page
    assert "Chức danh và giai đoạn" in page

    chief.post(address, {"planning": "Trưởng ban Pháp chế, 2031-2036", "reason": "Theo kết luận rà soát"})

    assert SensitiveProfile.objects.get().planning == "Trưởng ban Pháp chế, 2031-2036"
    entry = AuditEntry.objects.get(action="people.amend_sensitive")
    assert list(entry.fields) == ["planning"]
    written = " ".join(str(each.__dict__) for each in AuditEntry.objects.all())
    assert [secret for secret in (PLANNED, "2031-2036") if secret in written] == []
