"""A province's dashboard whole: the same figures in every view of its map, every kind of period, their standing."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from council.roles import Role
from kernel import clock
from tests.council.indicators.conftest import issued, official_names
from tests.factories.browsers import browser_of
from tests.factories.people import make_term
from tests.hub.dashboards.test_shapes import feature, file_of, square
from tests.kernel.accounts.browsers import words

PAGE = "/toan-tinh/"
ASKED = "so-lieu=resolutions_issued"
TILE = re.compile(r'<span class="tile-name">([^<]+)</span><b>([^<]+)</b>')
SHAPE = re.compile(r"<title>(?:Xã|Phường) ([^<]+): ([^<]+)</title>")
ROW = re.compile(
    r'<th scope="row"><a href="[^"]+">([^<]+)</a></th><td>[^<]+</td><td class="num">(?:<a [^>]+>)?([\d.]+)'
)


def draw(office, rows) -> None:
    """Bring an outline for each commune and show them."""
    fields = [feature(square(105.7 + number / 20, 20.6, 0.05), ma=row.unit_code) for number, row in enumerate(rows)]
    file = SimpleUploadedFile("ninhbinh.geojson", file_of(*fields))
    office.post(office.post(f"{PAGE}ban-do/hinh/", {"file": file, "source": "Sở Nông nghiệp và Môi trường"}).url)


def test_tiles_outlines_table_and_workbook_say_the_same(fresh_province, communes):
    rows = communes(official_names()[:30])
    for number, row in enumerate(rows):
        issued(row, number * 97 % 1301, clock.today())
    office = browser_of(fresh_province, Role.OFFICE_CHIEF)
    draw(office, rows)

    tiles, shapes, table = (
        office.get(f"{PAGE}?{ASKED}{view}").content.decode() for view in ("", "&xem=hinh", "&xem=bang")
    )
    book = load_workbook(io.BytesIO(b"".join(office.get(f"{PAGE}?{ASKED}&tep=xlsx").streaming_content))).active

    told = dict(ROW.findall(table))
    assert len(told) == 30
    assert {name: n for name, n in TILE.findall(tiles) if n != "–"} == told
    assert dict(SHAPE.findall(shapes)) == told
    lines = {row[0]: row[3] for row in book.iter_rows(values_only=True) if row[0] in told}
    assert {name: f"{n:,}".replace(",", ".") for name, n in lines.items()} == told


def test_each_kind_of_period_counts_its_own_days_and_keeps_them_when_looked_into(fresh_province, communes):
    (vien, *_), today = communes(), clock.today()
    make_term(starts_on=date(today.year - 3, 5, 1))
    for days_before, n in ((0, 1), (400, 10), (2200, 100)):
        issued(vien, n, date.fromordinal(today.toordinal() - days_before))
    chair = browser_of(fresh_province, Role.COUNCIL_CHAIR)
    quarter = (today.month + 2) // 3
    expected = {f"{today:%Y-%m}": ("Tháng", 1), f"{today.year}-q{quarter}": ("Quý", 1), str(today.year): ("Năm", 1)}

    for key, (name, n) in {**expected, "nhiem-ky": ("Nhiệm kỳ", 11)}.items():
        page = chair.get(f"{PAGE}?{ASKED}&ky={key}")

        assert (page.context["board"].chosen.value, page.context["span"].key) == (n, key)
        assert [str(tab) for tab, _href, current in page.context["periods"] if current] == [name]
        tile = re.search(rf'href="({PAGE}{vien.unit_code}/[^"]+)"', page.content.decode())
        record = chair.get(tile[1].replace("&amp;", "&"))
        assert record.context["span"].key == key
        assert f"Nghị quyết đã ban hành {n} " in words(record)


@pytest.mark.parametrize("role", [Role.COUNCIL_VICE_CHAIR, Role.OFFICE_STAFF])
def test_standing_print_and_half_years_report_are_one_step_away(fresh_province, communes, role):
    vien, *_ = communes()
    browser = browser_of(fresh_province, role)

    board, record = browser.get(PAGE), browser.get(f"{PAGE}{vien.unit_code}/")

    for page in (board, record):
        assert re.search(rf"số liệu đến \d\d:\d\d ngày {clock.today():%d/%m/%Y}", words(page).lower())
        assert "chưa đối chiếu lần nào" in words(page)
    assert "từ 3/129 hội đồng cấp xã" in words(board)
    assert "data-print" in board.content.decode()
    assert "Báo cáo 6 tháng" in words(board)
    assert browser.get(board.context["report_href"]).status_code == 200
