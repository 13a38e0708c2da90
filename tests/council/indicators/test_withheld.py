"""People's structure on the dashboards: what could point at a person is shown as withheld, and told by nothing else."""

import io
import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from council.indicators.queries.province import get_province
from council.roles import Role
from hub.dashboards import choosing, parts
from hub.dashboards.boards import Area
from hub.dashboards.groups import grouped, spread
from hub.dashboards.parts import is_told_for
from hub.dashboards.scales import scale_of
from hub.dashboards.spans import Kind, Span, month_of, term_of, year_of
from tests.council.indicators.conftest import counted
from tests.council.indicators.test_province import counted_queries
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of

ORIGIN = "delegates_by_origin"
MINORITY = f"{ORIGIN}:ethnic_group.minority"
PAGE = f"/toan-tinh/?so-lieu={MINORITY}&ky=2026"
TODAY = date(2026, 11, 22)
YEAR = year_of(TODAY)


def shown(name: str = MINORITY):
    return choosing.chosen(name, choosing.shown())


def elected(council, group: str, n: int, year: int = 2026) -> None:
    counted(council, ORIGIN, group, date(year, 3, 15), n)


def board_of(province, name: str = MINORITY, span: Span = YEAR):
    chair = actor_with(Role.COUNCIL_CHAIR, place=province.key)
    return get_province(chair, province, chosen=shown(name), span=span, today=TODAY)


def told(board) -> dict:
    return {
        area.name: (area.value, area.is_withheld) for area in board.areas if area.value is not None or area.is_withheld
    }


@pytest.fixture
def structure(fresh_province, communes):
    """Three communes with 2, 8 and 9 of a minority, the province's own council with 6."""
    vien, hoalu, thai = communes()
    for council, minority in ((vien, 2), (hoalu, 8), (thai, 9), (fresh_province, 6)):
        elected(council, "majority", 20)
        elected(council, "minority", minority)
    elected(hoalu, "minority", 7, 2025)
    return fresh_province


def test_small_figure_is_withheld_with_another_and_nothing_is_added_up(structure):
    board = board_of(structure)

    assert told(board) == {"Gia Viễn": (None, True), "Hoa Lư": (8, False), "Đồng Thái": (9, False)}
    assert (board.chosen.value, board.chosen.own, board.withheld) == (25, None, 1)
    assert [(start.year, n) for start, n in board.trend] == [(2022, 0), (2023, 0), (2024, 0), (2025, 7), (2026, 25)]


def test_where_all_of_the_province_are_few_nothing_is_told(fresh_province, communes):
    vien, *_ = communes()
    elected(vien, "minority", 3)

    board = board_of(fresh_province)

    assert {is_withheld for _value, is_withheld in told(board).values()} == {True}
    assert (board.chosen.value, board.chosen.own, board.trend[-1][1]) == (None, None, None)


def test_running_year_is_compared_with_nothing_and_a_past_one_with_the_year_before(structure):
    assert {area.earlier for area in board_of(structure).areas} == {None}

    past = board_of(structure, span=year_of(date(2025, 5, 5)))
    assert {area.name: area.earlier for area in past.areas if area.council} == {
        "Gia Viễn": 0, "Hoa Lư": 0, "Đồng Thái": 0,
    }  # fmt: skip


def test_page_says_withheld_on_tiles_table_and_sheet(structure):
    browser = browser_of(structure, Role.COUNCIL_CHAIR)

    tiles = browser.get(PAGE).content.decode()
    table = browser.get(f"{PAGE}&xem=bang").content.decode()

    assert tiles.count("level-withheld") == 2, "the tile and the legend"
    assert "Số dưới 5 có thể chỉ ra một người" in tiles
    row = next(part for part in table.split("<tr") if ">Gia Viễn<" in part)
    value, _of_the_year_before, change = re.findall(r"<td class=\"num\">(.*?)</td>", row, re.DOTALL)
    assert "không hiển thị" in value
    assert not re.search(r"\d", value + change)
    assert "Toàn bộ" in table
    assert "Gần nhất" not in table
    sheet = browser.get(f"{PAGE}&tep=xlsx")
    rows = list(load_workbook(io.BytesIO(b"".join(sheet) if sheet.streaming else sheet.content)).active.values)
    assert next(row for row in rows if row and row[0] == "Gia Viễn")[3] == "không hiển thị"


def test_record_shows_the_groups_of_its_year(structure):
    codes = {area.name: area.code for area in board_of(structure).areas}
    browser = browser_of(structure, Role.COUNCIL_CHAIR)

    few, enough = (
        browser.get(f"/toan-tinh/{codes[name]}/?ky=2026-11").content.decode() for name in ("Gia Viễn", "Hoa Lư")
    )

    found = re.compile(r"thành phần: (?P<group>Dân tộc thiểu số)</th><td class=\"num\">(?:<span[^>]*>)?(?P<n>[^<]*)<")
    assert found.findall(few) == [("Dân tộc thiểu số", "không hiển thị")]
    assert found.findall(enough) == [("Dân tộc thiểu số", "8")]
    assert all("Cơ cấu đại biểu, Năm 2026" in page for page in (few, enough))
    assert "Cơ cấu đại biểu" not in browser.get(f"/toan-tinh/{codes['Hoa Lư']}/?ky=2023").content.decode()


def test_number_of_queries_does_not_grow_with_the_communes(fresh_province, communes):
    names = (("Xã Gia Viễn", "commune"), ("Phường Hoa Lư", "ward"), ("Xã Đồng Thái", "commune"))
    communes(names[:1])
    _, for_one = counted_queries(lambda: board_of(fresh_province))
    communes(names[1:])

    _, for_three = counted_queries(lambda: board_of(fresh_province))

    assert for_one == for_three <= 18


def test_every_group_of_the_withheld_measures_can_be_chosen():
    names = [one.name for one in parts.parts()]

    assert names[0] == ORIGIN or ORIGIN in names
    assert {MINORITY, "delegates_by_schooling:schooling.master", f"{ORIGIN}:party.member"} <= set(names)
    assert str(shown().label).endswith(": Dân tộc thiểu số")
    assert not any("gone" in name for name in names)
    assert len(set(names)) == len(names)


def test_part_is_shown_by_years_alone():
    term = term_of("2026–2031", date(2026, 3, 15), None, today=TODAY)

    assert choosing.span_for(shown(), month_of(TODAY), today=TODAY) == YEAR
    assert choosing.span_for(shown(), term, today=TODAY) == YEAR
    assert choosing.span_for(choosing.offered()[0], term, today=TODAY) == term
    assert not is_told_for(shown(), Span(Kind.YEAR, date(2025, 1, 1), date(2025, 11, 22)))


pictures = st.lists(
    st.tuples(st.sampled_from(["xã", "phường"]), st.one_of(st.none(), st.integers(0, 40))), min_size=1, max_size=12
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pictures, st.integers(1, 40))
def test_pictures_are_the_same_whatever_is_withheld(drawn, secret):
    """Colours, spread and comparison come from shown figures alone: a withheld one of any size changes nothing."""
    areas = [
        Area(str(n), str(n), kind, None, value, is_withheld=value is None) for n, (kind, value) in enumerate(drawn)
    ]
    bare = [area for area in areas if not area.is_withheld]

    scale = scale_of(area.value for area in areas)

    assert scale == scale_of(area.value for area in bare)
    assert spread((area.value for area in areas), scale) == spread((area.value for area in bare), scale)
    for some in (areas, bare):
        assert grouped(some, lambda area: area.kind, ["xã", "phường"], str) == grouped(
            bare, lambda area: area.kind, ["xã", "phường"], str
        )
    assert all(area.change is None and str(area.shown) == "không hiển thị" for area in areas if area.is_withheld)
