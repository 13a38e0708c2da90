"""What holds in this council, and the history of what it set itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from council import law
from council.rulebook.models import DayOff, Override, Pause
from council.rulebook.permissions import Can
from kernel.access import Actor, require
from kernel.refusal import NotFound


@dataclass(frozen=True)
class RuleLine:
    """One parameter on the page: what the nation says, what holds, the council's own last row and the one in force."""

    parameter: law.Parameter
    national: law.Value
    national_source: law.Source
    ruling: law.Ruling
    last: Override | None
    holding: Override | None


def load_rules(*, level: str, at: date) -> law.Rules:
    """Return the snapshot of this council for a day, in three queries. Only doors call this."""
    overrides = [row.as_law() for row in Override.objects.in_order()]
    local_days = [row.as_law() for row in DayOff.objects.kept()]
    pauses = [row.as_law(at) for row in Pause.objects.kept()]
    return law.national_rules(level, at, overrides=overrides, local_days=local_days, pauses=pauses)


def list_rules(actor: Actor, *, rules: law.Rules) -> tuple[RuleLine, ...]:
    """Return every parameter for councils of this level with its values on the snapshot's day, in one query.

    :raises NotPermitted: the actor may not read the rules.
    """
    require(actor, Can.READ)
    history: dict[str, list[Override]] = {}
    for row in Override.objects.in_order():
        history.setdefault(row.key, []).append(row)
    return tuple(_line(parameter, rules, history.get(parameter.key, [])) for parameter in rules.parameters())


def get_rule(actor: Actor, key: str, *, rules: law.Rules) -> RuleLine:
    """Return one parameter with its values.

    :raises NotPermitted: the actor may not read the rules.
    :raises UnknownParameter: there is none of this name.
    """
    require(actor, Can.READ)
    parameter = rules.book[key]
    return _line(parameter, rules, list(Override.objects.of(key).in_order()))


def list_overrides(actor: Actor, key: str) -> Sequence[Override]:
    """Return the history of one parameter in this council, newest first.

    :raises NotPermitted: the actor may not read the rules.
    """
    require(actor, Can.READ)
    return list(Override.objects.of(key).in_order().reverse())


def list_local_days(actor: Actor) -> Sequence[DayOff]:
    """Return the council's local days in the order of the calendar.

    :raises NotPermitted: the actor may not read the rules.
    """
    require(actor, Can.READ)
    return list(DayOff.objects.kept())


def get_local_day(actor: Actor, day_id: UUID) -> DayOff:
    """Return one local day that was not removed.

    :raises NotPermitted: the actor may not read the rules.
    :raises NotFound: there is none.
    """
    require(actor, Can.READ)
    day = DayOff.objects.kept().filter(pk=day_id).first()
    if day is None:
        raise NotFound()
    return day


def _line(parameter: law.Parameter, rules: law.Rules, history: Sequence[Override]) -> RuleLine:
    ruling = rules.ruling(parameter.key)
    national = parameter.dated(rules.at)
    begun = [row for row in history if row.in_force_on <= rules.at]
    return RuleLine(
        parameter,
        national.by_level[rules.level],
        national.source,
        ruling,
        last=history[-1] if history else None,
        holding=max(reversed(begun), key=lambda row: row.in_force_on) if ruling.set_by_council else None,
    )
