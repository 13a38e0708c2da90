"""What people do with figures: set the council's own targets, draw the province's map."""

from council.indicators.actions.targets import (
    NoOwnTarget,
    TargetDocumentMissing,
    TargetInPast,
    end_target,
    set_target,
)

__all__ = ["NoOwnTarget", "TargetDocumentMissing", "TargetInPast", "end_target", "set_target"]
