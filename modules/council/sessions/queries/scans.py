"""The codes of a session and how often each was scanned."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from council.sessions.models import AgendaItem, CouncilSession, ScanCount
from council.sessions.permissions import Can
from council.sessions.queries.public import list_public_items
from council.sessions.queries.sessions import get_public_session
from council.sessions.workflow import ItemState
from kernel.access import Actor, require
from kernel.refusal import NotFound


@dataclass(frozen=True)
class Code:
    """One printed code: of an item, or of the session when there is none."""

    item: AgendaItem | None
    scans: int


def list_codes(actor: Actor, session: CouncilSession) -> list[Code]:
    """Return the session's own code and then one for each item that everybody may see, with its scans so far.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    sums = ScanCount.objects.filter(session=session).values_list("item_id").annotate(Sum("scans")).order_by()
    scans: dict[UUID | None, int] = dict(sums)
    items = [item for item in list_public_items(session) if item.state != ItemState.WITHDRAWN]
    return [Code(None, scans.get(None, 0)), *(Code(item, scans.get(item.id, 0)) for item in items)]


def list_scan_days(session: CouncilSession) -> list[tuple[object, int]]:
    """Return each day with the scans of all codes, the latest first. The caller got the session from a query."""
    days = ScanCount.objects.filter(session=session).values_list("day_on").annotate(Sum("scans"))
    return list(days.order_by("-day_on"))


def get_public_item(item_id: UUID) -> AgendaItem:
    """Return an item of a session that everybody may know of.

    :raises NotFound: there is none, or its session is not public.
    """
    item = AgendaItem.objects.filter(id=item_id).first()
    if item is None:
        raise NotFound()
    item.session = get_public_session(item.session_id)
    return item
