"""Outlines of units from a GeoJSON file (RFC 7946): read with suspicion, matched to units, simplified, made to paths.

A file comes from anywhere. What is not a collection of areas with degrees inside Vietnam is refused as a whole, with
the feature that is wrong; a feature that fits no unit is told and left out.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

from django.utils.translation import gettext as _

from kernel.refusal import Refusal
from kernel.ui.templatetags.vietnam import number as written
from kernel.vietnamese import fold

MOST_FEATURES, MOST_POSITIONS = 2_000, 2_000_000
MOST_MEASURED = 20_000_000  # distances while a file is simplified: seconds; a province's file takes a few million
WEST, EAST, SOUTH, NORTH = 102.0, 118.0, 6.0, 24.0
DRAWN_WIDTH = 1000
TOLERANCE = 1.6  # in units of the drawing: what the eye does not see on a screen
SMALLEST = 12.0  # area of an islet that is still drawn, in the same units squared
CODE_DIGITS = 5
AREAS = ("Polygon", "MultiPolygon")

Ring = list[tuple[float, float]]


class BadShapes(Refusal):
    """The file is no collection of areas that could be drawn."""

    code = "shapes_bad"
    field = "file"


@dataclass(frozen=True)
class Match:
    """What became of one feature: its place in the file, its own name, the unit's code, or why there is none."""

    number: int
    label: str
    code: str = ""
    why: Any = ""


@dataclass(frozen=True)
class Shapes:
    """The drawing: its size, the path of each unit by code, and what became of every feature."""

    height: int
    paths: dict[str, str]
    matches: tuple[Match, ...]
    width: int = DRAWN_WIDTH


@dataclass
class _Budget:
    """What may still be spent on one file, and what is told when it is used up."""

    left: int
    why: str

    def spend(self, n: int) -> None:
        self.left -= n
        if self.left < 0:
            raise BadShapes(self.why)


def read_shapes(data: bytes, units: Mapping[str, tuple[str, str]]) -> Shapes:
    """Return the drawing of a file's areas for units given by code as whole name and own name.

    :raises BadShapes: it is no GeoJSON, has other things than areas, lies outside Vietnam, fits no unit at all, or
        has more points or windings than can be drawn.
    """
    features = _features(_document(data))
    budget = _Budget(MOST_POSITIONS, _("Tệp có quá nhiều điểm: tối đa %(most)s.") % {"most": written(MOST_POSITIONS)})
    read = [
        (_label(feature), _polygons(number, feature, budget), feature)
        for number, feature in enumerate(features, start=1)
    ]
    matches = _matched([(label, feature) for label, _polygon, feature in read], units)
    found = {match.code: read[match.number - 1][1] for match in matches if match.code}
    if not found:
        raise BadShapes(_("Không phần nào của tệp khớp với mã hoặc tên xã, phường của tỉnh."))
    height, paths = _drawn(found)
    return Shapes(height, paths, tuple(matches))


def _document(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise BadShapes(_("Tệp không phải là GeoJSON: nội dung không đọc được như JSON.")) from None


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _features(document: Any) -> list[Any]:
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise BadShapes(_("Tệp phải là một FeatureCollection của GeoJSON."))
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise BadShapes(_("Tệp không có phần nào (features rỗng)."))
    if len(features) > MOST_FEATURES:
        raise BadShapes(_("Tệp có quá nhiều phần: tối đa %(most)d.") % {"most": MOST_FEATURES})
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise _wrong(number, _("không phải là Feature"))
    return features


def _polygons(number: int, feature: Any, budget: _Budget) -> list[list[Ring]]:
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") not in AREAS:
        raise _wrong(number, _("hình phải là Polygon hoặc MultiPolygon"))
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise _wrong(number, _("hình không có toạ độ"))
    return [_rings(number, polygon, budget) for polygon in polygons]


def _rings(number: int, polygon: Any, budget: _Budget) -> list[Ring]:
    if not isinstance(polygon, list) or not polygon:
        raise _wrong(number, _("hình không có toạ độ"))
    return [_ring(number, ring, budget) for ring in polygon]


def _ring(number: int, ring: Any, budget: _Budget) -> Ring:
    if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
        raise _wrong(number, _("đường bao phải khép kín và có ít nhất bốn điểm"))
    budget.spend(len(ring))
    return [_position(number, position) for position in ring]


def _position(number: int, position: Any) -> tuple[float, float]:
    if not isinstance(position, list) or len(position) < 2 or not all(_is_number(one) for one in position[:2]):
        raise _wrong(number, _("toạ độ phải là hai số"))
    east, north = position[:2]  # as they came: a whole number of 400 digits is no float, but it can be compared
    if not (WEST <= east <= EAST and SOUTH <= north <= NORTH):
        raise _wrong(number, _("toạ độ nằm ngoài Việt Nam; cần kinh độ, vĩ độ theo WGS 84"))
    return float(east), float(north)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _wrong(number: int, why: str) -> BadShapes:
    return BadShapes(_("Phần thứ %(number)d của tệp: %(why)s.") % {"number": number, "why": why})


def _texts(feature: Any) -> dict[str, str]:
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return {}
    return {str(key): _printable(str(value)) for key, value in properties.items() if isinstance(value, str | int)}


def _printable(text: str) -> str:
    """Return a text in one line without what no page shows and no database keeps: NUL, half a surrogate pair."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable()).strip()


def _label(feature: Any) -> str:
    texts = _texts(feature)
    named = [value for key, value in texts.items() if "ten" in fold(key) or "name" in fold(key)]
    return next(iter([*named, *texts.values()]), "")[:80]


def _matched(read: Sequence[tuple[str, Any]], units: Mapping[str, tuple[str, str]]) -> list[Match]:
    """Return what becomes of each feature: by official code, else by a name that only one unit has."""
    named = _by_name(units)
    taken: set[str] = set()
    matches = []
    for number, (label, feature) in enumerate(read, start=1):
        code, why = _code_of(_texts(feature), units, named)
        if code in taken:
            code, why = "", _("đơn vị này đã có một phần khác trong tệp")
        taken |= {code} - {""}
        matches.append(Match(number, label, code, why))
    return matches


def _by_name(units: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for code, names in units.items():
        for name in dict.fromkeys(fold(name) for name in names):
            named.setdefault(name, []).append(code)
    return named


def _code_of(texts: Mapping[str, str], units: Mapping[str, Any], named: Mapping[str, list[str]]) -> tuple[str, str]:
    codes = [value.zfill(CODE_DIGITS) for value in texts.values() if value.isascii() and value.isdigit()]
    if (known := next((code for code in codes if code in units), None)) is not None:
        return known, ""
    candidates = [named[fold(value)] for value in texts.values() if fold(value) in named]
    only = [codes[0] for codes in candidates if len(codes) == 1]
    if only:
        return only[0], ""
    return "", _("tên này có ở nhiều đơn vị; hãy ghi mã đơn vị") if candidates else _("không khớp mã hay tên nào")


def _drawn(found: Mapping[str, list[list[Ring]]]) -> tuple[int, dict[str, str]]:
    """Return the height of the drawing and each unit's path; north is above."""
    every = [position for polygons in found.values() for rings in polygons for ring in rings for position in ring]
    west, east = min(x for x, _y in every), max(x for x, _y in every)
    south, north = min(y for _x, y in every), max(y for _x, y in every)
    narrower = cos(radians((south + north) / 2))
    scale = DRAWN_WIDTH / max((east - west) * narrower, (north - south) / 2, 1e-9)
    told = _("Đường ranh giới quá chi tiết; hãy đơn giản hoá bằng phần mềm bản đồ rồi nhập lại.")
    budget = _Budget(MOST_MEASURED, told)

    def drawn(ring: Ring) -> Ring:
        return _simplified([((x - west) * narrower * scale, (north - y) * scale) for x, y in ring], budget)

    paths = {code: _path(drawn(ring) for rings in polygons for ring in rings) for code, polygons in found.items()}
    return max(round((north - south) * scale), 1), paths


def _path(rings: Iterable[Ring]) -> str:
    """Return the SVG path of rings; islets too small to see are left out, but never the largest."""
    by_size = sorted(rings, key=lambda ring: -abs(_size(ring)))
    kept = [ring for number, ring in enumerate(by_size) if number == 0 or abs(_size(ring)) >= SMALLEST]
    return "".join("M" + "L".join(f"{round(x)} {round(y)}" for x, y in ring[:-1]) + "Z" for ring in kept)


def _size(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def _simplified(ring: Ring, budget: _Budget) -> Ring:
    """Return a ring without the points that lie on its line anyway (Ramer, Douglas and Peucker), closed as before.

    Of a boundary as nature makes it each point is measured a few times; one drawn for the purpose would take the
    square of its length, and the budget ends that.
    """
    keep = {0, len(ring) // 2, len(ring) - 1}
    parts = [(0, len(ring) // 2), (len(ring) // 2, len(ring) - 1)]
    while parts:
        first, last = parts.pop()
        budget.spend(last - first)
        away = _away(ring[first + 1 : last], ring[first], ring[last])
        if away and max(away) > TOLERANCE:
            farthest = first + 1 + away.index(max(away))
            keep.add(farthest)
            parts += [(first, farthest), (farthest, last)]
    return [ring[at] for at in sorted(keep)]


def _away(points: Ring, start: tuple[float, float], end: tuple[float, float]) -> list[float]:
    """Return how far each point lies from the line between two others."""
    (x1, y1), (x2, y2) = start, end
    across, down, length = x2 - x1, y2 - y1, hypot(x2 - x1, y2 - y1)
    if length == 0:
        return [hypot(x - x1, y - y1) for x, y in points]
    return [abs(across * (y1 - y) - (x1 - x) * down) / length for x, y in points]
