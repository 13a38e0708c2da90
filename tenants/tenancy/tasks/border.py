"""The carrier of hand-overs: woken after commit and by the sweep, one at a time for each sending council."""

from celery import shared_task
from django.db import transaction

from kernel import clock
from tenancy.border.carrying import Carried, carry
from tenancy.models import Pending
from tenancy.tasks.classes import HubTask

KIND = "border"
TOO_LATE = 300


@shared_task(base=HubTask, name="tenancy.carry_hand_overs", ignore_result=True)
def carry_hand_overs(council_key: str) -> None:
    """Carry what waits in one council, then remove the notes that were there before the work."""
    notes = list(Pending.objects.filter(council_key=council_key, kind=KIND, at__lte=clock.now()).values_list("id"))
    carried = carry(council_key)
    if not carried.is_busy:
        _note_again(council_key, [pk for (pk,) in notes], carried)


def wake(key: str) -> None:
    """Send the carrier to a council after a commit there (a waker of ``tenancy.border``)."""
    carry_hand_overs.apply_async(kwargs={"council_key": key}, expires=TOO_LATE)


def _note_again(key: str, done: list[int], carried: Carried) -> None:
    """Put one note for each time to come again in the place of those that are worked off, in one commit."""
    with transaction.atomic():
        Pending.objects.filter(council_key=key, kind=KIND, at__gt=clock.now()).delete()
        Pending.objects.bulk_create(
            Pending(council_key=key, kind=KIND, at=at, awaits=awaits) for awaits, at in carried.again.items()
        )
        Pending.objects.filter(id__in=done).delete()
