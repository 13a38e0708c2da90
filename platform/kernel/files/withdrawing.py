"""Opening a file to the public, and taking one back. The bytes stay for the record; nobody is served them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kernel import audit
from kernel.files.models import StoredFile
from kernel.refusal import NotFound
from kernel.rows import lock

if TYPE_CHECKING:
    from kernel.access import Actor


@transaction.atomic
def make_public(*, actor: "Actor", stored: StoredFile) -> StoredFile:
    """Mark a file as public; the caller has published what it belongs to.

    :raises NotFound: it was withdrawn.
    """
    stored = _standing(stored)
    stored.state = StoredFile.State.PUBLIC
    stored.save(update_fields=["state"])
    audit.record(actor, "files.make_public", stored, fields=["state"])
    return stored


@transaction.atomic
def withdraw(*, actor: "Actor", stored: StoredFile, reason: str, now: datetime) -> StoredFile:
    """Take a file back; from now on it is served to nobody.

    :raises NotFound: it was withdrawn before.
    """
    stored = _standing(stored)
    stored.state, stored.removed_at = StoredFile.State.WITHDRAWN, now
    stored.removed_by, stored.removed_reason = actor.account_id, reason
    stored.save(update_fields=["state", "removed_at", "removed_by", "removed_reason"])
    audit.record(actor, "files.withdraw", stored, fields=["state"], reason=reason)
    return stored


def _standing(stored: StoredFile) -> StoredFile:
    fresh: StoredFile = lock(stored)
    if fresh.state == StoredFile.State.WITHDRAWN:
        raise NotFound()
    return fresh
