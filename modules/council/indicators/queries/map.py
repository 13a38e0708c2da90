"""What the office's map is made of now: the latest places, outlines, numbers of people and targets."""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from council.indicators.models.map import MapOutlines, MapPlaces, MapShown, MapTarget, UnitPeople
from council.indicators.permissions import Can
from council.indicators.queries.province import require_province
from hub.dashboards.pages import Goal
from hub.dashboards.spans import Kind, Span
from hub.dashboards.spots import Spot, placed
from kernel.access import Actor, require
from kernel.clock import VIETNAM
from kernel.refusal import NotFound
from tenancy.models import Council


def latest_places() -> MapPlaces | None:
    """Return the office's last arrangement, None where nothing was ever arranged."""
    last: MapPlaces | None = MapPlaces.objects.order_by("-created_at", "-id").first()
    return last


def find_spots(codes: Sequence[str]) -> dict[str, Spot]:
    """Return the place of each unit: where the office put it, else as proposed."""
    last = latest_places()
    known = {code: Spot(row, column) for code, (row, column) in last.places.items()} if last else {}
    return placed(sorted(codes), known)


def find_outlines() -> MapOutlines | None:
    """Return the outlines that are drawn now."""
    last = MapShown.objects.select_related("outlines").order_by("-created_at", "-id").first()
    return last.outlines if last else None


def find_people() -> dict[str, UnitPeople]:
    """Return the latest number of people of each unit, with its day and source."""
    rows = UnitPeople.objects.order_by("unit_code", "counted_on", "created_at", "id")
    return {row.unit_code: row for row in rows}


def find_goal(measure: str, span: Span) -> Goal:
    """Return what is set for a measure and a period now. What was set for a term ends with it."""
    rows = MapTarget.objects.filter(measure=measure, period=span.key)
    if span.kind == Kind.TERM:
        rows = rows.filter(created_at__gte=datetime.combine(span.first, time.min, tzinfo=VIETNAM))
    last = rows.order_by("-created_at", "-id").first()
    return Goal(last.each, last.whole) if last else Goal()


def list_targets(actor: Actor, council: Council) -> list[MapTarget]:
    """Return every target that was ever set, the newest first.

    :raises NotFound: the council is no province's.
    :raises NotPermitted: the actor may not see them.
    """
    require_province(actor, council)
    return list(MapTarget.objects.order_by("-created_at", "-id")[:200])


def get_outlines(actor: Actor, council: Council, outlines_id: UUID) -> MapOutlines:
    """Return outlines that were brought.

    :raises NotFound: there are none, or the council is no province's.
    :raises NotPermitted: the actor does not draw the map.
    """
    require_office(actor, council)
    found: MapOutlines | None = MapOutlines.objects.filter(pk=outlines_id).first()
    if found is None:
        raise NotFound()
    return found


def require_office(actor: Actor, council: Council) -> None:
    """Pass when the place is a province's and the actor draws its map.

    :raises NotFound: the council is no province's.
    :raises NotPermitted: the actor may not.
    """
    require_province(actor, council)
    require(actor, Can.ARRANGE_MAP, council)


def oldest_day(people: dict[str, UnitPeople]) -> date | None:
    """Return the earliest day that the numbers of people stand for."""
    return min((row.counted_on for row in people.values()), default=None)
