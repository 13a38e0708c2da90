"""Changing the rulebook: each change names its document, and open deadlines follow in its transaction."""

from council.rulebook.actions.days import remove_local_day, set_local_day
from council.rulebook.actions.deadlines import move_deadlines, weigh
from council.rulebook.actions.pauses import PauseOrder, end_pause, remove_pause, set_pause
from council.rulebook.actions.refusals import (
    DayTaken,
    DocumentMissing,
    EndsBeforeYesterday,
    EndsLater,
    InForceInPast,
    NothingToEnd,
    PauseOver,
    ReasonMissing,
)
from council.rulebook.actions.rules import end_override, set_override

__all__ = [
    "DayTaken",
    "DocumentMissing",
    "EndsBeforeYesterday",
    "EndsLater",
    "InForceInPast",
    "NothingToEnd",
    "PauseOrder",
    "PauseOver",
    "ReasonMissing",
    "end_override",
    "end_pause",
    "move_deadlines",
    "remove_local_day",
    "remove_pause",
    "set_local_day",
    "set_override",
    "set_pause",
    "weigh",
]
