"""What the published things of a council have in common in the API."""

from collections.abc import Callable
from datetime import date
from typing import Any

import graphene
from django.db.models import QuerySet

from gateway.core.connection import Page, SortKey, page
from gateway.core.context import USING, Context
from gateway.core.ids import encoded
from gateway.core.open import Open, both
from gateway.councils import Council
from gateway.nodes import Node, claimed, council_keys, published

PAGING = ("first", "after", "last", "before")


class Published(graphene.Interface):
    """A snapshot that a council published."""

    class Meta:
        description = both("Nội dung hội đồng đã công bố.", "Something that a council published.")

    id = graphene.ID(required=True, description=both("Mã định danh, không diễn giải.", "The id; opaque."))
    council = graphene.Field(Council, required=True, description=both("Hội đồng công bố.", "The publishing council."))
    title = graphene.String(required=True, description=both("Trích yếu.", "Its title; empty when withdrawn."))
    kind = graphene.String(required=True, description=both("Loại.", "Its kind."))
    public_path = graphene.String(required=True, description=both("Đường dẫn trên cổng.", "The path on the portal."))
    sequence = graphene.String(required=True, description=both("Số thứ tự công bố.", "Rises with each publication."))
    published_at = graphene.DateTime(
        required=True, description=both("Thời điểm công bố lần đầu.", "When it was first published.")
    )
    withdrawn_at = graphene.DateTime(description=both("Thời điểm thu hồi.", "When it was withdrawn."))

    @staticmethod
    def resolve_council(row: Any, info: Any) -> Any:
        return info.context.councils[row.council_key]


INTERFACES = (Node, Published)


class Identified:
    """A type whose rows are named by type, council and their own key."""

    @staticmethod
    def resolve_id(row: Any, info: Any) -> str:
        return encoded(info.parent_type.name, row.council_key, row.pk)


def pointing(column: str, type_: Callable[[], Any], vietnamese: str, english: str) -> graphene.Field:
    """Return a field for what a row points at by a column; null when that is nothing, or withdrawn."""

    def resolve(row: Any, info: Any) -> Any:
        return info.context.lookup.of(row, column)

    return graphene.Field(type_, description=both(vietnamese, english), resolver=resolve)


def one_of(kind: Any, vietnamese: str, english: str) -> Open:
    """Return a field at the top for one object of a type by its id."""
    return Open(
        kind,
        scope=kind.scope,
        id=graphene.ID(required=True, description=both("Mã định danh.", "The id.")),
        description=both(vietnamese, f"{english}, or null when it is not in reach."),
    )


def found(kind: Any, model: Any) -> Callable[..., Any]:
    """Return the resolver of a field that ``one_of`` made."""
    return staticmethod(lambda _root, info, *, id: published(id, kind._meta.name, info.context, model))


def of_councils() -> dict[str, Any]:
    """Return the argument that narrows a list to councils; a portal has one council and not the argument."""
    ids = graphene.List(graphene.NonNull(graphene.ID), description=both("Chỉ các hội đồng này.", "Only of these."))
    return {"councils": ids}


def with_withdrawn() -> dict[str, Any]:
    """Return the argument that shows tombstones too."""
    told = both("Kể cả đã thu hồi.", "With those that were withdrawn.")
    return {"include_withdrawn": graphene.Boolean(default_value=False, description=told)}


def of_one(name: str, vietnamese: str, english: str, *, required: bool = False) -> dict[str, Any]:
    """Return the argument that narrows a list to what belongs to one object."""
    return {name: graphene.ID(required=required, description=both(vietnamese, english))}


def day_filters(noun: str) -> dict[str, Any]:
    """Return the arguments by which a list of publications is narrowed by councils and days."""
    return {
        **of_councils(),
        "from_day": graphene.Date(description=both("Từ ngày.", f"{noun} on this day or later.")),
        "to_day": graphene.Date(description=both("Đến ngày.", f"{noun} on this day or earlier.")),
        **with_withdrawn(),
    }


def paged(rows: QuerySet[Any], order: tuple[SortKey, ...], context: Context, arguments: dict[str, Any]) -> Page:
    """Return the asked page of publications; what its rows point at is read together when it is asked for."""
    paging = {name: arguments[name] for name in PAGING if name in arguments}
    return page(rows, order, lookup=context.lookup, **paging)


def narrowed(
    model: Any,
    day: str,
    context: Context,
    *,
    councils: list[str] | None = None,
    from_day: date | None = None,
    to_day: date | None = None,
    include_withdrawn: bool = False,
    **_paging: Any,
) -> QuerySet[Any]:
    """Return the publications in reach that the arguments leave."""
    rows = model.objects.using(USING).filter(council_key__in=council_keys(councils, context))
    if from_day is not None:
        rows = rows.filter(**{f"{day}__gte": from_day})
    if to_day is not None:
        rows = rows.filter(**{f"{day}__lte": to_day})
    return rows if include_withdrawn else rows.filter(withdrawn_at__isnull=True)


def belonging(rows: QuerySet[Any], column: str, type_name: str, text: str | None, context: Context) -> QuerySet[Any]:
    """Return those of rows that belong to the object with an id; an id that is not in reach leaves none."""
    if text is None:
        return rows
    claim = claimed(text, type_name, context)
    if claim is None:
        return rows.none()
    return rows.filter(**{column: claim.key}, council_key=claim.council_key)
