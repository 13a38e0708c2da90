"""Files that nothing is attached to any more: whatever they belonged to was wiped."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from kernel.files.models import StoredFile
from kernel.files.withdrawing import withdraw

if TYPE_CHECKING:
    from kernel.access import Actor


def withdraw_unused(*, actor: "Actor", ids: Iterable[UUID], reason: str, now: datetime) -> int:
    """Take back those of the files that no row of any kind points at, and return how many."""
    standing = StoredFile.objects.filter(id__in=set(ids)).exclude(state=StoredFile.State.WITHDRAWN)
    unused = [stored for stored in standing.order_by("id") if not _is_used(stored)]
    for stored in unused:
        withdraw(actor=actor, stored=stored, reason=reason, now=now)
    return len(unused)


def _is_used(stored: StoredFile) -> bool:
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: stored}).exists()
        for relation in StoredFile._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    )
