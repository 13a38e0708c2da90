"""The library of templates: every kind that the council issues, in the edition of the day, as a Word file (Q-148)."""

import io
from datetime import date

import docx
import pytest

from council.documents.law import KINDS, Kind, outline
from council.documents.law.editions import EDITIONS, edition_at
from council.documents.models import Document
from council.roles import Role
from tests.factories.browsers import browser_of
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

PAGE = "/van-ban/mau/"
SOME = (Kind.INDIVIDUAL_RESOLUTION, Kind.REPORT, Kind.LETTER, Kind.MINUTES)


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


@pytest.mark.unit
def test_editions_follow_each_other_and_say_their_source():
    days = [edition.from_on for edition in EDITIONS]

    assert days == sorted(set(days))
    assert [edition.number for edition in EDITIONS] == list(range(1, len(EDITIONS) + 1))
    assert all(edition.source for edition in EDITIONS)
    assert edition_at(date(2026, 7, 1)) == EDITIONS[-1]
    assert edition_at(date(2019, 1, 1)) == EDITIONS[0]


def test_the_library_lists_kinds_with_edition_and_outline(staff):
    page = words(staff.get(PAGE))

    assert "Bản 1, dùng từ 05/03/2020 theo Nghị định 30/2020/NĐ-CP" in page
    assert all(
        KINDS[kind].name in page for kind in (Kind.REPORT, Kind.INDIVIDUAL_RESOLUTION, Kind.LETTER, Kind.MINUTES)
    )
    assert "Tình hình chung; Kết quả đạt được" in page


@pytest.mark.parametrize("kind", SOME)
def test_a_template_is_a_word_file_with_letterhead_and_outline_and_leaves_nothing_behind(staff, council, kind):
    answer = staff.get(f"{PAGE}{kind.value}/")

    file = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    said = "\n".join([paragraph.text for paragraph in file.paragraphs] + cells)
    assert "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
    assert all(article.title in said for article in outline(kind).articles)
    assert answer.headers["Content-Disposition"].endswith('-1.docx"')
    assert Document.objects.count() == 0


@pytest.mark.parametrize("kind", ["khong-co", "x" * 80])
def test_an_unknown_kind_is_not_found(staff, kind):
    assert staff.get(f"{PAGE}{kind}/").status_code == 404


def test_the_library_is_for_the_councils_people(council, client_of):
    assert client_of(council).get(PAGE).status_code == 302
    assert browser_of(council, Role.EXPERT).get(PAGE).status_code == 403


def test_the_library_costs_few_queries(staff):
    assert cost_of(staff, PAGE) <= 12
