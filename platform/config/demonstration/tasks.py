"""The other communes of the demonstration get people and a history of their own, once each of them is ready.

Sent when the stage is set; while communes are still being made it comes back. Never in production: the queue knows
these tasks only where the settings take demonstration data.
"""

from datetime import timedelta

from celery import shared_task
from django.conf import settings

from config.demonstration import stage
from kernel import clock
from tenancy.place import in_public
from tenancy.postgres.here import here
from tenancy.tasks import CouncilTask, HubTask
from tenancy.tasks.classes import HEADER

AGAIN_S, AT_ONCE = 10, 8
LIFE = timedelta(hours=6)


@shared_task(base=HubTask, name="demonstration.fill", ignore_result=True)
def fill() -> None:
    """Send each new commune its own task, a few at a time, and come back while more are being made."""
    if not settings.DEMO_ALLOWED:
        return
    with in_public():
        keys, are_more = stage.take_waiting(AT_ONCE)
    for key in keys:
        fill_commune.apply_async(headers={HEADER: key}, expires=LIFE.total_seconds())
    if are_more:
        fill.apply_async(countdown=AGAIN_S)


@shared_task(base=CouncilTask, name="demonstration.fill_commune", ignore_result=True)
def fill_commune() -> None:
    """Give one commune its people and its history."""
    if settings.DEMO_ALLOWED:
        stage.give_history(here().tenant, clock.now())
