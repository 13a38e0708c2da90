"""Writing the ledger: one plain insert in the action's own transaction."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.db import models

from kernel import trace
from kernel.audit.models import AuditEntry

if TYPE_CHECKING:
    from kernel.access import Actor

FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
LONGEST_REASON = 500

# Told of each object that is changed, in the transaction of the change.
watchers: list[Callable[[models.Model], None]] = []


def record(
    actor: "Actor", action: str, obj: models.Model | None = None, *, fields: Iterable[str] = (), reason: str = ""
) -> None:
    """Enter one thing done; it commits or vanishes with the change itself.

    ``fields`` are the names of the changed fields, never their values. ``reason`` is what the person
    gave as the reason, cut to 500 characters.

    :raises ValueError: a field name is none (somebody passes a value).
    """
    names = list(fields)
    if strange := [name for name in names if not FIELD_NAME.fullmatch(name)]:
        raise ValueError(f"{len(strange)} of the audit's field names for {action} are no names of fields")
    AuditEntry.objects.create(
        account_id=actor.account_id,
        system="" if actor.account_id else actor.name[:80],
        on_behalf_of=actor.on_behalf_of,
        ticket=actor.ticket,
        action=action,
        object_label=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        fields=names,
        reason=reason[:LONGEST_REASON],
        request_id=trace.request_id(),
    )
    for watch in watchers if obj is not None else ():
        watch(obj)
