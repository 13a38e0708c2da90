"""The proof: walk the chain from its first link and tell everything that does not fit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kernel.audit.chain import GENESIS, link
from kernel.audit.models import AuditEntry, AuditSeal
from kernel.audit.sealing import Head, unsealed

BATCH = 2_000
TAIL_MAY_WAIT = timedelta(minutes=1)


class Finding(StrEnum):
    """What can be wrong with the chain."""

    GAP = "gap"  # a position is missing
    ENTRY_MISSING = "entry_missing"  # a seal holds an entry that is not there
    BROKEN = "broken"  # entry, seal or the link before was altered
    UNSEALED = "unsealed"  # an entry older than a minute has no seal
    HEAD_LOST = "head_lost"  # a head that was kept elsewhere is not in the chain


@dataclass(frozen=True)
class Problem:
    """One finding, with the position in the chain or the entry that it concerns."""

    finding: Finding
    position: int | None = None
    entry_id: int | None = None


@dataclass(frozen=True)
class AuditReport:
    """What ``verify_audit`` saw: how many links, the last of them, and everything that does not fit."""

    sealed: int
    head: Head
    problems: tuple[Problem, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the chain proves that nothing was changed."""
        return not self.problems


def verify_audit(*, now: datetime, heads: Iterable[Head] = ()) -> AuditReport:
    """Walk the current place's whole chain and report gaps, altered rows and an old unsealed tail.

    ``heads`` are links that were kept outside of the database; each must still be in the chain.
    """
    problems: list[Problem] = []
    expected = {kept.position: kept.digest for kept in heads if kept.position}
    last, count = Head(0, GENESIS), 0
    for seal, entry in _links():
        count += 1
        problems += _check(last, seal, entry)
        if expected.get(seal.position) == seal.digest:
            del expected[seal.position]
        last = Head(seal.position, seal.digest)
    problems += [Problem(Finding.HEAD_LOST, position=position) for position in sorted(expected)]
    late = unsealed(whole=True).filter(at__lt=now - TAIL_MAY_WAIT)
    problems += [Problem(Finding.UNSEALED, entry_id=pk) for pk in late.values_list("id", flat=True)]
    return AuditReport(sealed=count, head=last, problems=tuple(problems))


def _links() -> Iterator[tuple[AuditSeal, AuditEntry | None]]:
    position = None
    while True:
        seals = AuditSeal.objects.order_by("position")
        batch = list((seals if position is None else seals.filter(position__gt=position))[:BATCH])
        entries = AuditEntry.objects.in_bulk([seal.entry_id for seal in batch])
        for seal in batch:
            yield seal, entries.get(seal.entry_id)
        if len(batch) < BATCH:
            return
        position = batch[-1].position


def _check(last: Head, seal: AuditSeal, entry: AuditEntry | None) -> list[Problem]:
    problems = []
    if seal.position != last.position + 1:
        problems.append(Problem(Finding.GAP, position=last.position + 1))
    if entry is None:
        problems.append(Problem(Finding.ENTRY_MISSING, position=seal.position, entry_id=seal.entry_id))
    elif link(last.digest, seal.position, seal.sealed_at, entry) != seal.digest:
        problems.append(Problem(Finding.BROKEN, position=seal.position, entry_id=entry.id))
    return problems
