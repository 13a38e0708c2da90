"""Lists of the office's people: faults by cell, posts for all at once, and nobody let in by it."""

import pytest
from django.core import mail
from django.urls import reverse

from council.people import actions
from council.people.models import Person, Post, SheetImport, SheetKind
from council.people.sheets import StaffRegister, check_staff, staff_columns
from council.people.workflow import Rank
from council.roles import Role
from kernel import clock
from kernel.access import NotPermitted
from kernel.accounts.models import Account
from kernel.keys import new_key
from kernel.sheets import Typed
from tests.council.people.lists import workbook_of
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import STARTED, SYSTEM_ACTOR, make_person
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"
UPLOAD, TEMPLATE = reverse("people:import_staff", CONF), reverse("people:staff_template", CONF)
RIGHT = {
    "full_name": "Ngô Ngọc Lan",
    "email": "Lan@vidu.vn",
    "role": "Chuyên viên",
    "more_role": "văn thư",
    "phone": "0912 345 678",
    "decision": "15/QĐ-VP",
}
ADMINISTRATOR = actor_with(Role.ADMINISTRATOR)


def row(number: int = 2, **cells: str) -> Typed:
    return Typed(number, {**RIGHT, **cells})


def faults(*rows: Typed, register: StaffRegister | None = None) -> list[tuple[int, str]]:
    checked = check_staff(rows, register=register or StaffRegister())
    return [(fault.row, fault.column) for fault in checked.faults]


def imported(*rows: Typed, actor=ADMINISTRATOR) -> SheetImport:
    sheet = actions.take_sheet(
        actor=actor, kind=SheetKind.STAFF, file_name="van-phong.xlsx", typed=rows, started_on=STARTED
    )
    return actions.import_sheet(actor=actor, sheet=sheet, now=clock.now())


@pytest.mark.unit
@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([row(), row(3, full_name="Lê Văn Bình", email="binh@vidu.vn")], []),
        ([row(email="")], [(2, "email")]),
        ([row(role="Đại biểu")], [(2, "role")]),
        ([row(), row(3, full_name="Lê Văn Bình")], [(3, "email")]),
        ([row(more_role="Chuyên viên")], [(2, "more_role")]),
        ([row(role="Chánh Văn phòng", more_role="Phó Chánh Văn phòng")], [(2, "more_role")]),
        ([row(role="Chánh Văn phòng"), row(3, email="b@vidu.vn", role="Chánh Văn phòng")], [(3, "role")]),
        ([row(role="Phó Chánh Văn phòng"), row(3, email="b@vidu.vn", role="Phó Chánh Văn phòng")], []),
    ],
)
def test_faults_stand_at_their_cells(rows, wrong):
    assert faults(*rows) == wrong


@pytest.mark.unit
def test_what_the_council_knows_is_not_contradicted():
    lan = new_key()
    known = {"emails": {"lan@vidu.vn": (lan, "ngo ngoc lan")}}

    assert faults(row(), register=StaffRegister(**known)) == []
    assert faults(row(full_name="Lê Văn Bình"), register=StaffRegister(**known)) == [(2, "email")]
    assert faults(row(), register=StaffRegister(**known, own=lan)) == [(2, "full_name")]
    held = frozenset({(lan, "records_clerk")})
    assert faults(row(), register=StaffRegister(**known, held=held)) == [(2, "more_role")]
    assert faults(row(role="Chánh Văn phòng"), register=StaffRegister(has_chief=True)) == [(2, "role")]


def test_everybody_has_the_posts_of_the_list_and_nobody_an_account(council):
    sheet = imported(
        row(), row(3, full_name="Lê Văn Bình", email="binh@vidu.vn", role="Phó Chánh Văn phòng", more_role="")
    )

    posts = Post.objects.values_list("person__full_name", "role", "rank", "from_on", "decision")
    assert set(posts) == {
        ("Ngô Ngọc Lan", Role.OFFICE_STAFF, Rank.PRINCIPAL, STARTED, "15/QĐ-VP"),
        ("Ngô Ngọc Lan", Role.RECORDS_CLERK, Rank.PRINCIPAL, STARTED, "15/QĐ-VP"),
        ("Lê Văn Bình", Role.OFFICE_CHIEF, Rank.DEPUTY, STARTED, "15/QĐ-VP"),
    }
    lan = Person.objects.get(full_name="Ngô Ngọc Lan")
    assert (lan.email, lan.phone, sheet.state, sheet.rows) == ("lan@vidu.vn", "0912345678", "imported", [])
    assert (Account.objects.count(), mail.outbox) == (0, [])


def test_somebody_known_gets_the_post_and_no_second_record(council):
    known = make_person("Ngô Ngọc Lan", email="lan@vidu.vn")

    imported(row(more_role=""))

    assert [post.person for post in Post.objects.select_related("person")] == [known]


def test_one_wrong_row_keeps_all_out(council):
    chief = make_person("Lê Văn Bình")
    actions.appoint(actor=SYSTEM_ACTOR, person=chief, role=Role.OFFICE_CHIEF, from_on=STARTED)

    with pytest.raises(actions.SheetNotRight):
        imported(row(), row(3, email="b@vidu.vn", role="Chánh Văn phòng"))

    assert (Post.objects.count(), Person.objects.count()) == (1, 1)


def test_who_may_not_appoint_imports_no_staff(council):
    with pytest.raises(NotPermitted):
        imported(row(), actor=actor_with(Role.OFFICE_CHIEF))

    assert Post.objects.count() == 0
    chief = browser_of(council, Role.OFFICE_CHIEF)
    assert (chief.get(UPLOAD).status_code, UPLOAD in chief.get(reverse("people:index", CONF)).content.decode()) == (
        403,
        False,
    )


def test_an_administrator_imports_on_pages(council):
    administrator = browser_of(council, Role.ADMINISTRATOR)
    assert b"".join(administrator.get(TEMPLATE))[:2] == b"PK"
    file = workbook_of([row()], columns=staff_columns())

    page = administrator.post(UPLOAD, {"started_on": "2026-04-02", "file": file}, follow=True)
    assert "Nhập 1 người" in words(page)
    sheet = SheetImport.objects.get()
    done = administrator.post(reverse("people:import_sheet", CONF, [sheet.id]), follow=True)

    assert "Đã nhập toàn bộ danh sách." in words(done)
    assert Post.objects.count() == 2
