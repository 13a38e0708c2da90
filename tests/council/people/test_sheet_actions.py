"""A list comes into the register as a whole or not at all, once, and only by its uploader."""

from datetime import date

import pytest

from council.people import actions, queries
from council.people.models import Mandate, Person, SensitiveProfile, SheetImport, SheetKind, Team
from council.roles import Role
from kernel import clock
from kernel.access import NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from kernel.outbox.models import OutboxWaiting
from kernel.refusal import NotFound
from kernel.rows import VersionClash
from tests.council.people.lists import RIGHT, typed
from tests.factories.actors import actor_with
from tests.factories.people import SYSTEM_ACTOR, make_delegate, make_person, make_team, make_term

pytestmark = pytest.mark.usefixtures("council")

ON = date(2026, 4, 2)


@pytest.fixture
def chief(council):
    make_term()
    return actor_with(Role.OFFICE_CHIEF)


def take(actor, *rows) -> SheetImport:
    return actions.take_sheet(
        actor=actor, kind=SheetKind.DELEGATES, file_name="dai-bieu.xlsx", typed=rows or [typed(2)], started_on=ON
    )


def imported(actor, sheet) -> SheetImport:
    return actions.import_sheet(actor=actor, sheet=sheet, now=clock.now())


def counted() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Person, Mandate, SensitiveProfile, Team))


def test_a_right_list_is_in_the_register_with_everything(chief):
    sheet = imported(chief, take(chief, typed(2, **RIGHT)))

    mandate = Mandate.objects.select_related("person", "team").get()
    person, private = mandate.person, SensitiveProfile.objects.get()
    assert (person.full_name, person.gender, person.birth_year, person.phone) == (
        "Nguyễn Thị Minh Anh",
        "female",
        1979,
        "0912345678",
    )
    assert (mandate.sector, mandate.served_before, mandate.full_time, mandate.started_on) == (
        "public_service",
        True,
        False,
        ON,
    )
    assert (mandate.team.number, mandate.constituency.name) == (3, "Đơn vị bầu cử số 3")
    assert (private.birth_on, private.id_number, private.party, private.education) == (
        date(1979, 9, 2),
        "035079001234",
        "member",
        "thạc sĩ",
    )
    assert (sheet.state, sheet.rows, sheet.rows_total) == ("imported", [], 1)
    assert AuditEntry.objects.filter(action="people.import_sheet").count() == 1


def test_one_wrong_row_keeps_all_out(chief):
    sheet = take(chief, typed(2), typed(3, gender="Nuw"), typed(4))
    before = counted(), OutboxWaiting.objects.count()

    with pytest.raises(actions.SheetNotRight):
        imported(chief, sheet)

    sheet.refresh_from_db()
    assert ((counted(), OutboxWaiting.objects.count()), sheet.state, len(sheet.rows)) == (before, "checking", 3)


def test_what_the_register_learnt_since_the_preview_counts(chief):
    sheet = take(chief, typed(2, **RIGHT))
    make_delegate(person=make_person("Nguyễn Thị Minh Anh", birth_year=1979))

    with pytest.raises(actions.SheetNotRight):
        imported(chief, sheet)

    assert Mandate.objects.count() == 1


def test_a_second_click_imports_nothing(chief):
    sheet = take(chief, typed(2), typed(3))
    first = imported(chief, sheet)
    told = counted(), OutboxWaiting.objects.count(), AuditEntry.objects.count()

    again = imported(chief, sheet)

    assert (again.imported_at, again.version) == (first.imported_at, first.version)
    assert (counted(), OutboxWaiting.objects.count(), AuditEntry.objects.count()) == told


def test_cells_are_corrected_and_rows_left_out(chief):
    sheet = take(chief, typed(2, gender="Nuw"), typed(3, team="không"), typed(4))

    sheet = actions.correct_sheet(
        actor=chief, sheet=sheet, version=sheet.version, cells={(2, "gender"): " Nữ ", (77, "gender"): "x"}, dropped={3}
    )

    assert [(row.number, row.cells["gender"]) for row in queries.typed_of(sheet)] == [(2, "Nữ"), (4, "Nữ")]
    assert counted() == (0, 0, 0, 0)
    assert imported(chief, sheet).state == "imported"
    assert Mandate.objects.count() == 2


def test_the_second_of_two_windows_is_told(chief):
    sheet = take(chief, typed(2, gender="Nuw"))
    actions.correct_sheet(actor=chief, sheet=sheet, version=1, cells={(2, "gender"): "Nữ"})

    with pytest.raises(VersionClash):
        actions.correct_sheet(actor=chief, sheet=sheet, version=1, cells={(2, "gender"): "Nam"})

    sheet.refresh_from_db()
    assert queries.typed_of(sheet)[0].cells["gender"] == "Nữ"


def test_a_new_upload_takes_the_place_of_the_open_one(chief):
    first, second = take(chief), take(chief, typed(2), typed(3))

    first.refresh_from_db()
    assert (first.state, first.rows) == ("discarded", [])
    assert queries.find_open_sheet(chief, SheetKind.DELEGATES) == second


def test_a_discarded_list_is_empty_and_goes_no_further(chief):
    sheet = actions.discard_sheet(actor=chief, sheet=take(chief))

    assert (sheet.state, sheet.rows) == ("discarded", [])
    for act in (
        lambda: imported(chief, sheet),
        lambda: actions.discard_sheet(actor=chief, sheet=sheet),
        lambda: actions.correct_sheet(actor=chief, sheet=sheet, version=sheet.version, cells={}),
    ):
        with pytest.raises(StepNotAllowed):
            act()
    assert counted() == (0, 0, 0, 0)


def test_a_list_is_its_uploaders_alone(chief):
    sheet, another = take(chief), actor_with(Role.OFFICE_CHIEF)

    for act in (
        lambda: queries.get_sheet(another, sheet.id),
        lambda: imported(another, sheet),
        lambda: actions.discard_sheet(actor=another, sheet=sheet),
        lambda: actions.correct_sheet(actor=another, sheet=sheet, version=1, cells={(2, "gender"): "Nam"}),
    ):
        with pytest.raises(NotFound):
            act()
    sheet.refresh_from_db()
    assert (sheet.state, sheet.version, counted()) == ("checking", 1, (0, 0, 0, 0))


@pytest.mark.parametrize("role", [Role.COUNCIL_CHAIR, Role.DELEGATE, Role.OFFICE_STAFF, Role.RECORDS_CLERK])
def test_others_take_no_list(council, role):
    make_term()

    with pytest.raises(NotPermitted):
        take(actor_with(role))

    assert SheetImport.objects.count() == 0


def test_the_administrator_records_nothing_sensitive(council):
    make_term()
    administrator = actor_with(Role.ADMINISTRATOR)

    imported(administrator, take(administrator, typed(2)))

    assert counted() == (1, 1, 0, 1)


def test_somebody_who_served_before_keeps_her_record(chief):
    person = make_person("Nguyễn Thị Minh Anh", birth_year=1979, main_job="Giáo viên", phone="0999999999")
    actions.record_sensitive(
        actor=SYSTEM_ACTOR, person=person, private=actions.Private(religion="Công giáo", ethnicity="Kinh")
    )

    imported(chief, take(chief, typed(2, **{**RIGHT, "religion": "", "phone": ""})))

    person.refresh_from_db()
    private = SensitiveProfile.objects.get()
    assert Mandate.objects.get().person_id == person.id
    assert (person.main_job, person.phone) == ("Hiệu trưởng", "0999999999")
    assert (private.religion, private.ethnicity) == ("Công giáo", "Mường")
    assert Person.objects.count() == 1


def test_teams_are_made_for_a_term_without_any(chief):
    imported(chief, take(chief, typed(2, team="2"), typed(3, team="1"), typed(4, team="")))

    assert list(Team.objects.order_by("number").values_list("number", "name")) == [
        (1, "Tổ đại biểu số 1"),
        (2, "Tổ đại biểu số 2"),
    ]


def test_teams_of_the_term_are_used_and_no_other_is_made(chief):
    team = make_team(2)

    with pytest.raises(actions.SheetNotRight):
        imported(chief, take(chief, typed(2, team="1")))
    imported(chief, take(chief, typed(2, team="2")))

    assert (Mandate.objects.get().team, Team.objects.count()) == (team, 1)


def test_the_audit_names_fields_and_no_values(chief):
    imported(chief, take(chief, typed(2, **RIGHT)))

    written = " ".join(str(entry.__dict__) for entry in AuditEntry.objects.all())
    assert [word for word in ("Minh Anh", "035079001234", "Mường", "minhanh@", "Hoa Lư") if word in written] == []
