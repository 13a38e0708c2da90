"""The sealer: one per place, it links what is committed into the chain.

A chain written inside each action's transaction would make every writer wait for the one before; a sealer
a moment later costs the writers nothing. An entry whose transaction commits late gets a later position.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from kernel import locks
from kernel.audit.chain import GENESIS, link
from kernel.audit.models import AuditEntry, AuditSeal

BATCH = 1_000
# How many ids behind the last sealed entry are searched for late commits; ``whole`` searches them all.
LOOK_BACK = 10_000
LOCK = "audit.seal"


@dataclass(frozen=True)
class Head:
    """The last link. Kept elsewhere (minutes, a log, a paper) it proves that no tail was cut off."""

    position: int = 0
    digest: str = GENESIS


def head() -> Head:
    """Return the last link of the current place's chain."""
    last = AuditSeal.objects.order_by("-position").first()
    return Head(last.position, last.digest) if last else Head()


def unsealed(*, whole: bool = False) -> QuerySet[AuditEntry]:
    """Return the entries that no seal holds, oldest id first."""
    waiting = AuditEntry.objects.filter(~Exists(AuditSeal.objects.filter(entry_id=OuterRef("pk"))))
    if not whole and (newest := AuditSeal.objects.order_by("-entry_id").first()):
        waiting = waiting.filter(id__gt=newest.entry_id - LOOK_BACK)
    return waiting.order_by("id")


def seal(*, now: datetime, whole: bool = False, wait: bool = True) -> Head:
    """Link all committed entries (and those of the caller's own transaction) into the chain.

    Without ``wait`` it gives way to a sealer already at work. Returns the chain's head.
    """
    while True:
        with transaction.atomic():
            if wait:
                locks.hold_until_commit(LOCK)
            elif not locks.try_until_commit(LOCK):
                return head()
            last, sealed = _seal_batch(now, whole)
        if sealed < BATCH:
            return last


def _seal_batch(now: datetime, whole: bool) -> tuple[Head, int]:
    last = head()
    seals = []
    for entry in unsealed(whole=whole)[:BATCH]:
        position = last.position + 1
        last = Head(position, link(last.digest, position, now, entry))
        seals.append(AuditSeal(position=position, entry=entry, sealed_at=now, digest=last.digest))
    AuditSeal.objects.bulk_create(seals)
    return last, len(seals)
