"""Sending to telephones, from a worker: handed over once, then asked about; tried again where that may help."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kernel import clock
from kernel.notify.channels import Channel, Fate, Message, NotTaken, NotYetTaken, channel_of
from kernel.notify.models import Delivery

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
MOST_ASKED = 12
# Below the time after which the broker gives an unfinished message to another worker.
LONGEST_WAIT = timedelta(minutes=4)
FIRST_WAIT = timedelta(seconds=15)
OFF = "channel off"
ENDS = {Fate.DELIVERED: Delivery.State.DELIVERED, Fate.FAILED: Delivery.State.FAILED}
UNDER_WAY = (Delivery.State.QUEUED, Delivery.State.HANDED_OVER)


def carry(delivery_id: UUID, *, base_address: str) -> timedelta | None:
    """Take one delivery a step on; return after which time to come again, None when it is at its end.

    ``base_address`` ("https://ninhbinh.example.vn") stands before the notice's path. A worker that dies between
    handing over and the commit hands over again, under the same key.
    """
    with transaction.atomic():
        waiting = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("notice")
        delivery = waiting.filter(pk=delivery_id, state__in=UNDER_WAY).first()
        if delivery is None:
            return None
        channel = channel_of(delivery.way)
        if channel is None:
            _set(delivery, Delivery.State.FAILED, OFF)
            return None
        if delivery.state == Delivery.State.HANDED_OVER:
            return _ask(delivery, channel)
        return _hand_over(delivery, channel, base_address)


def _hand_over(delivery: Delivery, channel: Channel, base_address: str) -> timedelta | None:
    delivery.attempts += 1
    notice = delivery.notice
    link = f"{base_address}{notice.path}" if notice.path else ""
    try:
        delivery.number = channel.hand_over(Message(str(delivery.pk), delivery.to_phone, notice.subject, link))[:100]
    except NotYetTaken as error:
        if delivery.attempts < MOST_ATTEMPTS:
            return _again(delivery, error.reason, delivery.attempts)
        _set(delivery, Delivery.State.FAILED, error.reason)
        return None
    except NotTaken as error:
        _set(delivery, Delivery.State.FAILED, error.reason)
        return None
    delivery.handed_over_at = clock.now()
    _set(delivery, Delivery.State.HANDED_OVER, "")
    return FIRST_WAIT


def _ask(delivery: Delivery, channel: Channel) -> timedelta | None:
    delivery.asked += 1
    try:
        fate, reason = channel.fate_of(delivery.number)
    except NotTaken as error:
        fate, reason = Fate.UNDER_WAY, error.reason
    if fate is Fate.DELIVERED:
        delivery.delivered_at = clock.now()
    if fate is not Fate.UNDER_WAY:
        _set(delivery, ENDS[fate], reason if fate is Fate.FAILED else "")
        return None
    wait = _again(delivery, reason, delivery.asked)
    return wait if delivery.asked < MOST_ASKED else None


def _again(delivery: Delivery, reason: str, tries: int) -> timedelta:
    """Keep why, and return twice the time of the last try."""
    _set(delivery, Delivery.State(delivery.state), reason)
    return min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT)


def _set(delivery: Delivery, state: Delivery.State, reason: str) -> None:
    delivery.state, delivery.reason = state, reason[:200]
    if state == Delivery.State.FAILED:
        logger.warning("delivery %s by %s failed: %s", delivery.pk, delivery.way, delivery.reason)
    delivery.save(update_fields=["state", "reason", "attempts", "asked", "number", "handed_over_at", "delivered_at"])
