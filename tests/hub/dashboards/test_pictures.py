"""What the pictures are made of: levels of colour, places of tiles, groups of like units, and readable contrast."""

import re
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.dashboards import nation
from hub.dashboards.asking import Asked, asked_of, ordered
from hub.dashboards.boards import Area, find_areas
from hub.dashboards.groups import COMMUNES, PROVINCES, grouped, spread
from hub.dashboards.scales import Band, scale_of
from hub.dashboards.spots import MOST_COLUMNS, MOST_ROWS, Spot, clashes, placed, proposed, size_of
from kernel.ui.charts import BOTTOM, HEIGHT, TOP, bar_chart
from presets.people import people_of_provinces, sources_of_people
from presets.units import communes_of, provinces
from tests.house.source import ROOT

pytestmark = pytest.mark.unit

CSS = ROOT / "platform/hub/dashboards/static/dashboards/dashboard.css"
LEVEL = re.compile(
    r"^  (?P<where>\.is-worse )?\.level-\d \{ background: #(?P<fill>[0-9a-f]{6}); color: #(?P<text>[0-9a-f]{3,6}); \}$",
    re.M,
)
READABLE = 4.5
UNHURRIED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def area(name, value=None, *, earlier=None, kind="commune"):
    return Area(name, name, kind, None, value, earlier)


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        colour = "".join(2 * sign for sign in colour) if len(colour) == 3 else colour
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_on_each_level_of_colour_can_be_read():
    pairs = [(found["fill"], found["text"]) for found in LEVEL.finditer(CSS.read_text())]

    assert len(pairs) == 11
    assert [pair for pair in pairs if contrast(*pair) < READABLE] == []


def test_outlines_have_the_colours_of_the_legend():
    styles = CSS.read_text()
    fills = re.compile(
        r"^  \.shapemap(?P<where>\.is-worse)? \.fill-(?P<level>[1-5]) \{ fill: #(?P<fill>\w+); \}$", re.M
    )
    levels = re.compile(r"^  (?P<where>\.is-worse )?\.level-(?P<level>[1-5]) \{ background: #(?P<fill>\w+);", re.M)

    drawn, told = (
        {(bool(one["where"]), one["level"]): one["fill"] for one in pattern.finditer(styles)}
        for pattern in (fills, levels)
    )
    assert drawn == told
    assert len(drawn) == 10


def test_scale_has_round_steps_and_an_open_end():
    scale = scale_of([0, None, 22, 3])

    assert scale.bands == (Band(1, 1, 5), Band(2, 6, 10), Band(3, 11, 15), Band(4, 16, 20), Band(5, 21, None))
    assert [scale.level_of(value) for value in (None, 0, 1, 5, 6, 22)] == [None, 0, 1, 1, 2, 5]


def test_scale_of_small_numbers_has_no_empty_levels():
    assert scale_of([0, 2]).bands == (Band(1, 1, 1), Band(2, 2, 2))
    assert scale_of([]).bands == (Band(1, 1, 1),)


@UNHURRIED
@given(st.lists(st.integers(0, 5_000_000), min_size=1, max_size=40))
def test_each_number_lies_in_the_band_of_its_level(values):
    scale = scale_of(values)
    bands = {band.level: band for band in scale.bands}

    for value in values:
        level = scale.level_of(value)
        assert (level == 0) is (value == 0)
        if level:
            band = bands[level]
            assert band.low <= value
            assert band.high is None or value <= band.high


@UNHURRIED
@given(st.integers(0, 250))
def test_proposal_is_a_block_in_which_nobody_stands_on_another(count):
    codes = [str(number) for number in range(count)]

    spots = proposed(codes)

    assert list(spots) == codes
    assert clashes(spots) == {}
    assert all(spot.is_on_map for spot in spots.values())
    rows, columns = size_of(spots.values())
    assert rows * columns <= max(4, 2 * count)


def test_proposal_for_a_province_looks_like_a_map():
    spots = proposed([unit.code for unit in communes_of("37")])

    widths = [sum(spot.row == row for spot in spots.values()) for row in range(1, size_of(spots.values())[0] + 1)]
    assert widths[0] < max(widths) > widths[-1]
    assert max(len(communes_of(unit.code)) for unit in provinces()) <= MOST_ROWS * MOST_COLUMNS


def test_who_has_no_place_yet_stands_below_and_never_on_another():
    known = {"a": Spot(1, 1), "b": Spot(1, 2), "gone": Spot(5, 5), "c": Spot(1, 1), "d": Spot(99, 1)}

    assert placed(["a", "b", "c", "d"], known) == {
        "a": Spot(1, 1),
        "b": Spot(1, 2),
        "c": Spot(2, 1),
        "d": Spot(2, 2),
    }
    assert placed(["x"], known) == proposed(["x"])


def test_clash_names_the_others():
    assert clashes({"a": Spot(1, 1), "b": Spot(1, 1), "c": Spot(2, 1)}) == {"a": ["b"], "b": ["a"]}


def test_each_province_has_one_place_in_its_part_of_the_country():
    spots = nation.spots_of_provinces()

    assert set(spots) == {unit.code for unit in provinces()}
    assert clashes(spots) == {}
    hanoi, hue, city, camau = (spots[code] for code in ("01", "46", "79", "96"))
    assert hanoi.row < hue.row < city.row < camau.row
    assert {code for _name, code in nation.ISLANDS.values()} == {"48", "56"}
    assert not set(nation.ISLANDS) & set(spots.values())


def test_like_is_compared_with_like():
    areas = [area("a", 4), area("b", 1), area("c", 9, kind="ward"), area("d")]

    found = grouped(areas, lambda one: one.kind, ["commune", "ward", "special_zone"], str.upper)

    assert [(one.name, one.count, one.lowest, one.middle, one.average, one.highest) for one in found] == [
        ("COMMUNE", 2, 1, 1, Fraction(5, 2), 4),
        ("WARD", 1, 9, 9, Fraction(9), 9),
    ]


def test_bands_of_population_begin_where_the_others_end():
    assert [COMMUNES.of(people) for people in (0, 9_999, 10_000, 39_999, 40_000, None)] == [0, 0, 1, 2, 3, 4]
    assert [str(COMMUNES.name(number)) for number in (0, 4)] == ["dưới 10.000 dân", "chưa có dân số"]


def test_every_province_has_its_people_and_no_band_of_provinces_is_empty():
    people = people_of_provinces()

    assert set(people) == {unit.code for unit in provinces()}
    assert sum(people.values()) == pytest.approx(110_000_000, rel=0.06)
    assert {PROVINCES.of(number) for number in people.values()} == {0, 1, 2, 3}
    assert len(sources_of_people()) == 2


def test_spread_counts_every_unit_with_a_figure_once():
    values = [0, 0, 1, 6, 22, None]

    found = spread(values, scale_of(values))

    assert [one.count for one in found] == [2, 1, 1, 0, 0, 1]


def test_units_are_found_without_diacritics_and_ordered():
    areas = [area("Đồng Thái", 2, earlier=5), area("Gia Viễn", 7, earlier=1), area("Hoa Lư")]

    assert [one.name for one in find_areas(areas, "dong thai")] == ["Đồng Thái"]
    assert [one.name for one in ordered(areas, Asked(column="doi", falling=True))] == [
        "Gia Viễn",
        "Đồng Thái",
        "Hoa Lư",
    ]
    assert ordered(areas, Asked()) == areas


@pytest.mark.parametrize("text", ["Phường Hoa Lư", "phuong hoa", "hoa lư", "Phường"])
def test_units_are_found_by_their_kind_as_it_is_said(text):
    areas = [area("Gia Viễn"), area("Hoa Lư", kind="ward")]

    assert [one.name for one in find_areas(areas, text)] == ["Hoa Lư"]


def test_no_stored_word_of_a_kind_finds_anything():
    areas = [area("Hoa Lư", kind="ward"), area("Hà Nội", kind="city"), area("Cồn Cỏ", kind="special_zone")]

    assert [find_areas(areas, text) for text in ("ward", "city", "special", "xa")] == [[]] * 4
    assert [one.name for one in find_areas(areas, "thành phố Hà Nội")] == ["Hà Nội"]
    assert [one.name for one in find_areas(areas, "dac khu")] == ["Cồn Cỏ"]


def test_address_keeps_what_is_known_only():
    asked = asked_of({"so-lieu": "a" * 99, "ky": "2026", "xem": "3d", "sap": "; drop", "giam": "vv", "tim": "b" * 99})

    assert asked == Asked(measure="a" * 60, period="2026", text="b" * 60)
    assert Asked(period="2026").address(so_lieu="x", ky="") == "?so-lieu=x"


def test_bars_stand_on_the_ground_and_keep_their_proportion():
    chart = bar_chart([("1", 5), ("2", 10), ("3", 0)], target=8)

    assert [bar.y + bar.height for bar in chart.bars] == [HEIGHT - BOTTOM] * 3
    assert chart.bars[1].height == 2 * chart.bars[0].height == HEIGHT - TOP - BOTTOM
    assert chart.bars[1].y < chart.target_y < chart.bars[0].y
    assert [line.value for line in chart.lines] == [0, 2, 4, 6, 8, 10]


def test_the_scale_has_room_for_its_numbers():
    few, many = bar_chart([("1", 9)]), bar_chart([("1", 1_000_000)])

    assert (few.left, many.left > few.left) == (48, True)
    assert many.scale_x >= 11 * len("1.000.000")
    assert many.bars[0].x > many.left


def test_many_bars_leave_out_names_not_bars():
    chart = bar_chart([(str(number), number) for number in range(60)])

    assert (len(chart.bars), sum(bar.is_named for bar in chart.bars), chart.shows_numbers) == (60, 12, False)
