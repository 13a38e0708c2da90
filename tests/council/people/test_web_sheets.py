"""The pages of lists in Excel: template, upload, faults by cell, correction, import as a whole, lists that go out."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from council.people.models import Mandate, Person, SheetImport
from council.people.sheets import delegate_columns
from council.roles import Role
from tests.council.people.lists import five_hundred, typed, workbook_of
from tests.factories.browsers import browser_of
from tests.factories.people import make_delegate, make_person, make_team, make_term
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"
UPLOAD = reverse("people:import_delegates", CONF)
TEMPLATE, LIST = reverse("people:delegates_template", CONF), reverse("people:delegates_list", CONF)
DAY = "2026-04-02"


@pytest.fixture
def chief(council):
    make_term()
    return browser_of(council, Role.OFFICE_CHIEF)


def sent(browser, *rows, **more):
    return browser.post(UPLOAD, {"started_on": DAY, "file": workbook_of(rows), **more})


def at(name: str) -> str:
    return reverse(f"people:{name}", CONF, [SheetImport.objects.latest("created_at").id])


def book_of(answer):
    return load_workbook(io.BytesIO(b"".join(answer))).active


def test_the_template_filled_in_is_taken(chief):
    book = load_workbook(io.BytesIO(b"".join(chief.get(TEMPLATE))))
    headings = [cell.value for cell in book.active[1]]
    assert headings[:3] == ["Họ và tên *", "Giới tính *", "Ngày sinh *"]
    assert {str(rule.sqref).split(":")[0] for rule in book.active.data_validations.dataValidation} >= {"B2", "D2"}
    book.active.append(["Lê Thị Lan", "Nữ", "1980"])
    out = io.BytesIO()
    book.save(out)
    out.name = "mau.xlsx"
    out.seek(0)

    answer = chief.post(UPLOAD, {"started_on": DAY, "file": out}, follow=True)

    assert "1/1 dòng đúng" in words(answer)
    assert (Person.objects.filter(full_name="Lê Thị Lan").count(), answer.status_code) == (0, 200)


def test_faults_stand_by_row_and_cell_with_what_was_typed(chief):
    answer = chief.get(sent(chief, typed(2), typed(3, gender="Nuw"), typed(4, birth="31/02/1979", team="99")).url)

    page = words(answer)
    assert "1/3 dòng đúng" in page
    assert "3 ô cần sửa" in page
    assert re.search(r"Dòng 3 · Nguyễn Thị Minh Anh D Giới tính Đã ghi “Nuw”\. Phải là một trong: Nữ, Nam\.", page)
    assert "Đã ghi “31/02/1979”. Không có ngày này trong lịch." in page
    assert "Đã ghi “99”. Phải là số nguyên từ 1 đến 60." in page
    assert "Nhập 3 đại biểu" not in page
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_cells_are_corrected_on_the_page_and_then_all_are_imported_once(chief):
    sent(chief, typed(2), typed(3, gender="Nuw"), typed(4, birth="hôm qua"))
    refused = chief.post(at("import_sheet"))
    assert (refused.status_code, Mandate.objects.count()) == (422, 0)
    assert "Chưa nhập dòng nào" in words(refused)

    corrected = chief.post(at("sheet"), {"version": "1", "o-3-gender": "Nam", "bo": "4"}, follow=True)
    assert "2/2 dòng đúng" in words(corrected)
    assert "Nhập 2 đại biểu" in words(corrected)
    done = [chief.post(at("import_sheet"), follow=True) for _click in range(2)]

    assert ["Đã nhập toàn bộ danh sách." in words(answer) for answer in done] == [True, True]
    assert Mandate.objects.count() == 2


def test_the_list_of_delegates_leads_to_both_ways_of_excel(chief):
    assert LIST not in chief.get(reverse("people:index", CONF)).content.decode()
    make_delegate("Đặng Thị Hằng")

    page = chief.get(reverse("people:index", CONF), {"tim": "hang"}).content.decode()

    assert f'href="{LIST}?tim=hang&amp;tep=xlsx"' in page
    assert f'href="{UPLOAD}"' in page


def test_a_correction_from_an_old_window_is_told_and_changes_nothing(chief):
    sent(chief, typed(2, gender="Nuw"))
    chief.post(at("sheet"), {"version": "1", "o-2-gender": "Nữ"})

    for version in ("1", "không", ""):
        answer = chief.post(at("sheet"), {"version": version, "o-2-gender": "Nam"})
        assert (answer.status_code, "vừa được người khác cập nhật" in words(answer)) == (409, True)

    assert SheetImport.objects.get().rows[0][1]["gender"] == "Nữ"


def test_cells_that_are_none_are_ignored(chief):
    sent(chief, typed(2, gender="Nuw"))

    chief.post(at("sheet"), {"version": "1", "o-2-origin": "x", "o-x-gender": "y", "o-2-gender": "Nữ", "bo": "x"})

    assert SheetImport.objects.get().rows == [[2, typed(2).cells]]


def test_a_hostile_or_foreign_file_is_refused_beside_the_field(chief):
    answer = chief.post(UPLOAD, {"started_on": DAY, "file": io.BytesIO(b"MZ")})

    assert (answer.status_code, SheetImport.objects.count()) == (422, 0)
    assert "Tệp danh sách: " in words(answer)
    assert chief.post(UPLOAD, {"started_on": DAY}).status_code == 422


def test_a_list_is_thrown_away_or_taken_up_again(chief):
    sent(chief, typed(2))
    assert "chưa nhập xong" in words(chief.get(UPLOAD))

    gone = chief.post(at("discard_sheet"), follow=True)

    assert "hệ thống không giữ lại nội dung" in words(gone)
    assert SheetImport.objects.get().rows == []
    assert "Đã bỏ" in words(chief.get(at("sheet")))
    assert chief.post(at("import_sheet")).status_code == 409


def test_more_delegates_than_seats_and_new_teams_are_told_before(council):
    make_term(seats_total=1)
    chief = browser_of(council, Role.OFFICE_CHIEF)

    page = words(chief.get(sent(chief, typed(2, team="4"), typed(3, team="2")).url))

    assert "Sau khi nhập sẽ có 2 đại biểu, nhiều hơn 1 đại biểu được bầu" in page
    assert "sẽ lập các tổ số 2, 4" in page


def test_the_administrator_has_no_sensitive_columns(council):
    make_term()
    administrator = browser_of(council, Role.ADMINISTRATOR)
    headings = [cell.value for cell in book_of(administrator.get(TEMPLATE))[1]]
    assert "Dân tộc" not in headings

    refused = sent(administrator, typed(2))
    taken = administrator.post(
        UPLOAD, {"started_on": DAY, "file": workbook_of([typed(2)], columns=delegate_columns(sensitive=False))}
    )

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert "Cột không có trong tệp mẫu: Dân tộc" in words(refused)


@pytest.mark.parametrize("role", [Role.COUNCIL_CHAIR, Role.DELEGATE, Role.OFFICE_STAFF])
def test_others_have_no_import(council, role):
    make_term()
    chief, browser = browser_of(council, Role.OFFICE_CHIEF), browser_of(council, role)
    sent(chief, typed(2))

    for address in (UPLOAD, TEMPLATE, at("sheet")):
        assert browser.get(address).status_code == 403
    for address in (UPLOAD, at("sheet"), at("import_sheet"), at("discard_sheet")):
        assert browser.post(address).status_code == 403
    assert (Mandate.objects.count(), SheetImport.objects.get().state) == (0, "checking")
    assert "Nhập từ Excel" not in words(browser.get(reverse("people:index", CONF)))


def test_the_list_goes_out_as_it_is_filtered_and_without_formulas(council):
    staff = browser_of(council, Role.OFFICE_STAFF)
    person = make_person("Đặng Thị Hằng", birth_year=1979, main_job="=1+1", phone="0912345678")
    make_delegate(person=person, team=make_team(1))
    make_delegate("Ngô Văn Cường")

    everybody, found = book_of(staff.get(LIST)), book_of(staff.get(LIST, {"tim": "dang thi"}))

    assert [row[1] for row in everybody.iter_rows(min_row=2, values_only=True)] == ["Ngô Văn Cường", "Đặng Thị Hằng"]
    (row,) = found.iter_rows(min_row=2)
    assert [cell.value for cell in row[:5]] == [1, "Đặng Thị Hằng", "Chưa ghi", 1979, "=1+1"]
    assert (row[4].data_type, bool(row[4].quotePrefix)) == ("s", True)
    assert "0912345678" not in str([cell.value for cell in row])


def test_five_hundred_delegates_are_previewed_at_once(chief):
    upload = workbook_of(five_hundred())

    answer = chief.get(chief.post(UPLOAD, {"started_on": DAY, "file": upload}).url)

    assert "480/500 dòng đúng" in words(answer)
    assert "20 ô cần sửa" in words(answer)
    assert Mandate.objects.count() == 0
