"""Reading the rulebook: what holds, what the council set itself, and which deadlines moved."""

from council.rulebook.queries.deadlines import (
    SOURCES,
    DeadlineSource,
    OpenDeadline,
    list_moves,
    register_deadlines,
)
from council.rulebook.queries.pauses import get_pause, list_pauses
from council.rulebook.queries.rules import (
    RuleLine,
    get_local_day,
    get_rule,
    list_local_days,
    list_overrides,
    list_rules,
    load_rules,
)

__all__ = [
    "SOURCES",
    "DeadlineSource",
    "OpenDeadline",
    "RuleLine",
    "get_local_day",
    "get_pause",
    "get_rule",
    "list_local_days",
    "list_moves",
    "list_overrides",
    "list_pauses",
    "list_rules",
    "load_rules",
    "register_deadlines",
]
