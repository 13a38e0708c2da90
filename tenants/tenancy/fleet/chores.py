"""Work that can be done for every council from the command line: ``dev fleet each NAME``.

A package above registers its own (the recount of figures); the proof of the audit chain is ours.
"""

from collections.abc import Callable
from typing import Any

from kernel import audit, clock, search
from tenancy.models import Council

Chore = Callable[[Council], Any]
CHORES: dict[str, Chore] = {}


class ChoreFailed(RuntimeError):
    """What the chore proves does not hold in this council."""


def chore(name: str) -> Callable[[Chore], Chore]:
    """Register a function that is called inside each council, as that council's role."""

    def register(function: Chore) -> Chore:
        CHORES[name] = function
        return function

    return register


@chore("verify-audit")
def verify_audit(council: Council) -> str:
    """Prove the council's audit chain.

    :raises ChoreFailed: the chain has a gap, an altered entry or an old unsealed tail.
    """
    report = audit.verify_audit(now=clock.now())
    if report.problems:
        raise ChoreFailed(f"{council.key}: {len(report.problems)} problems, first {report.problems[0]}")
    return f"{report.head.position} entries proved"


@chore("reindex")
def reindex(council: Council) -> str:  # noqa: ARG001 -- the chore stands in the council
    """Make the council's search index anew, after a restore or a change of what can be found."""
    return f"{search.rebuild()} entries"
