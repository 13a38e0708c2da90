"""Notices on their way to telephones, carried from the place in which they were made."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from celery import shared_task
from django.conf import settings

from kernel import notify
from kernel.place import PUBLIC_KEY
from tenancy.postgres.here import here
from tenancy.tasks.classes import HEADER, CouncilTask, HubTask


@shared_task(base=CouncilTask, name="tenancy.carry_councils_notice", ignore_result=True)
def carry_councils_notice(delivery_id: str) -> None:
    """Take one delivery of a council a step on."""
    host = f"{here().tenant.subdomain}.{settings.COUNCIL_DOMAIN}"
    wait = notify.carry(UUID(delivery_id), base_address=settings.COUNCIL_ADDRESS.format(host=host))
    _come_again(carry_councils_notice, delivery_id, wait)


@shared_task(base=HubTask, name="tenancy.carry_operators_notice", ignore_result=True)
def carry_operators_notice(delivery_id: str) -> None:
    """Take one delivery to an operator a step on."""
    address = settings.COUNCIL_ADDRESS.format(host=settings.PUBLIC_HOSTS[0])
    wait = notify.carry(UUID(delivery_id), base_address=address)
    _come_again(carry_operators_notice, delivery_id, wait)


def carry(key: str, delivery_id: UUID) -> None:
    """Have a delivery carried, after its commit (a carrier of ``kernel.notify``)."""
    task = carry_operators_notice if key == PUBLIC_KEY else carry_councils_notice
    task.apply_async([str(delivery_id)], headers={HEADER: key})


def _come_again(task: Any, delivery_id: str, wait: timedelta | None) -> None:
    if wait is not None:
        task.apply_async([delivery_id], countdown=wait.total_seconds())
