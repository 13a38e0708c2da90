"""Telling somebody, and marking what was told as read."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from kernel.notify.channels import names_of_channels
from kernel.notify.models import Delivery, Mail, Notice, Way, Wish
from kernel.place import current_key
from kernel.refusal import NotFound

if TYPE_CHECKING:
    from kernel.access import Actor

# Called after commit with the place's key and the notice's id; each starts the task that sends the mail.
mail_senders: list[Callable[[str, UUID], None]] = []
# Called after commit with the place's key and the delivery's id; each starts the task that carries it.
carriers: list[Callable[[str, UUID], None]] = []


@transaction.atomic
def tell(
    *, account: Any, subject: str, body: str = "", path: str = "", by_mail: bool = True, event_id: UUID | None = None
) -> Notice:
    """Put a notice behind an account's bell; after commit send it by mail and by the ways that the account wished.

    The same account hears of the same event once. ``path`` is a page of this place and begins with "/".

    :raises ValueError: ``path`` leads out of the place.
    """
    if path and (not path.startswith("/") or path.startswith(("//", "/\\"))):
        raise ValueError("a notice leads to a page of its own place")
    notice = Notice(account=account, subject=subject[:200], body=body, path=path, event_id=event_id)
    Notice.objects.bulk_create([notice], ignore_conflicts=event_id is not None)
    if event_id is not None:
        stored = Notice.objects.get(account=account, event_id=event_id)
        if stored.pk != notice.pk:
            return stored
    if by_mail and account.email:
        Mail.objects.create(notice=notice, to_address=account.email)
        for send in mail_senders:
            transaction.on_commit(partial(send, current_key(), notice.pk), robust=True)
    _queue(notice)
    return notice


@transaction.atomic
def wish(*, actor: "Actor", way: Way, phone: str, is_on: bool) -> Wish:
    """Say that one wants to be told by a way too, or no more; the telephone as ``phone_of`` writes it.

    :raises NotFound: nobody is signed in, or the way is off here.
    """
    if actor.account_id is None or way not in names_of_channels():
        raise NotFound()
    state = Wish.State.ON if is_on else Wish.State.OFF
    made, _is_new = Wish.objects.update_or_create(
        account_id=actor.account_id, way=way, defaults={"phone": phone, "state": state}
    )
    return made


def mark_read(*, actor: "Actor", notice_id: UUID, now: datetime) -> Notice:
    """Mark one of the actor's own notices as read.

    :raises NotFound: there is none, or it is somebody else's.
    """
    notice = Notice.objects.to(actor.account_id).filter(pk=notice_id).first()
    if notice is None:
        raise NotFound()
    if notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
    return notice


def mark_all_read(*, actor: "Actor", now: datetime) -> int:
    """Mark all of the actor's notices as read; return how many were new."""
    return Notice.objects.to(actor.account_id).unread().order_by().update(read_at=now)


def _queue(notice: Notice) -> None:
    """Put a notice on the ways that its account wishes and that are on here."""
    ways = names_of_channels()
    if not ways:
        return
    for each in Wish.objects.filter(account_id=notice.account_id, state=Wish.State.ON, way__in=ways):
        delivery = Delivery.objects.create(notice=notice, way=each.way, to_phone=each.phone)
        for carry in carriers:
            transaction.on_commit(partial(carry, current_key(), delivery.pk), robust=True)
