"""Published resolutions in the API."""

from typing import Any

import graphene

from gateway.core.connection import DAY_LATEST, KEY, Page, SortKey, connection_of, listing, page
from gateway.core.ids import encoded
from gateway.core.open import Open, both
from gateway.models import Scope
from gateway.nodes import published
from gateway.publications import INTERFACES, day_filters, narrowed
from hub.rollups.models import PublishedResolution

ORDER = (SortKey("issued_on", DAY_LATEST, True), SortKey("id", KEY, True))
PAGING = ("first", "after", "last", "before")


class Resolution(graphene.ObjectType):
    """A resolution as its council issued it."""

    scope = Scope.RESOLUTION

    class Meta:
        interfaces = INTERFACES
        possible_types = (PublishedResolution,)
        description = both("Nghị quyết đã công bố.", "A published resolution.")

    symbol = graphene.String(required=True, description=both("Số, ký hiệu.", "Its number and symbol."))
    issued_on = graphene.Date(required=True, description=both("Ngày ban hành.", "The day of issue."))
    effective_on = graphene.Date(description=both("Ngày có hiệu lực.", "The day from which it has effect."))
    pdf_sha256 = graphene.String(
        required=True, name="pdfSha256", description=both("Mã băm SHA-256 của bản PDF.", "SHA-256 of its PDF.")
    )

    @staticmethod
    def resolve_id(row: Any, _info: Any) -> str:
        return encoded("Resolution", row.council_key, row.pk)


ResolutionConnection = connection_of(Resolution)


class ResolutionQuery:
    """Fields at the top: one resolution by id, the latest first."""

    resolution = Open(
        Resolution,
        scope=Scope.RESOLUTION,
        id=graphene.ID(required=True, description=both("Mã định danh.", "The id.")),
        description=both("Một nghị quyết.", "One resolution, or null when it is not in reach."),
    )
    resolutions = listing(
        ResolutionConnection,
        scope=Scope.RESOLUTION,
        description=both("Nghị quyết đã công bố, mới nhất trước.", "Published resolutions, latest first."),
        **day_filters("Issued"),
    )

    @staticmethod
    def resolve_resolution(_root: Any, info: Any, *, id: str) -> Any:
        return published(id, "Resolution", info.context, PublishedResolution)

    @staticmethod
    def resolve_resolutions(_root: Any, info: Any, **arguments: Any) -> Page:
        paging = {name: arguments.pop(name) for name in PAGING if name in arguments}
        return page(narrowed(PublishedResolution, "issued_on", info.context, **arguments), ORDER, **paging)
