"""What is done with rights: roles held and ended, rights moved inside what the law allows."""

from kernel.access.actions.holdings import end_holdings, hold
from kernel.access.actions.moves import (
    AlreadyMoved,
    DayPassed,
    LastRole,
    MoveReasonMissing,
    NotMovable,
    Wanted,
    confirm_move,
    propose_move,
    refuse_move,
    simplify,
    undo_move,
    withdraw_move,
)

__all__ = [
    "AlreadyMoved",
    "DayPassed",
    "LastRole",
    "MoveReasonMissing",
    "NotMovable",
    "Wanted",
    "confirm_move",
    "end_holdings",
    "hold",
    "propose_move",
    "refuse_move",
    "simplify",
    "undo_move",
    "withdraw_move",
]
