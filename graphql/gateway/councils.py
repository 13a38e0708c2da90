"""Councils in the API."""

from typing import Any

import graphene

from gateway.core.connection import KEY, Page, SortKey, connection_of, listing, page
from gateway.core.context import Context
from gateway.core.ids import encoded
from gateway.core.open import Open, both
from gateway.models import Scope
from gateway.nodes import Node, claimed
from tenancy.models import Council as Row
from tenancy.models import Level

ORDER = (SortKey("unit_code", str), SortKey("id", KEY))


class CouncilLevel(graphene.Enum):
    """The two levels of local government since 1 July 2025."""

    class Meta:
        description = both("Cấp hành chính.", "The level of a council.")

    COMMUNE = Level.COMMUNE.value
    PROVINCE = Level.PROVINCE.value

    @property
    def description(self) -> str:
        """Return what a level means."""
        told = {"COMMUNE": ("Cấp xã.", "Commune level."), "PROVINCE": ("Cấp tỉnh.", "Province level.")}
        return both(*told[self.name]) if self.name in told else ""


class Council(graphene.ObjectType):
    """A People's Council in the reach of the endpoint."""

    scope = Scope.COUNCIL

    class Meta:
        interfaces = (Node,)
        possible_types = (Row,)
        description = both("Hội đồng nhân dân.", "A People's Council.")

    name = graphene.String(required=True, description=both("Tên.", "Its name."))
    unit_name = graphene.String(required=True, description=both("Tên đơn vị hành chính.", "The unit's name."))
    unit_code = graphene.String(required=True, description=both("Mã đơn vị hành chính.", "The unit's official code."))
    level = CouncilLevel(required=True, description=both("Cấp.", "Its level."))
    parent = graphene.Field(lambda: Council, description=both("Hội đồng cấp trên.", "The council above, if in reach."))

    @staticmethod
    def resolve_id(council: Any, _info: Any) -> str:
        return encoded("Council", council.key, council.pk)

    @staticmethod
    def resolve_parent(council: Any, info: Any) -> Any:
        return info.context.councils_by_id.get(council.parent_id)


CouncilConnection = connection_of(Council)


class CouncilQuery:
    """Fields at the top: one council by id, the councils in reach."""

    council = Open(
        Council,
        scope=Scope.COUNCIL,
        id=graphene.ID(required=True, description=both("Mã định danh.", "The id.")),
        description=both("Một hội đồng.", "One council, or null when it is not in reach."),
    )
    councils = listing(
        CouncilConnection,
        scope=Scope.COUNCIL,
        description=both("Các hội đồng, theo mã đơn vị.", "The councils in reach, by unit code."),
        level=CouncilLevel(description=both("Chỉ một cấp.", "One level only.")),
    )

    @staticmethod
    def resolve_council(_root: Any, info: Any, *, id: str) -> Any:
        return council_of(id, info.context)

    @staticmethod
    def resolve_councils(_root: Any, info: Any, *, level: Any = None, **paging: Any) -> Page:
        reach = info.context.reach
        return page(reach.filter(level=level.value) if level else reach, ORDER, **paging)


def council_of(text: str, context: Context) -> Any:
    """Return the council that an id stands for, or None when it is not in reach."""
    claim = claimed(text, "Council", context)
    council = context.councils[claim.council_key] if claim else None
    return council if council is not None and claim is not None and council.pk == claim.key else None
