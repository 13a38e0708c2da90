"""Published council sessions (kỳ họp) in the API."""

from typing import Any

import graphene

from gateway.core.connection import DAY_LATEST, KEY, Page, SortKey, connection_of, listing, page
from gateway.core.ids import encoded
from gateway.core.open import Open, both
from gateway.models import Scope
from gateway.nodes import published
from gateway.publications import INTERFACES, day_filters, narrowed
from hub.rollups.models import PublishedSession

ORDER = (SortKey("opens_on", DAY_LATEST, True), SortKey("id", KEY, True))
PAGING = ("first", "after", "last", "before")


class CouncilSession(graphene.ObjectType):
    """A council session as its council announced it."""

    scope = Scope.SESSION

    class Meta:
        interfaces = INTERFACES
        possible_types = (PublishedSession,)
        description = both("Kỳ họp đã công bố.", "A published council session.")

    opens_on = graphene.Date(required=True, description=both("Ngày khai mạc.", "The day of its opening."))
    closes_on = graphene.Date(description=both("Ngày bế mạc.", "The day of its closing."))

    @staticmethod
    def resolve_id(row: Any, _info: Any) -> str:
        return encoded("CouncilSession", row.council_key, row.pk)


CouncilSessionConnection = connection_of(CouncilSession)


class SessionQuery:
    """Fields at the top: one council session by id, the latest first."""

    session = Open(
        CouncilSession,
        scope=Scope.SESSION,
        id=graphene.ID(required=True, description=both("Mã định danh.", "The id.")),
        description=both("Một kỳ họp.", "One council session, or null when it is not in reach."),
    )
    sessions = listing(
        CouncilSessionConnection,
        scope=Scope.SESSION,
        description=both("Kỳ họp đã công bố, mới nhất trước.", "Published council sessions, latest first."),
        **day_filters("Opened"),
    )

    @staticmethod
    def resolve_session(_root: Any, info: Any, *, id: str) -> Any:
        return published(id, "CouncilSession", info.context, PublishedSession)

    @staticmethod
    def resolve_sessions(_root: Any, info: Any, **arguments: Any) -> Page:
        paging = {name: arguments.pop(name) for name in PAGING if name in arguments}
        return page(narrowed(PublishedSession, "opens_on", info.context, **arguments), ORDER, **paging)
