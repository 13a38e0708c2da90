"""What a council's report says: figures from the modules that keep the records, indicators from the figures."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from council.documents.law import Issuer, Kind
from council.documents.queries import count_issued
from council.indicators.law import (
    Communes,
    Figures,
    Period,
    PeriodKind,
    Told,
    Trend,
    half_year,
    quarter,
    run_up_to,
    whole_year,
)
from council.indicators.permissions import Can
from council.indicators.queries.indicators import (
    list_of_communes,
    list_pieces,
    list_term_periods,
    list_told,
)
from council.indicators.queries.targets import get_targets
from council.indicators.queries.values import USING
from council.law import IN_HALL, Rules, SessionKind
from council.people.queries import count_delegates, list_terms
from council.sessions.models import Decision, ItemKind, Presence
from council.sessions.queries import count_sessions
from kernel.access import Actor, may
from presets.units import communes_of
from tenancy.models import Council

# Who was in the hall at the end of a sitting, or had been.
CAME = (*IN_HALL, Presence.LEFT)
PIECES, QUARTERS = 4, (1, 2, 3, 4)


@dataclass(frozen=True)
class Findings:
    """Everything that a report is made of; ``communes`` is None for a council without communes below it."""

    figures: Figures
    told: list[Told]
    trend: Trend
    communes: Communes | None


def list_periods(*, today: date) -> tuple[list[Period], list[Period], list[Period]]:
    """Return the periods that have begun: halves and years since the first term, quarters of this year and the last,
    the terms; the latest first.
    """
    terms = list_term_periods(today=today)
    first_year = min((term.starts_on.year for term in list_terms() if term.starts_on <= today), default=today.year)
    years = range(today.year, first_year - 1, -1)
    of_years = [each for year in years for each in (half_year(year, 2), half_year(year), whole_year(year))]
    quarters = [quarter(year, number) for year in years[:2] for number in QUARTERS[::-1]]
    return _begun(of_years, today), _begun(quarters, today), terms


def get_findings(actor: Actor, council: Council, period: Period, *, today: date, rules: Rules) -> Findings:
    """Return what a report on a period says, in a constant number of statements.

    :raises NotPermitted: the actor does not work in this council.
    """
    figures = get_figures(actor, period, today=today)
    targets, until = get_targets(rules=rules), period.until(today)
    quarters = run_up_to(until, PeriodKind.QUARTER, count=PIECES)
    sees_below = council.level == "province" and may(actor, Can.SEE_PROVINCE, council)
    with transaction.atomic(using=USING):
        told = list_told(council, period=period, today=today, targets=targets)
        lines = list_pieces(council, quarters, PeriodKind.QUARTER, today=until, targets=targets)
        below = list_of_communes(council, period=period, today=today, targets=targets) if sees_below else None
    trend = Trend(tuple(each.title for each in quarters), tuple(tuple(line) for line in lines))
    return Findings(figures, told, trend, _communes(council, below) if below else None)


def _communes(council: Council, below: tuple[list[Council], dict[str, list[Told]]]) -> Communes:
    communes, told = below
    expected = sum(unit.has_council for unit in communes_of(council.unit_code))
    lines = tuple((each.unit_name, tuple(told[each.key])) for each in communes)
    return Communes(lines, max(expected, len(lines)))


def _begun(periods: list[Period], today: date) -> list[Period]:
    return [period for period in periods if period.first <= today]


def get_figures(actor: Actor, period: Period, *, today: date) -> Figures:
    """Return what the council's records hold of a period; seven statements, however much that is.

    :raises NotPermitted: the actor does not work in this council.
    """
    first, until = period.first, period.until(today)
    held = count_sessions(actor, first=first, last=until)
    issued = count_issued(actor, first=first, last=until)
    served = count_delegates(actor, first=first, last=until)
    return Figures(
        period=period,
        until=until,
        sessions={kind: held.sessions[kind] for kind in SessionKind if kind in held.sessions},
        sittings=held.sittings,
        items=sum(held.items.values()),
        adopted=held.items_in("adopted"),
        rejected=held.items_in("rejected"),
        heard=held.items.get(("noted", ItemKind.REPORT), 0),
        votes_adopted=held.votes.get(Decision.ADOPTED, 0),
        votes_rejected=held.votes.get(Decision.REJECTED, 0),
        present=sum(held.presence.get(what, 0) for what in CAME),
        excused=held.presence.get(Presence.EXCUSED, 0),
        absent=held.presence.get(Presence.ABSENT, 0),
        issued={(Issuer(body), Kind(kind)): count for (body, kind), count in issued.items()},
        delegates=served.served,
        ended=served.ended,
    )
