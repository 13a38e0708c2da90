"""The figures of a council's report: gathered from the modules that keep the records, nothing typed."""

from datetime import date

from council.documents.law import Issuer, Kind
from council.documents.queries import count_issued
from council.law import IN_HALL, SessionKind
from council.people.queries import count_delegates, list_terms
from council.portal.law import Figures, Period, half_year, of_term, whole_year
from council.sessions.models import Decision, ItemKind, Presence
from council.sessions.queries import count_sessions
from kernel.access import Actor

# Who was in the hall at the end of a sitting, or had been.
CAME = (*IN_HALL, Presence.LEFT)


def list_periods(*, today: date) -> tuple[list[Period], list[Period]]:
    """Return the periods that have begun: halves and years since the first term, then the terms; the latest first."""
    terms = [term for term in list_terms() if term.starts_on <= today]
    first_year = min((term.starts_on.year for term in terms), default=today.year)
    years = range(today.year, first_year - 1, -1)
    of_years = [period for year in years for period in (half_year(year), whole_year(year))]
    of_terms = [
        of_term(number=term.number, name=term.name, starts_on=term.starts_on, ends_on=term.ends_on) for term in terms
    ]
    return of_years, of_terms


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
