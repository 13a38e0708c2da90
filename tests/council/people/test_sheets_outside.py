"""Lists of agencies with contacts: faults by cell, nothing before all is right, then all at once."""

import io
import re
import time

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from council.people import actions
from council.people.models import Contact, OutsideBody, SheetImport, SheetKind
from council.people.sheets import OutsideRegister, check_outside, outside_columns
from council.roles import Role
from kernel import clock
from kernel.access import NotPermitted
from kernel.keys import new_key
from kernel.sheets import Typed
from tests.council.people.lists import workbook_of
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import STARTED, make_contact, make_outside
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"
UPLOAD, TEMPLATE = reverse("people:import_outside", CONF), reverse("people:outside_template", CONF)
CHIEF = actor_with(Role.OFFICE_CHIEF)
RIGHT = {
    "name": "Sở Tài chính",
    "kind": "Sở, ban, ngành, phòng",
    "abbreviation": "STC",
    "address": "Phường Hoa Lư",
    "email": "stc@vidu.vn",
    "contact_name": "Phạm Thu Hằng",
    "contact_post": "Chánh Văn phòng Sở",
    "contact_phone": "0912 345 678",
    "contact_email": "hang@vidu.vn",
}
FRONT = {"name": "Uỷ ban MTTQ", "kind": "Uỷ ban Mặt trận Tổ quốc Việt Nam"}


def row(number: int = 2, **cells: str) -> Typed:
    return Typed(number, {**RIGHT, **cells})


def faults(*rows: Typed, register: OutsideRegister | None = None) -> list[tuple[int, str]]:
    checked = check_outside(rows, register=register or OutsideRegister())
    return [(fault.row, fault.column) for fault in checked.faults]


def take(*rows: Typed, actor=CHIEF) -> SheetImport:
    return actions.take_sheet(
        actor=actor, kind=SheetKind.OUTSIDE, file_name="co-quan.xlsx", typed=rows, started_on=STARTED
    )


def imported(sheet: SheetImport, actor=CHIEF) -> SheetImport:
    return actions.import_sheet(actor=actor, sheet=sheet, now=clock.now())


def at(name: str) -> str:
    return reverse(f"people:{name}", CONF, [SheetImport.objects.latest("created_at").id])


@pytest.fixture
def chief(council):
    return browser_of(council, Role.OFFICE_CHIEF)


def sent(browser, *rows: Typed):
    file = workbook_of(rows, columns=outside_columns())
    return browser.post(UPLOAD, {"started_on": "2026-04-02", "file": file})


@pytest.mark.unit
@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([row(), row(3, contact_name="Lê Văn Bình")], []),
        ([row(name="")], [(2, "name")]),
        ([row(kind="Bộ")], [(2, "kind")]),
        ([row(contact_email="không có"), row(3, contact_name="X")], [(2, "contact_email"), (3, "contact_name")]),
        ([row(), row(3)], [(3, "contact_name")]),
        ([row(), row(3, name="so tai chinh", contact_name="Lê Văn Bình", kind="Khách mời")], [(3, "kind")]),
        ([row(contact_name="")], [(2, "contact_name")]),
        ([Typed(2, FRONT)], []),
        ([row(contact_phone="12")], [(2, "contact_phone")]),
    ],
)
def test_faults_stand_at_their_cells(rows, wrong):
    assert faults(*rows) == wrong


@pytest.mark.unit
def test_what_the_council_knows_is_not_contradicted():
    register = OutsideRegister(
        bodies={"so tai chinh": (new_key(), "agency")}, contacts=frozenset({("so tai chinh", "pham thu hang")})
    )

    assert faults(row(contact_name="Lê Văn Bình"), register=register) == []
    assert faults(row(), register=register) == [(2, "contact_name")]
    assert faults(row(kind="Khách mời", contact_name="Lê Văn Bình"), register=register) == [(2, "kind")]
    assert faults(Typed(2, {"name": "Sở Tài chính", "kind": RIGHT["kind"]}), register=register) == [(2, "name")]


def test_a_right_list_makes_bodies_and_contacts_at_once(council):
    imported(take(row(), row(3, contact_name="Lê Văn Bình", contact_email="binh@vidu.vn"), Typed(4, FRONT)))

    body = OutsideBody.objects.get(kind="agency")
    assert (body.name, body.abbreviation, body.address, body.email) == (
        "Sở Tài chính",
        "STC",
        "Phường Hoa Lư",
        "stc@vidu.vn",
    )
    first = Contact.objects.get(full_name="Phạm Thu Hằng")
    assert (first.body, first.post, first.phone, first.email, first.from_on) == (
        body,
        "Chánh Văn phòng Sở",
        "0912345678",
        "hang@vidu.vn",
        STARTED,
    )
    assert (OutsideBody.objects.count(), body.contacts.count()) == (2, 2)


def test_a_known_body_gets_the_new_contacts_and_stays_as_it_is(council):
    known = make_contact(make_outside(abbreviation="TC")).body
    with pytest.raises(actions.SheetNotRight):
        imported(take(row()))

    imported(take(row(contact_name="Lê Văn Bình")))

    known.refresh_from_db()
    assert (OutsideBody.objects.count(), known.contacts.count(), known.abbreviation) == (1, 2, "TC")


def test_one_wrong_row_keeps_all_out(council):
    sheet = take(row(), row(3, name="Sở Nội vụ", kind="Bộ"))

    with pytest.raises(actions.SheetNotRight):
        imported(sheet)

    assert (OutsideBody.objects.count(), Contact.objects.count(), SheetImport.objects.get().state) == (0, 0, "checking")


def test_who_keeps_no_bodies_imports_none(council):
    with pytest.raises(NotPermitted):
        take(row(), actor=actor_with(Role.OFFICE_STAFF))

    assert SheetImport.objects.count() == 0


def test_the_template_says_what_each_column_takes(chief):
    book = load_workbook(io.BytesIO(b"".join(chief.get(TEMPLATE))))

    assert [cell.value for cell in book.active[1]][:3] == ["Cơ quan, tổ chức *", "Loại *", "Tên viết tắt"]
    assert [str(rule.sqref).split(":")[0] for rule in book.active.data_validations.dataValidation] == ["B2"]


def test_faults_are_corrected_on_the_page_and_then_all_is_imported_once(chief):
    page = words(chief.get(sent(chief, row(), row(3, name="Sở Nội vụ", kind="Bộ")).url))
    assert "1/2 dòng đúng" in page
    assert re.search(r"Dòng 3 · Sở Nội vụ Loại Đã ghi “Bộ”", page)
    assert chief.post(at("import_sheet")).status_code == 422

    corrected = words(chief.post(at("sheet"), {"version": "1", "o-3-kind": "Khách mời"}, follow=True))
    assert "Nhập 2 dòng" in corrected
    done = [chief.post(at("import_sheet"), follow=True) for _click in range(2)]

    assert ["Đã nhập toàn bộ danh sách." in words(answer) for answer in done] == [True, True]
    assert OutsideBody.objects.count() == 2
    assert reverse("people:outside", CONF) in done[0].content.decode()


def test_five_hundred_rows_with_twenty_bad_ones_are_shown_within_two_seconds(chief):
    rows = [
        row(number, name=f"Sở số {number // 5}", contact_name=f"Phạm {_letters(number)}", **_wrong(number))
        for number in range(2, 502)
    ]
    address = sent(chief, *rows).url

    started = time.monotonic()
    page = words(chief.get(address))

    assert time.monotonic() - started < 2
    assert "480/500 dòng đúng" in page


def _wrong(number: int) -> dict[str, str]:
    return {"contact_email": "không có"} if number % 25 == 2 else {}


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()


def test_others_reach_neither_upload_nor_template(council):
    staff = browser_of(council, Role.OFFICE_STAFF)

    assert [staff.get(address).status_code for address in (UPLOAD, TEMPLATE)] == [403, 403]
    assert UPLOAD not in staff.get(reverse("people:outside", CONF)).content.decode()
