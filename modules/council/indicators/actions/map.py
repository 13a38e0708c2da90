"""What the province's office does with its map, and what is set for it: each a new row, none is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.indicators.models.map import MapOutlines, MapPlaces, MapShown, MapTarget, UnitPeople
from council.indicators.permissions import Can
from council.indicators.queries.map import latest_places
from hub.dashboards.shapes import Shapes
from hub.dashboards.spots import Spot, clashes
from kernel import audit, clock, locks
from kernel.access import Actor, require
from kernel.refusal import Refusal
from kernel.rows import VersionClash
from tenancy.models import Council

LOCK = "indicators.map"


class TilesClash(Refusal):
    """Two tiles stand on one place, or one stands outside the map; ``others`` tells for each code which ones."""

    code = "tiles_clash"
    message = _("Có ô trùng chỗ hoặc nằm ngoài bản đồ. Chưa lưu gì.")


class TargetEmpty(Refusal):
    """Neither a target for each unit nor one for all of them."""

    code = "target_empty"
    message = _("Hãy ghi mục tiêu cho mỗi xã, phường hoặc cho toàn tỉnh.")
    field = "each"


class PeopleDayWrong(Refusal):
    """Nobody has counted people on a day to come; the entry would be the latest for ever."""

    code = "people_day_wrong"
    message = _("Ngày tính dân số không được sau hôm nay.")
    field = "counted_on"


@dataclass(frozen=True)
class People:
    """How many people one unit had."""

    unit_code: str
    people: int


@transaction.atomic
def arrange_tiles(*, actor: Actor, council: Council, spots: Mapping[str, Spot], read: UUID | None) -> MapPlaces:
    """Put the tiles where the office says; ``read`` is the arrangement that was on the page.

    :raises NotPermitted: the actor may not.
    :raises TilesClash: two tiles stand on one place, or one stands outside the map.
    :raises VersionClash: somebody else arranged the tiles in the meantime.
    """
    require(actor, Can.ARRANGE_MAP, council)
    locks.hold_until_commit(LOCK)
    there = latest_places()
    if (there.pk if there else None) != read:
        raise VersionClash()
    if clashes(spots) or not all(spot.is_on_map for spot in spots.values()):
        raise TilesClash()
    places = {code: [spot.row, spot.column] for code, spot in spots.items()}
    row: MapPlaces = MapPlaces.objects.create(places=places, made_by=actor.account_id, made_by_name=actor.name)
    audit.record(actor, "indicators.arrange_tiles", row)
    return row


def propose_again(*, actor: Actor, council: Council, read: UUID | None) -> MapPlaces:
    """Give up the office's own arrangement: the proposed one counts again, what was there stays in the history."""
    return arrange_tiles(actor=actor, council=council, spots={}, read=read)


@transaction.atomic
def bring_outlines(*, actor: Actor, council: Council, shapes: Shapes, file_name: str, source: str) -> MapOutlines:
    """Keep the outlines of a file; nothing is drawn with them before they are shown."""
    require(actor, Can.ARRANGE_MAP, council)
    row: MapOutlines = MapOutlines.objects.create(
        file_name=file_name[:200],
        source=source,
        height=shapes.height,
        paths=shapes.paths,
        report=[[match.number, match.label, match.code, str(match.why)] for match in shapes.matches],
        made_by=actor.account_id,
        made_by_name=actor.name,
    )
    audit.record(actor, "indicators.bring_outlines", row)
    return row


@transaction.atomic
def show_outlines(*, actor: Actor, council: Council, outlines: MapOutlines | None) -> MapShown:
    """Draw the map with these outlines from now on, or with none."""
    require(actor, Can.ARRANGE_MAP, council)
    row: MapShown = MapShown.objects.create(outlines=outlines, made_by=actor.account_id, made_by_name=actor.name)
    audit.record(actor, "indicators.show_outlines", row)
    return row


@transaction.atomic
def enter_people(
    *, actor: Actor, council: Council, rows: Sequence[People], counted_on: date, source: str, now: datetime
) -> list[UnitPeople]:
    """Enter how many people units had on a day, by a source; earlier entries stay in the history.

    :raises NotPermitted: the actor may not.
    :raises PeopleDayWrong: the day is after today.
    """
    require(actor, Can.ARRANGE_MAP, council)
    if counted_on > clock.local_day(now):
        raise PeopleDayWrong()
    made = [
        UnitPeople.objects.create(
            unit_code=row.unit_code,
            people=row.people,
            counted_on=counted_on,
            source=source,
            made_by=actor.account_id,
            made_by_name=actor.name,
        )
        for row in rows
    ]
    for entry in made:
        audit.record(actor, "indicators.enter_people", entry, reason=source)
    return made


@transaction.atomic
def set_map_target(
    *, actor: Actor, council: Council, measure: str, period: str, each: int | None, whole: int | None, document: str
) -> MapTarget:
    """Write down what the standing committee set for a measure and a period; it takes the place of an earlier one.

    :raises TargetEmpty: no number is given.
    """
    require(actor, Can.SET_MAP_TARGET, council)
    if each is None and whole is None:
        raise TargetEmpty()
    row: MapTarget = MapTarget.objects.create(
        measure=measure,
        period=period,
        each=each,
        whole=whole,
        document=document,
        made_by=actor.account_id,
        made_by_name=actor.name,
    )
    audit.record(actor, "indicators.set_map_target", row, reason=document)
    return row
