"""When a document may take effect, and until when a resolution is made public."""

from datetime import date

from council.documents.law.kinds import RESOLUTIONS, Kind
from council.law import Rules, due, effective_floor

PUBLISHING = "sessions.publish_after_days"


def earliest_effect(*, kind: Kind, adopted_on: date, rules: Rules) -> date:
    """Return the first day on which a document may take effect.

    A normative resolution: so many days after its adoption (R-RES-01, a floor that is never shifted
    off a day off). Any other document may take effect on the day of its adoption.
    """
    if kind is Kind.NORMATIVE_RESOLUTION:
        return effective_floor(adopted_on=adopted_on, level=rules.level, rules=rules).due_on
    return adopted_on


def publishing_due(*, kind: Kind, adopted_on: date, rules: Rules) -> date | None:
    """Return the last day on which an adopted resolution is published in time (R-SES-23); None for other kinds."""
    return due(PUBLISHING, base_on=adopted_on, rules=rules, binding=False).due_on if kind in RESOLUTIONS else None
