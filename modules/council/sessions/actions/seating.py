"""Where the delegates sit: the hall's arrangement, filled by teams or names at once, then changed seat by seat."""

from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.people.models import Mandate
from council.people.workflow import IN_OFFICE
from council.sessions.models import Seat, Seating
from council.sessions.permissions import Can
from kernel import audit, locks
from kernel.access import Actor, require
from kernel.refusal import Refusal
from kernel.rows import VersionClash

MOST = 40
QUEUE = "sessions.seating"


class SeatOrder(StrEnum):
    """In which order the delegates fill the seats."""

    TEAM = "team"
    NAME = "name"


class HallTooSmall(Refusal):
    """There are more delegates than seats, or the numbers are out of bounds."""

    code = "hall_too_small"
    message = _("Hội trường phải có từ 1 đến 40 hàng, mỗi hàng từ 1 đến 40 ghế, và đủ ghế cho mọi đại biểu.")
    field = "rows"


class NoSuchSeat(Refusal):
    """The hall has no such row or seat."""

    code = "no_such_seat"
    message = _("Hội trường không có ghế này.")
    field = "row"


@transaction.atomic
def arrange_hall(*, actor: Actor, rows: int, columns: int, order: SeatOrder, version: int | None) -> Seating:
    """Set the hall's rows and seats and give each delegate in office one, from the first row on.

    ``version`` is the arrangement's that the actor saw, None when there was none yet.

    :raises NotPermitted: the actor does not arrange the hall.
    :raises HallTooSmall: the numbers are out of bounds, or the delegates do not find room.
    :raises VersionClash: somebody arranged the hall meanwhile.
    """
    require(actor, Can.ARRANGE_SEATS)
    locks.hold_until_commit(QUEUE)
    mandates = _in_order(order)
    if not (1 <= rows <= MOST and 1 <= columns <= MOST) or rows * columns < len(mandates):
        raise HallTooSmall()
    seating = _written(rows, columns, version)
    known = {seat.mandate_id: seat for seat in Seat.objects.all()}
    Seat.objects.filter(row__isnull=False).update(row=None, number=None)
    Seat.objects.bulk_create(Seat(mandate=mandate) for mandate in mandates if mandate.id not in known)
    placed = {seat.mandate_id: seat for seat in Seat.objects.all()}
    for place, mandate in enumerate(mandates):
        row, number = divmod(place, columns)
        placed[mandate.id].row, placed[mandate.id].number = row + 1, number + 1
    Seat.objects.bulk_update([placed[mandate.id] for mandate in mandates], ["row", "number"])
    audit.record(actor, "sessions.arrange_hall", seating, fields=("rows", "columns"))
    return seating


@transaction.atomic
def move_seat(*, actor: Actor, mandate: Mandate, row: int, number: int) -> Seat:
    """Give a delegate another seat; who sat there takes hers.

    :raises NotPermitted: the actor does not arrange the hall.
    :raises NoSuchSeat: the hall is not arranged, or has no such seat.
    """
    require(actor, Can.ARRANGE_SEATS)
    locks.hold_until_commit(QUEUE)
    seating = Seating.objects.first()
    if seating is None or not (1 <= row <= seating.rows and 1 <= number <= seating.columns):
        raise NoSuchSeat()
    seat = Seat.objects.filter(mandate=mandate).first() or Seat(mandate=mandate)
    Seat.objects.filter(row=row, number=number).exclude(pk=seat.pk).update(row=seat.row, number=seat.number)
    seat.row, seat.number = row, number
    seat.save()
    audit.record(actor, "sessions.move_seat", seat, fields=("row", "number"))
    return seat


def _in_order(order: SeatOrder) -> list[Mandate]:
    mandates = Mandate.objects.filter(state__in=IN_OFFICE)
    if order == SeatOrder.TEAM:
        return list(mandates.order_by("team__number", "person__sort_key", "id"))
    return list(mandates.by_name())


def _written(rows: int, columns: int, version: int | None) -> Seating:
    seating: Seating
    found = Seating.objects.first()
    if found is None:
        seating = Seating.objects.create(rows=rows, columns=columns)
        return seating
    seating = found
    if seating.version != version:
        raise VersionClash()
    seating.rows, seating.columns, seating.version = rows, columns, seating.version + 1
    seating.save(update_fields=["rows", "columns", "version"])
    return seating
