"""How a dashboard is asked for by its address: measure, period, view, words, order; what is unknown is not asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from hub.dashboards.boards import Area
from kernel.vietnamese import sort_key

LONGEST_TEXT = 60
TILES, TABLE, SHAPES = "", "bang", "hinh"
VIEWS = (TILES, TABLE, SHAPES)
FIELDS = ("so-lieu", "ky", "xem", "tim", "sap", "giam")
COLUMNS: dict[str, tuple[Any, Callable[[Area], Any], bool]] = {
    "ten": (_("Đơn vị"), lambda area: sort_key(area.name), False),
    "loai": (_("Loại"), lambda area: area.kind, False),
    "so": (_("Số liệu"), lambda area: -1 if area.value is None else area.value, True),
    "cung-ky": (_("Cùng kỳ trước"), lambda area: -1 if area.earlier is None else area.earlier, True),
    "doi": (_("Tăng, giảm"), lambda area: -(10**9) if area.change is None else area.change, True),
    "dan-so": (_("Dân số"), lambda area: area.people or 0, True),
    "ngay": (_("Gần nhất"), lambda area: area.latest_on or date.min, True),
}


@dataclass(frozen=True)
class Asked:
    """The words of a dashboard's address."""

    measure: str = ""
    period: str = ""
    view: str = TILES
    text: str = ""
    column: str = ""
    falling: bool = False

    def address(self, **changes: Any) -> str:
        """Return the query of this page with something changed."""
        asked = {
            "so-lieu": self.measure,
            "ky": self.period,
            "xem": self.view,
            "tim": self.text,
            "sap": self.column,
            "giam": "1" if self.falling else "",
            **{name.replace("_", "-"): value for name, value in changes.items()},
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Return the words that a form of this page sends along, without measure and text."""
        words = (("ky", self.period), ("xem", self.view), ("sap", self.column), ("giam", "1" if self.falling else ""))
        return [(name, value) for name, value in words if value]


def asked_of(given: Any) -> Asked:
    """Return how the page was asked for."""
    column, view = given.get("sap", ""), given.get("xem", "")
    return Asked(
        measure=given.get("so-lieu", "")[:LONGEST_TEXT],
        period=given.get("ky", "")[:LONGEST_TEXT],
        view=view if view in VIEWS else TILES,
        text=given.get("tim", "")[:LONGEST_TEXT],
        column=column if column in COLUMNS else "",
        falling=given.get("giam") == "1",
    )


def ordered(areas: Sequence[Area], asked: Asked) -> list[Area]:
    """Return the units in the order that was asked for; equal ones by name, in which they come."""
    if not asked.column:
        return list(areas)
    return sorted(areas, key=COLUMNS[asked.column][1], reverse=asked.falling)


def headings(asked: Asked, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return the headings of the table, each with the address that orders by it."""
    return [_heading(key, asked) for key in columns]


def _heading(key: str, asked: Asked) -> dict[str, Any]:
    label, _value, is_number = COLUMNS[key]
    is_current = asked.column == key
    falls_next = not asked.falling if is_current else is_number
    return {
        "key": key,
        "label": label,
        "href": asked.address(sap=key, giam="1" if falls_next else ""),
        "sorted": ("descending" if asked.falling else "ascending") if is_current else "",
        "is_number": is_number,
    }
