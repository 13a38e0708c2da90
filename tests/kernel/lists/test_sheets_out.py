"""Lists as workbooks: the rows of the page for whoever sees the page; harmless cells; who took persons out."""

import io
from datetime import datetime

import pytest
from django.urls import get_resolver, reverse
from openpyxl import load_workbook

from council.documents.actions import change_class
from council.documents.law import Confidentiality
from council.roles import Role
from kernel import clock, lists
from kernel.audit.models import AuditEntry
from kernel.lists import declaring
from tests.factories.browsers import browser_of
from tests.factories.documents import make_draft, make_published
from tests.factories.halls import OFFICE
from tests.factories.people import make_delegate

CONF = "config.urls_council"
DOCUMENTS = reverse("documents:index", CONF)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows_of(answer) -> list[tuple]:
    assert answer.status_code == 200, answer.status_code
    assert answer["Content-Type"] == XLSX
    return [*load_workbook(io.BytesIO(b"".join(answer))).active.iter_rows(values_only=True)]


def subjects(answer) -> list[str]:
    return [row[0] for row in rows_of(answer)[1:]]


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


def test_the_workbook_holds_what_the_filter_chose(council, staff):
    make_draft(subject="Về mức hỗ trợ học phí")
    make_published(subject="Về phân loại rác thải")

    everything = subjects(staff.get(DOCUMENTS, {"tep": "xlsx"}))
    chosen = staff.get(DOCUMENTS, {"tim": "rac thai", "tep": "xlsx"})

    assert everything == ["Về mức hỗ trợ học phí", "Về phân loại rác thải"]
    assert subjects(chosen) == ["Về phân loại rác thải"]
    assert chosen["Cache-Control"] == "private, no-store"
    assert 'filename="van-ban-' in chosen["Content-Disposition"]


def test_a_day_is_a_day_and_a_formula_is_a_text(council, staff):
    make_published(subject='=HYPERLINK("http://xau.example","Bấm")')

    answer = b"".join(staff.get(DOCUMENTS, {"tep": "xlsx"}))
    subject, issued = (load_workbook(io.BytesIO(answer)).active.cell(2, place) for place in (1, 7))

    assert (subject.data_type, subject.quotePrefix, subject.value[:10]) == ("s", True, "=HYPERLINK")
    assert isinstance(issued.value, datetime)
    assert issued.number_format == "dd/mm/yyyy"


def test_nobody_takes_out_what_the_page_hides(council):
    hidden = make_draft(subject="Về nhân sự chưa công bố")
    change_class(actor=OFFICE, document=hidden, to_class=Confidentiality.RESTRICTED, reason="Nhân sự", now=clock.now())
    clerk, delegate = browser_of(council, Role.RECORDS_CLERK), browser_of(council, Role.DELEGATE)

    assert subjects(clerk.get(DOCUMENTS, {"tep": "xlsx"})) == ["Về nhân sự chưa công bố"]
    assert subjects(delegate.get(DOCUMENTS, {"tep": "xlsx"})) == []


def test_a_list_is_refused_to_whom_its_page_is_refused(council):
    books = reverse("documents:books", CONF)
    browser = browser_of(council, Role.DELEGATE)

    assert browser.get(books).status_code == 403
    assert browser.get(books, {"tep": "xlsx"}).status_code == 403


def test_taking_persons_out_is_entered_and_documents_are_not(council, staff):
    make_delegate("Phạm Thị Hoa")
    make_draft()
    page = staff.get(reverse("people:index", CONF), {"tim": "hoa"})
    address = reverse("people:delegates_list", CONF)
    assert f'href="{address}?tim=hoa&amp;tep=xlsx"' in page.content.decode()
    before = AuditEntry.objects.count()

    rows_of(staff.get(DOCUMENTS, {"tep": "xlsx"}))
    assert AuditEntry.objects.count() == before
    rows_of(staff.get(address, {"tim": "hoa"}))

    entry = AuditEntry.objects.get(action="lists.take_out")
    assert (entry.reason, entry.fields) == ("people:index: 1", [])


def test_a_list_too_long_is_refused_with_a_way_out(council, staff, monkeypatch):
    monkeypatch.setattr(declaring, "MOST_ROWS", 1)
    make_draft(subject="Một")
    assert len(subjects(staff.get(DOCUMENTS, {"tep": "xlsx"}))) == 1
    make_draft(subject="Hai")

    answer = staff.get(DOCUMENTS, {"tep": "xlsx"})

    assert answer.status_code == 422
    assert "Hãy lọc hẹp lại" in answer.content.decode()


def test_lists_are_taken_out_so_often_and_no_more(council, staff, monkeypatch):
    monkeypatch.setattr(declaring, "MOST_TAKEN", 1)

    rows_of(staff.get(DOCUMENTS, {"tep": "xlsx"}))
    assert staff.get(DOCUMENTS, {"tep": "xlsx"}).status_code == 429


def test_every_declared_list_is_a_page_with_columns_or_a_door_of_its_own():
    assert get_resolver(CONF).url_patterns, "loads the views"
    found = declaring.declared()

    assert len(found) >= 12
    assert [one.page for one in found if bool(one.columns) is bool(one.written_at)] == []


@pytest.mark.unit
def test_a_page_is_declared_once():
    with pytest.raises(ValueError):
        lists.declare("documents:index", "Văn bản", ()) and lists.declare("documents:index", "Văn bản", ())
