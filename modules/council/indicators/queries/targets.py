"""Which target holds for an indicator on a day, where it stands written, and the history of the council's own."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from council.indicators.law import Indicator, Target, target_at
from council.indicators.models import OwnTarget
from council.indicators.permissions import Can
from council.law import Rules
from kernel.access import Actor, require


class Targets:
    """The targets of all indicators of one council: the general ones by the law's book, its own by their days."""

    def __init__(self, own: Sequence[OwnTarget], rules: Rules) -> None:
        self._rules = rules
        self._own: dict[str, list[Target]] = defaultdict(list)
        for row in own:
            self._own[row.indicator].append(row.as_law())

    def general(self, indicator: Indicator, *, on: date) -> Target:
        """Return the target that holds where the council has set none."""
        dated = self._rules.book[indicator.target].dated(on)
        value = dated.by_level[self._rules.level]
        if isinstance(value, bool) or not isinstance(value, int | Fraction):
            raise TypeError(f"{indicator.target} is no number")
        return Target(Fraction(value), dated.from_on, str(dated.source), is_own=False)

    def holding(self, indicator: Indicator, *, on: date) -> Target:
        """Return the target of a day."""
        return target_at(self.general(indicator, on=on), self._own[indicator.name], on=on)


def get_targets(*, rules: Rules) -> Targets:
    """Return the council's targets, in one query."""
    return Targets(list(OwnTarget.objects.in_order()), rules)


def list_own_targets(actor: Actor, indicator: Indicator) -> list[OwnTarget]:
    """Return the history of the council's own target of an indicator, the latest first.

    :raises NotPermitted: the actor may not see the council's indicators.
    """
    require(actor, Can.SEE)
    return list(OwnTarget.objects.filter(indicator=indicator.name).in_order().reverse())
