"""Outlines from a file of unknown origin: what fits is drawn, what does not is told, what is wrong changes nothing."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.dashboards import shapes as reader
from hub.dashboards.shapes import BadShapes, read_shapes

pytestmark = pytest.mark.unit

UNITS = {
    "14329": ("Xã Gia Viễn", "Gia Viễn"),
    "14400": ("Phường Hoa Lư", "Hoa Lư"),
    "14500": ("Xã Tân Minh", "Tân Minh"),
    "14501": ("Phường Tân Minh", "Tân Minh"),
}


def square(east=105.0, north=20.0, side=0.1):
    return [[east, north], [east + side, north], [east + side, north + side], [east, north + side], [east, north]]


def feature(ring=None, geometry=None, **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": geometry or {"type": "Polygon", "coordinates": [ring or square()]},
    }


def file_of(*features, **changes) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **changes}).encode()


def test_units_are_found_by_code_then_by_name_without_diacritics():
    shapes = read_shapes(
        file_of(
            feature(ma_xa="14329", ten="Tên nào đó"),
            feature(square(105.1), ma_xa=14400),
            feature(square(105.2), TEN="xa gia vien"),
            feature(square(105.3), name="tan minh"),
            feature(square(105.4), name="PHUONG TAN MINH"),
            feature(square(105.5), name="Nơi khác"),
        ),
        UNITS,
    )

    assert [(match.code, str(match.why)) for match in shapes.matches] == [
        ("14329", ""),
        ("14400", ""),
        ("", "đơn vị này đã có một phần khác trong tệp"),
        ("", "tên này có ở nhiều đơn vị; hãy ghi mã đơn vị"),
        ("14501", ""),
        ("", "không khớp mã hay tên nào"),
    ]
    assert set(shapes.paths) == {"14329", "14400", "14501"}


def test_north_is_above_and_the_drawing_keeps_its_frame():
    shapes = read_shapes(
        file_of(feature(square(north=20.0), code="14329"), feature(square(north=20.5), code="14400")), UNITS
    )

    southern, northern = (
        min(int(point.split()[1]) for point in shapes.paths[code].strip("MZ").split("L")) for code in ("14329", "14400")
    )
    assert northern < southern <= shapes.height


def test_points_on_a_line_are_left_out_and_islands_stay_with_their_unit():
    wavy = [[105 + step / 1000, 20.0] for step in range(101)] + square()[2:]
    geometry = {"type": "MultiPolygon", "coordinates": [[wavy], [square(105.5, 20.5)]]}

    path = read_shapes(file_of(feature(geometry=geometry, code="14329")), UNITS).paths["14329"]

    assert path.count("M") == 2
    assert path.count("L") <= 8


POINT = {"type": "Point", "coordinates": [105, 20]}
NESTED = {"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection", "geometries": []}]}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7", "không đọc được như JSON"),
        (b"\xff\xfe{}", "không đọc được như JSON"),
        (b"[" * 100_000, "không đọc được như JSON"),
        (b'{"type": NaN}', "không đọc được như JSON"),
        (b"[]", "FeatureCollection"),
        (file_of(), "features rỗng"),
        (file_of(*[feature()] * 2_001), "quá nhiều phần"),
        (file_of({"type": "FeatureCollection", "features": []}), "Phần thứ 1 của tệp: không phải là Feature"),
        (file_of(feature(geometry=POINT)), "Polygon hoặc MultiPolygon"),
        (file_of(feature(geometry=NESTED)), "Polygon hoặc MultiPolygon"),
        (file_of(feature(), feature(geometry={"type": "Polygon", "coordinates": []})), "Phần thứ 2 của tệp"),
        (file_of(feature(square()[:-1])), "khép kín"),
        (file_of(feature([[105, 20], [105, 21], [105, 20]])), "bốn điểm"),
        (file_of(feature([["a", 20]] * 4)), "hai số"),
        (file_of(feature([[True, 20]] * 4)), "hai số"),
        (file_of(feature([[None, 20]] * 4)), "hai số"),
        (file_of(feature([[10**400, 20]] * 4)), "WGS 84"),
        (file_of(feature([[105, -(10**400)]] * 4)), "WGS 84"),
        (file_of(feature()).replace(b"105.0", b"1e999"), "WGS 84"),
        (file_of(feature()).replace(b"105.0", b"NaN"), "không đọc được như JSON"),
        (file_of(feature()).replace(b"105.0", b"9" * 5_000), "không đọc được như JSON"),
        (file_of(feature(square(588_000, 2_238_000))), "WGS 84"),
        (file_of(feature(square(20, 105))), "WGS 84"),
        (file_of(feature(name="Paris")), "Không phần nào"),
        (file_of({"type": "Feature", "geometry": feature()["geometry"]}), "Không phần nào"),
    ],
)
def test_what_is_wrong_is_told_in_words_and_refused_as_a_whole(data, told):
    with pytest.raises(BadShapes) as refusal:
        read_shapes(data, UNITS)

    assert told in str(refusal.value.message)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda one: st.lists(one, max_size=4),
        max_leaves=12,
    )
)
def test_no_coordinates_break_the_reader(coordinates):
    for kind in ("Polygon", "MultiPolygon"):
        data = file_of(feature(geometry={"type": kind, "coordinates": coordinates}, code="14329"))
        with pytest.raises(BadShapes):
            read_shapes(data, UNITS)


def test_what_no_page_shows_is_dropped_from_names_and_vietnamese_letters_stay():
    data = file_of(
        feature(ten="\u0000Xã\u00a0Gia\tViễn\ud800"),
        feature(square(105.5), ten="Lạ\u0000\udfff lẫm\u200b"),
        feature(square(105.6), ten="\u0000"),
    )

    matches = read_shapes(data, UNITS).matches

    assert [(match.label, match.code) for match in matches] == [("Xã Gia Viễn", "14329"), ("Lạ lẫm", ""), ("", "")]


def test_positions_are_counted_over_the_whole_file(monkeypatch):
    data = file_of(feature(code="14329"), feature(square(105.5), code="14400"))
    monkeypatch.setattr(reader, "MOST_POSITIONS", 10)
    assert len(read_shapes(data, UNITS).paths) == 2
    monkeypatch.setattr(reader, "MOST_POSITIONS", 9)

    with pytest.raises(BadShapes, match="Tệp có quá nhiều điểm: tối đa 9"):
        read_shapes(data, UNITS)


def test_a_boundary_that_would_take_the_square_of_its_length_is_refused(monkeypatch):
    steps = 2_000
    monkeypatch.setattr(reader, "MOST_MEASURED", 100 * steps)
    saw = [[105 + at / steps, 20 + (at if at % 2 else 0) / steps] for at in range(steps)]

    with pytest.raises(BadShapes, match="quá chi tiết"):
        read_shapes(file_of(feature([*saw, saw[0]], code="14329")), UNITS)


def test_a_shape_of_no_extent_is_drawn_as_a_point():
    shapes = read_shapes(file_of(feature([[105, 20]] * 4, code="14329")), UNITS)

    assert shapes.paths["14329"].startswith("M0 0")
