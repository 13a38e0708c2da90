"""Who may do what: actors made of holdings, tables of grants, tables of steps. Denied is the default."""

from typing import TYPE_CHECKING

from kernel.access.actor import ANONYMOUS, Actor, Holding, KernelRole
from kernel.access.book import (
    Described,
    Separation,
    UnknownCapability,
    UnknownRole,
    also_grants,
    declare_office,
    declare_roles,
    describe,
    grants,
    separations,
)
from kernel.access.gate import Denial, NotPermitted, Why, may, may_at_all, require, why_not
from kernel.access.paper import Registered, permissions_paper, registered, workflows_paper
from kernel.access.scopes import CHILDREN, OWN, PUBLIC, WHOLE, Belongs, Scope, Scoped, in_body
from kernel.access.steps import Step, StepNotAllowed, Steps, UnknownStep, open_steps, steps, take
from kernel.doorplate import doorplate

if TYPE_CHECKING:
    from kernel.access.actions import end_holdings, hold
    from kernel.access.queries import actor_of

SYSTEM, OPERATOR, everyone = KernelRole.SYSTEM, KernelRole.OPERATOR, KernelRole.EVERYONE
READER = KernelRole.READER

__all__ = [
    "ANONYMOUS",
    "CHILDREN",
    "OPERATOR",
    "OWN",
    "PUBLIC",
    "READER",
    "SYSTEM",
    "WHOLE",
    "Actor",
    "Belongs",
    "Denial",
    "Described",
    "Holding",
    "KernelRole",
    "NotPermitted",
    "Registered",
    "Scope",
    "Scoped",
    "Separation",
    "Step",
    "StepNotAllowed",
    "Steps",
    "UnknownCapability",
    "UnknownRole",
    "UnknownStep",
    "Why",
    "actor_of",
    "also_grants",
    "declare_office",
    "declare_roles",
    "describe",
    "end_holdings",
    "everyone",
    "grants",
    "hold",
    "in_body",
    "may",
    "may_at_all",
    "open_steps",
    "permissions_paper",
    "registered",
    "require",
    "separations",
    "steps",
    "take",
    "why_not",
    "workflows_paper",
]

__getattr__ = doorplate(__name__, {"hold": "actions", "end_holdings": "actions", "actor_of": "queries"})
