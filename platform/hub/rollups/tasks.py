"""Background work on figures and publications, as the hub."""

from datetime import datetime
from typing import Any
from uuid import UUID

from celery import shared_task

from hub.rollups import folding, publishing
from tenancy.tasks import HubTask


@shared_task(name="rollups.fold_figures", base=HubTask)
def fold_figures() -> int:
    """Fold what was appended since the last time; beat calls it every few seconds."""
    return folding.fold_all()


@shared_task(name="rollups.publish", base=HubTask)
def publish(*, council_key: str, part: str, part_of: str, rows: dict[str, list[dict[str, Any]]], at: str) -> int:
    """Take over a part of what a council publishes, as it was read after ``at``."""
    return publishing.publish(council_key, part, UUID(part_of), rows, at=datetime.fromisoformat(at))
