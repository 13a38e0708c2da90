"""What the page of a dashboard is given to draw: the same for a province and for the nation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hub.dashboards import choosing, groups, spans
from hub.dashboards.asking import SHAPES, TABLE, TILES, Asked, headings, ordered
from hub.dashboards.boards import Area, Board, Sum, find_areas
from hub.dashboards.parts import Shown, is_told_for
from hub.dashboards.scales import Scale, scale_of
from hub.dashboards.spans import Span
from hub.dashboards.spots import Spot, size_of
from kernel.stretches import MONTHS_OF_A_YEAR
from kernel.ui.charts import bar_chart

OUTERMOST = 3


@dataclass(frozen=True)
class Tile:
    """One tile: the unit, where it stands, its level of colour, and the page that it opens ("" for none)."""

    area: Area
    spot: Spot
    level: int | str | None
    href: str
    has_reached: bool = False


@dataclass(frozen=True)
class Card:
    """One card: a measure's sum, the list behind it, and whether its change is good news."""

    sum: Sum
    href: str
    change: int | None
    tone: str
    is_chosen: bool


@dataclass(frozen=True)
class Goal:
    """What was set for a measure and a period: for each unit and for all together; None where nothing was set."""

    each: int | None = None
    whole: int | None = None


def page_of(
    board: Board,
    asked: Asked,
    *,
    spots: Mapping[str, Spot],
    term: Span | None,
    href: Callable[[Area], str],
    like: groups.Like,
    goal: Goal | None = None,
    paths: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return what a dashboard's page shows; units are compared with those that are ``like`` them."""
    asking, aim = board.asking, goal or Goal()
    scale = scale_of(area.value for area in board.areas)
    found = find_areas(board.areas, asked.text)
    columns = ["ten", "loai", "so", "cung-ky", "doi", "dan-so", "ngay"]
    is_peopled = any(area.people for area in board.areas)
    absent = ({"dan-so"} if not is_peopled else set()) | ({"ngay"} if asking.chosen.suppress_below else set())
    tiles = tiles_of(found, spots, scale, href, aim)
    return {
        "board": board,
        "asked": asked,
        "counted": len(board.counted),
        "measure": asking.chosen,
        "span": asking.span,
        "before": board.before,
        "cards": cards_of(board, asked),
        "periods": periods_of(asking.span, asked, today=asking.today, term=term, shown=asking.chosen),
        "by_years": bool(asking.chosen.suppress_below),
        "steps": [steps_of(asking.span, asked, step) for step in (-1, 1)],
        "views": views_of(asked, has_shapes=bool(paths)),
        "tiles": tiles,
        "shaped": [(tile, paths[tile.area.code]) for tile in tiles if tile.area.code in paths] if paths else [],
        "size": size_of(spots.values()),
        "scale": scale,
        "is_worse": choosing.is_worse_when_more(asking.chosen),
        "rows": [(area, href(area)) for area in ordered(found, asked)],
        "columns": headings(asked, [column for column in columns if column not in absent]),
        "is_peopled": is_peopled,
        "months": board.trend,
        "chart": chart_of(board.trend, aim, by_years=bool(asking.chosen.suppress_below)),
        **compared(board, scale, like),
        "most": outermost(board.counted, href),
        "kinds": dict(like.kinds),
        "goal": aim,
        "reached": sum(has_reached(area, aim) for area in board.counted),
    }


def compared(board: Board, scale: Scale, like: groups.Like) -> dict[str, Any]:
    """Return how the units are spread over the levels, and how those of one kind and size stand beside each other."""
    kinds, bands = dict(like.kinds), like.bands
    return {
        "spread": groups.spread((area.value for area in board.areas), scale),
        "by_kind": groups.grouped(board.areas, lambda area: area.kind, list(kinds), kinds.get),
        "by_people": groups.grouped(board.areas, lambda area: bands.of(area.people), bands.numbers, bands.name),
    }


def cards_of(board: Board, asked: Asked) -> list[Card]:
    """Return the cards, each leading to the list of its own measure."""
    return [_card(one, asked, is_chosen=one.measure == board.asking.chosen) for one in board.sums]


def periods_of(
    span: Span, asked: Asked, *, today: date, term: Span | None, shown: Shown | None = None
) -> list[tuple[Any, str, bool]]:
    """Return the tabs of the period: name, address, whether it is the present one; only those that can be shown."""
    return [
        (spans.NAMES[one.kind], asked.address(ky=one.key), one.kind == span.kind)
        for one in spans.of_each_kind(span, today=today, term=term)
        if shown is None or is_told_for(shown, one)
    ]


def steps_of(span: Span, asked: Asked, step: int) -> tuple[Span | None, str]:
    """Return the period before (-1) or after (1) with its address; a term has none."""
    other = spans.beside(span, step)
    return (other, asked.address(ky=other.key)) if other else (None, "")


def views_of(asked: Asked, *, has_shapes: bool) -> list[tuple[str, str, bool]]:
    """Return the ways to look at the map: word, address, whether it is the present one."""
    words = [TILES, *([SHAPES] if has_shapes else []), TABLE]
    return [(word, asked.address(xem=word), asked.view == word) for word in words]


def tiles_of(
    areas: Sequence[Area], spots: Mapping[str, Spot], scale: Scale, href: Callable[[Area], str], goal: Goal
) -> list[Tile]:
    """Return the tiles row by row, as the keyboard goes through them."""
    tiles = [
        Tile(area, spots[area.code], _level(area, scale), href(area), has_reached(area, goal))
        for area in areas
        if area.code in spots
    ]
    return sorted(tiles, key=lambda tile: tile.spot)


def _level(area: Area, scale: Scale) -> int | str | None:
    return "withheld" if area.is_withheld else scale.level_of(area.value)


def has_reached(area: Area, goal: Goal) -> bool:
    """Whether a unit has what was set for each."""
    return goal.each is not None and area.value is not None and area.value >= goal.each


def outermost(areas: Sequence[Area], href: Callable[[Area], str]) -> list[tuple[Area, str]]:
    """Return the units with the highest figures, the highest first; nobody who has none."""
    highest = sorted((area for area in areas if area.value), key=lambda area: -(area.value or 0))
    return [(area, href(area)) for area in highest[:OUTERMOST]]


def chart_of(pieces: Sequence[tuple[date, int | None]], goal: Goal, *, by_years: bool = False) -> Any:
    """Return the chart of the months or years; what was set for a period stands in it as a month's even share."""
    target = None if goal.whole is None or not pieces else goal.whole / len(pieces)
    form = "%Y" if by_years else "%m/%y"
    is_short = not by_years and len(pieces) <= MONTHS_OF_A_YEAR
    return bar_chart([(str(one.month) if is_short else f"{one:{form}}", n) for one, n in pieces], target=target)


def _card(one: Sum, asked: Asked, *, is_chosen: bool) -> Card:
    href = asked.address(so_lieu=one.measure.name, xem=TABLE, sap="so", giam="1")
    return Card(one, f"{href}#bang", one.change, _tone(one.measure, one.change), is_chosen)


def _tone(measure: Shown, change: int | None) -> str:
    """Return "bad" for what rises and should not, "good" for what falls and should; a rise elsewhere is only a rise."""
    if not change or not choosing.is_worse_when_more(measure):
        return ""
    return "bad" if change > 0 else "good"
