"""What a council set itself: values of configurable parameters, local days, pauses, and the deadlines that moved."""

from council.rulebook.models.moves import DeadlineMove
from council.rulebook.models.pauses import Pause
from council.rulebook.models.rules import DayOff, Override

__all__ = ["DayOff", "DeadlineMove", "Override", "Pause"]
