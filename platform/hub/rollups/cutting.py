"""How a period is cut into pieces, in SQL: calendar months to years by their first day, terms by the day of election.

What a caller gives is a parameter; the words here are constants.
"""

from itertools import pairwise
from typing import Any

from hub.rollups.questions import Grain, Period
from presets.terms import TERMS

SHORTEST_DAYS = {
    Grain.WHOLE: 0,
    Grain.DAY: 1,
    Grain.MONTH: 28,
    Grain.QUARTER: 90,
    Grain.HALF_YEAR: 181,
    Grain.YEAR: 365,
    Grain.TERM: min((after.elected_on - term.elected_on).days for term, after in pairwise(TERMS)),
}
_STEPS = {
    Grain.DAY: "1 day",
    Grain.MONTH: "1 month",
    Grain.QUARTER: "3 months",
    Grain.HALF_YEAR: "6 months",
    Grain.YEAR: "1 year",
}
_TERMS = "cast(%(terms)s as date[])"


def parameters(period: Period) -> dict[str, Any]:
    """Return the parameters that the words of this file ask for."""
    return {
        "first": period.first,
        "last": period.last,
        "grain": period.grain.value,
        "terms": [term.elected_on for term in TERMS],
    }


def start(grain: Grain, day: str) -> str:
    """Return the first day of the piece in which a day (an expression) lies."""
    if grain is Grain.WHOLE:
        return "cast(%(first)s as date)"
    if grain is Grain.TERM:
        return f"({_TERMS})[width_bucket({day}, {_TERMS})]"
    if grain is Grain.HALF_YEAR:
        return f"make_date(extract(year from {day})::int, case when extract(month from {day}) > 6 then 7 else 1 end, 1)"
    return f"cast(date_trunc(%(grain)s, {day}::timestamp) as date)"


def pieces(grain: Grain) -> str:
    """Return the select of the first days of all pieces that a period touches."""
    first = start(grain, "cast(%(first)s as date)")
    if grain is Grain.WHOLE:
        return f"select {first} as starts_on"
    if grain is Grain.TERM:
        return f"select t as starts_on from unnest({_TERMS}) t where t >= {first} and t <= cast(%(last)s as date)"
    step = _STEPS[grain]
    return f"select cast(generate_series({first}, cast(%(last)s as date), interval '{step}') as date) as starts_on"
