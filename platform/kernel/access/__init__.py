"""Who may do what: actors made of holdings, tables of grants, tables of steps. Denied is the default.

``hold``, ``end_holdings`` and ``actor_of`` touch the database. Django imports this package before any
model may be loaded, so these three are looked up on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kernel.access.actor import ANONYMOUS, Actor, Holding, KernelRole
from kernel.access.gate import (
    NotPermitted,
    UnknownCapability,
    UnknownRole,
    grants,
    may,
    may_at_all,
    require,
)
from kernel.access.paper import Registered, permissions_paper, registered, workflows_paper
from kernel.access.steps import Step, StepNotAllowed, Steps, UnknownStep, open_steps, steps, take

if TYPE_CHECKING:
    from kernel.access.actions import end_holdings, hold
    from kernel.access.queries import actor_of

SYSTEM, OPERATOR, everyone = KernelRole.SYSTEM, KernelRole.OPERATOR, KernelRole.EVERYONE
_STORED = {"hold": "actions", "end_holdings": "actions", "actor_of": "queries"}

__all__ = [
    "ANONYMOUS",
    "OPERATOR",
    "SYSTEM",
    "Actor",
    "Holding",
    "KernelRole",
    "NotPermitted",
    "Registered",
    "Step",
    "StepNotAllowed",
    "Steps",
    "UnknownCapability",
    "UnknownRole",
    "UnknownStep",
    "actor_of",
    "end_holdings",
    "everyone",
    "grants",
    "hold",
    "may",
    "may_at_all",
    "open_steps",
    "permissions_paper",
    "registered",
    "require",
    "steps",
    "take",
    "workflows_paper",
]


def __getattr__(name: str) -> Any:
    if name not in _STORED:
        raise AttributeError(f"kernel.access has no {name!r}")
    return getattr(import_module(f"kernel.access.{_STORED[name]}"), name)
