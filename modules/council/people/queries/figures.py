"""How many delegates served in a span of days, counted for the council's reports."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from council.people.models import Mandate
from council.people.permissions import Can
from council.people.workflow import MandateState
from kernel.access import Actor, require


@dataclass(frozen=True)
class DelegateFigures:
    """People in office on at least one of the days, and mandates that ended before their term did."""

    served: int
    ended: int


def count_delegates(actor: Actor, *, first: date, last: date) -> DelegateFigures:
    """Return who served from the first to the last day; a mandate no longer counts on the day on which it ended.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    in_office = Q(ended_on__isnull=True) | Q(ended_on__gt=first)
    before_term = Q(ended_on__range=(first, last)) & ~Q(state=MandateState.COMPLETED)
    counts = Mandate.objects.filter(started_on__lte=last).aggregate(
        served=Count("person_id", filter=in_office, distinct=True), ended=Count("id", filter=before_term)
    )
    return DelegateFigures(**counts)
