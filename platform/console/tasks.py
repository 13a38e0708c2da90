"""The control worker's chores: make councils one by one, take up what was left lying, keep the pool filled, recount.

They run on the queue ``control`` (routed by ``config.celery``), whose worker alone logs in as the owner.
"""

from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.db import transaction

from console.models import OnboardingItem
from console.onboarding import work_off
from console.queries import list_left_lying
from hub.rollups import recount
from kernel import clock, locks
from tenancy import pool
from tenancy.models import Council
from tenancy.tasks import HubTask


@shared_task(base=HubTask, name="console.onboard_item", ignore_result=True)
def onboard_item(item_id: str) -> None:
    """Bring one line of an onboarding to its end."""
    work_off(UUID(item_id), now=clock.now())


@shared_task(base=HubTask, name="console.take_up", ignore_result=True)
def take_up() -> None:
    """Send again what a killed worker or a silent queue left lying; each line at most once a minute."""
    now = clock.now()
    lying = list_left_lying(now=now)
    OnboardingItem.objects.filter(pk__in=lying).update(touched_at=now)
    send(lying)


@shared_task(base=HubTask, name="console.fill_pool", ignore_result=True)
def fill_pool() -> None:
    """Keep as many schemas ready as the settings ask for."""
    with locks.alone("fill-pool") as taken:
        if taken:
            pool.fill(settings.POOL_SIZE)


@shared_task(base=HubTask, name="console.recount_fleet", ignore_result=True)
def recount_fleet() -> None:
    """Have every council's figures compared with its rows, each by a message of its own."""
    for key in Council.objects.order_by("key").values_list("key", flat=True):
        recount_council.delay(key)


@shared_task(base=HubTask, name="console.recount_council", ignore_result=True)
def recount_council(key: str) -> None:
    """Compare one council's figures with its rows and note what came out."""
    recount.recount(Council.objects.get(key=key), at=clock.now(), by="nightly")


def ring(onboarding_id: UUID) -> None:
    """Ring the worker for an onboarding's waiting lines, after the commit.

    A queue that is away is logged; the next ``take_up`` finds the lines.
    """
    items = OnboardingItem.objects.at_work().filter(onboarding_id=onboarding_id).order_by("position")
    waiting = list(items.values_list("pk", flat=True))
    transaction.on_commit(lambda: send(waiting), robust=True)


def send(items: list[UUID]) -> None:
    """Send one message for each line."""
    for item in items:
        onboard_item.delay(str(item))
