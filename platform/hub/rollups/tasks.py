"""Background work on figures and publications, as the hub; recounting runs where the owner works."""

from datetime import datetime
from typing import Any
from uuid import UUID

from celery import shared_task

from hub.rollups import folding, publishing, recount
from kernel import clock
from tenancy.models import Council
from tenancy.tasks import HubTask

# Two workers may take a publication and its withdrawal in the wrong order.
MOST_TRIES, AGAIN_AFTER_S = 6, 10


@shared_task(name="rollups.fold_figures", base=HubTask)
def fold_figures() -> int:
    """Fold what was appended since the last time; beat calls it every few seconds."""
    return folding.fold_all()


@shared_task(name="rollups.publish_resolution", base=HubTask)
def publish_resolution(*, council_key: str, columns: dict[str, Any], at: str) -> None:
    """Take over a resolution that a council published."""
    publishing.publish_resolution(council_key, columns, at=datetime.fromisoformat(at))


@shared_task(name="rollups.publish_session", base=HubTask)
def publish_session(*, council_key: str, columns: dict[str, Any], at: str) -> None:
    """Take over a council session that a council published."""
    publishing.publish_session(council_key, columns, at=datetime.fromisoformat(at))


@shared_task(name="rollups.withdraw_resolution", base=HubTask)
def withdraw_resolution(*, council_key: str, key: str, at: str, tries: int = MOST_TRIES) -> None:
    """Leave a tombstone where a council withdrew its resolution; wait for a publication that it has overtaken."""
    known = publishing.withdraw_resolution(council_key, UUID(key), at=datetime.fromisoformat(at))
    if not known and tries > 1:
        again = {"council_key": council_key, "key": key, "at": at, "tries": tries - 1}
        withdraw_resolution.apply_async(kwargs=again, countdown=AGAIN_AFTER_S)


@shared_task(name="rollups.withdraw_session", base=HubTask)
def withdraw_session(*, council_key: str, key: str, at: str, tries: int = MOST_TRIES) -> None:
    """Leave a tombstone where a council withdrew its session; wait for a publication that it has overtaken."""
    known = publishing.withdraw_session(council_key, UUID(key), at=datetime.fromisoformat(at))
    if not known and tries > 1:
        again = {"council_key": council_key, "key": key, "at": at, "tries": tries - 1}
        withdraw_session.apply_async(kwargs=again, countdown=AGAIN_AFTER_S)


@shared_task(name="rollups.recount_council", base=HubTask)
def recount_council(*, council_key: str, by: str, mend: bool = False) -> str:
    """Compare one council's figures with its rows, and mend them on request; on the queue ``control``,
    whose worker works as the owner.
    """
    council = Council.objects.get(key=council_key)
    return str(recount.recount(council, at=clock.now(), by=by, mend=mend).result)
