"""What the published things of a council have in common in the API."""

from datetime import date
from typing import Any

import graphene
from django.db.models import QuerySet

from gateway.core.context import USING, Context
from gateway.core.open import both
from gateway.councils import Council
from gateway.nodes import Node, council_keys


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
    withdrawn_at = graphene.DateTime(description=both("Thời điểm thu hồi.", "When it was withdrawn."))

    @staticmethod
    def resolve_council(row: Any, info: Any) -> Any:
        return info.context.councils[row.council_key]


INTERFACES = (Node, Published)


def day_filters(noun: str) -> dict[str, Any]:
    """Return the arguments by which a list of publications is narrowed."""
    return {
        "councils": graphene.List(
            graphene.NonNull(graphene.ID), description=both("Chỉ các hội đồng này.", "Only of these councils.")
        ),
        "from_day": graphene.Date(description=both("Từ ngày.", f"{noun} on this day or later.")),
        "to_day": graphene.Date(description=both("Đến ngày.", f"{noun} on this day or earlier.")),
        "include_withdrawn": graphene.Boolean(
            default_value=False, description=both("Kể cả đã thu hồi.", "With those that were withdrawn.")
        ),
    }


def narrowed(
    model: Any,
    day: str,
    context: Context,
    *,
    councils: list[str] | None = None,
    from_day: date | None = None,
    to_day: date | None = None,
    include_withdrawn: bool = False,
) -> QuerySet[Any]:
    """Return the publications in reach that the arguments leave."""
    rows = model.objects.using(USING).filter(council_key__in=council_keys(councils, context))
    if from_day is not None:
        rows = rows.filter(**{f"{day}__gte": from_day})
    if to_day is not None:
        rows = rows.filter(**{f"{day}__lte": to_day})
    return rows if include_withdrawn else rows.filter(withdrawn_at__isnull=True)
