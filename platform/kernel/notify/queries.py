"""What one account was told."""

from typing import TYPE_CHECKING

from kernel.access import require
from kernel.notify.models import Delivery, DeliverySet, Notice, NoticeQuerySet, Wish
from kernel.notify.permissions import Can

if TYPE_CHECKING:
    from kernel.access import Actor


def list_notices(actor: "Actor") -> NoticeQuerySet:
    """Return the actor's own notices, newest first."""
    return Notice.objects.to(actor.account_id)


def count_unread(actor: "Actor") -> int:
    """Return how many of the actor's own notices nobody has opened."""
    return Notice.objects.to(actor.account_id).unread().count()


def list_wishes(actor: "Actor") -> dict[str, Wish]:
    """Return by which ways the actor wishes to be told, or once wished."""
    return {wish.way: wish for wish in Wish.objects.filter(account_id=actor.account_id)} if actor.account_id else {}


def list_deliveries(actor: "Actor", *, way: str = "", state: str = "") -> DeliverySet:
    """Return the log of what went to telephones, the latest first.

    :raises NotPermitted: the actor may not see it.
    """
    require(actor, Can.SEE_DELIVERIES)
    found = Delivery.objects.newest_first()
    found = found.filter(way=way) if way else found
    return found.filter(state=state) if state else found
