"""The constituencies of a term: how many each elected, how many of them are in office."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from council.people.law import MOST_SEATS_OF_CONSTITUENCY
from council.people.models import Constituency, Mandate, TermOfOffice
from council.people.permissions import Can
from council.people.workflow import IN_OFFICE, TermState
from kernel.access import Actor, may, require
from kernel.refusal import NotFound
from kernel.vietnamese import sort_key


@dataclass(frozen=True)
class ConstituencyRow:
    """A constituency with the number of its delegates in office."""

    constituency: Constituency
    in_office: int

    @property
    def vacant(self) -> int:
        """How many seats are vacant; none while the number of seats is not recorded."""
        return max(0, self.constituency.seats - self.in_office)

    @property
    def too_many(self) -> int:
        """How many delegates there are beyond the seats; none while these are not recorded."""
        return max(0, self.in_office - self.constituency.seats) if self.constituency.seats else 0

    @property
    def is_large(self) -> bool:
        """Whether it elects more delegates than the law lets one constituency elect."""
        return self.constituency.seats > MOST_SEATS_OF_CONSTITUENCY


def list_constituencies(term: TermOfOffice | None = None) -> QuerySet[Constituency]:
    """Return the constituencies of a term, of the present one when none is named, by their number."""
    wanted = {"term": term} if term else {"term__state": TermState.CURRENT}
    found: QuerySet[Constituency] = Constituency.objects.filter(**wanted).order_by("number")
    return found


def find_former_units(term: TermOfOffice | None = None) -> list[str]:
    """Return the units that a term's constituencies belonged to before a merger; none where nothing was merged."""
    named = list_constituencies(term).exclude(former_unit="").values_list("former_unit", flat=True)
    return sorted(set(named), key=sort_key)


def list_constituency_rows(actor: Actor, *, term: TermOfOffice) -> list[ConstituencyRow]:
    """Return the constituencies of a term with their numbers.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    return constituency_rows(term)


def constituency_rows(term: TermOfOffice) -> list[ConstituencyRow]:
    """Return the constituencies of a term with their numbers, in the order of the numbers."""
    counted = term.constituencies.annotate(size=Count("mandates", filter=_IN_OFFICE)).order_by("number")
    return [ConstituencyRow(each, each.size) for each in counted]


def get_constituency(actor: Actor, constituency_id: UUID) -> Constituency:
    """Return a constituency with its term.

    :raises NotFound: there is none, or the actor may not see it.
    """
    found: Constituency | None = Constituency.objects.filter(id=constituency_id).select_related("term").first()
    if found is None or not may(actor, Can.READ):
        raise NotFound()
    return found


def list_elected(constituency: Constituency) -> list[Mandate]:
    """Return all mandates won in a constituency by name. The caller got the constituency from a query."""
    return list(constituency.mandates.select_related("person", "team").by_name())


_IN_OFFICE = Q(mandates__state__in=IN_OFFICE)
