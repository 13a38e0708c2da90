"""Relay connections of our own: keyset cursors, a page size that must be given, a count only when asked.

A cursor holds the sort values of its row, so a page neither skips nor repeats rows when others are
published meanwhile, and page 1,000 costs what page 1 does.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import graphene
import orjson
from django.db.models import Q, QuerySet

from gateway.core.errors import bad_input
from gateway.core.ids import from_base64
from gateway.core.lookup import Lookup
from gateway.core.open import Open, both
from gateway.core.walking import MOST_PAGE

LAST_PLACE = 32_767
LONGEST_CURSOR = 2_000  # it may hold the place of a name in a list of names


class SortKey(NamedTuple):
    """One column of a list's order, and how its value is read back from a cursor."""

    name: str
    read: Callable[[str], Any]
    descending: bool = False


DAY_LATEST = date.fromisoformat
KEY = UUID


def place(text: str) -> int:
    """Return a place in an order from a cursor.

    :raises ValueError: it is none that a list can have.
    """
    found = int(text)
    if not 0 <= found <= LAST_PLACE:
        raise ValueError(text)
    return found


class PageInfo(graphene.ObjectType):
    class Meta:
        description = both("Thông tin phân trang.", "Where a page stands in its list.")

    has_next_page = graphene.Boolean(required=True, description=both("Còn trang sau.", "Whether more rows follow."))
    has_previous_page = graphene.Boolean(
        required=True, description=both("Còn trang trước.", "Whether rows stand before.")
    )
    start_cursor = graphene.String(description=both("Con trỏ đầu trang.", "The first row's cursor."))
    end_cursor = graphene.String(description=both("Con trỏ cuối trang.", "The last row's cursor."))


@dataclass(frozen=True)
class Edge:
    """A row with its cursor."""

    node: Any
    cursor: str


@dataclass(frozen=True)
class Page:
    """A page of a list; the count is made only when a field asks for it."""

    edges: list[Edge]
    has_next_page: bool
    has_previous_page: bool
    queryset: QuerySet[Any]

    @property
    def page_info(self) -> PageInfo:
        """Return where the page stands."""
        return PageInfo(
            has_next_page=self.has_next_page,
            has_previous_page=self.has_previous_page,
            start_cursor=self.edges[0].cursor if self.edges else None,
            end_cursor=self.edges[-1].cursor if self.edges else None,
        )

    @property
    def nodes(self) -> list[Any]:
        """Return the rows alone."""
        return [edge.node for edge in self.edges]

    @property
    def total_count(self) -> int:
        """Count the whole list."""
        return self.queryset.count()


def connection_of(node: Any) -> Any:
    """Return the connection type of a node type."""
    name = node._meta.name
    edge = type(
        f"{name}Edge",
        (graphene.ObjectType,),
        {
            "Meta": type("Meta", (), {"description": both("Một dòng cùng con trỏ.", "A row with its cursor.")}),
            "node": graphene.Field(node, required=True, description=both("Đối tượng.", "The row.")),
            "cursor": graphene.String(required=True, description=both("Con trỏ.", "The row's cursor.")),
        },
    )
    members = {
        "Meta": type("Meta", (), {"description": both("Danh sách theo trang.", "A list, page by page.")}),
        "edges": graphene.List(graphene.NonNull(edge), required=True, description=both("Các dòng.", "The rows.")),
        "nodes": graphene.List(graphene.NonNull(node), required=True, description=both("Các đối tượng.", "The nodes.")),
        "page_info": graphene.Field(PageInfo, required=True, description=both("Vị trí trang.", "Where the page is.")),
        "total_count": graphene.Int(required=True, description=both("Tổng số.", "How many there are in all.")),
    }
    return type(f"{name}Connection", (graphene.ObjectType,), members)


def listing(connection: Any, *, description: str, scope: Any, **arguments: Any) -> Open:
    """Return a field that lists a connection; ``first`` or ``last``, 1 to 100, must be given."""
    return Open(
        connection,
        required=True,
        scope=scope,
        description=description,
        first=graphene.Int(description=both("Số dòng đầu, 1 đến 100.", "The first rows, 1 to 100.")),
        after=graphene.String(description=both("Sau con trỏ này.", "After this cursor.")),
        last=graphene.Int(description=both("Số dòng cuối, 1 đến 100.", "The last rows, 1 to 100.")),
        before=graphene.String(description=both("Trước con trỏ này.", "Before this cursor.")),
        **arguments,
    )


def page(
    queryset: QuerySet[Any],
    order: tuple[SortKey, ...],
    *,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
    lookup: Lookup | None = None,
) -> Page:
    """Return the asked page of a queryset in an order that ends in a unique column.

    :raises GraphQLError: not exactly one of first and last, out of 1..100, or a cursor that is none of ours.
    """
    size, backwards = _size(first, last), last is not None
    rows = queryset
    for cursor, towards_end in ((after, True), (before, False)):
        if cursor is not None:
            rows = rows.filter(_beyond(order, _values(order, cursor), towards_end=towards_end))
    columns = [f"{'-' if key.descending != backwards else ''}{key.name}" for key in order]
    found = list(rows.order_by(*columns)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if lookup is not None:
        lookup.met(found)
    edges = [Edge(row, _cursor(order, row)) for row in found]
    return Page(
        edges=edges,
        has_next_page=before is not None if backwards else more,
        has_previous_page=more if backwards else after is not None,
        queryset=queryset,
    )


def _size(first: int | None, last: int | None) -> int:
    if (first is None) == (last is None):
        raise bad_input("Phải có đúng một trong hai: first hoặc last.", "Give exactly one of first and last.")
    size = last if first is None else first
    if size is None or not 1 <= size <= MOST_PAGE:
        raise bad_input("first và last phải từ 1 đến 100.", "first and last must be from 1 to 100.")
    return size


def _cursor(order: tuple[SortKey, ...], row: Any) -> str:
    values = [str(getattr(row, key.name)) for key in order]
    return base64.urlsafe_b64encode(orjson.dumps(values)).decode().rstrip("=")


def _values(order: tuple[SortKey, ...], cursor: str) -> list[Any]:
    try:
        told = orjson.loads(from_base64(cursor, longest=LONGEST_CURSOR) or "")
        texts = [one for one in told if isinstance(one, str) and "\x00" not in one] if isinstance(told, list) else []
        return [key.read(text) for key, text in zip(order, texts, strict=True)]
    except ValueError:
        raise bad_input("Con trỏ không hợp lệ.", "The cursor is not one of ours.") from None


def _beyond(order: tuple[SortKey, ...], values: list[Any], *, towards_end: bool) -> Q:
    """Return the rows strictly beyond a cursor: further in the first column, or equal there and further in the next."""
    beyond, equal = Q(), Q()
    for key, value in zip(order, values, strict=True):
        word = "gt" if key.descending != towards_end else "lt"
        beyond |= equal & Q(**{f"{key.name}__{word}": value})
        equal &= Q(**{key.name: value})
    return beyond
