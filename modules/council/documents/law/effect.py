"""When a document may take effect."""

from datetime import date

from council.documents.law.kinds import Kind
from council.law import Rules, effective_floor


def earliest_effect(*, kind: Kind, adopted_on: date, rules: Rules) -> date:
    """Return the first day on which a document may take effect.

    A normative resolution: so many days after its adoption (R-RES-01, a floor that is never shifted
    off a day off). Any other document may take effect on the day of its adoption.
    """
    if kind is Kind.NORMATIVE_RESOLUTION:
        return effective_floor(adopted_on=adopted_on, level=rules.level, rules=rules).due_on
    return adopted_on
