"""What one account was told."""

from typing import TYPE_CHECKING

from kernel.notify.models import Notice, NoticeQuerySet

if TYPE_CHECKING:
    from kernel.access import Actor


def list_notices(actor: "Actor") -> NoticeQuerySet:
    """Return the actor's own notices, newest first."""
    return Notice.objects.to(actor.account_id)


def count_unread(actor: "Actor") -> int:
    """Return how many of the actor's own notices nobody has opened."""
    return Notice.objects.to(actor.account_id).unread().count()
