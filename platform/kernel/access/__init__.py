"""Who may do what: actors made of holdings, tables of grants, tables of steps. Denied is the default."""

from typing import TYPE_CHECKING

from kernel.access.actor import ANONYMOUS, Actor, Holding, KernelRole
from kernel.access.gate import (
    NotPermitted,
    UnknownCapability,
    UnknownRole,
    also_grants,
    declare_roles,
    grants,
    may,
    may_at_all,
    require,
)
from kernel.access.paper import Registered, permissions_paper, registered, workflows_paper
from kernel.access.steps import Step, StepNotAllowed, Steps, UnknownStep, open_steps, steps, take
from kernel.doorplate import doorplate

if TYPE_CHECKING:
    from kernel.access.actions import end_holdings, hold
    from kernel.access.queries import actor_of

SYSTEM, OPERATOR, everyone = KernelRole.SYSTEM, KernelRole.OPERATOR, KernelRole.EVERYONE

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
    "also_grants",
    "declare_roles",
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

__getattr__ = doorplate(__name__, {"hold": "actions", "end_holdings": "actions", "actor_of": "queries"})
