"""The national dashboard: 34 provinces with the figures of their own councils and of all their communes together."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from console.permissions import Can
from hub.dashboards import choosing
from hub.dashboards.boards import USING, WITH_FIGURES, Area, Asking, Board, read_board
from hub.dashboards.parts import Shown
from hub.dashboards.spans import Span, term_of
from hub.rollups.reading import Level
from kernel.access import Actor, require
from kernel.refusal import NotFound
from presets.people import people_of_provinces
from presets.preset import preset_for
from presets.units import Kind, all_units, provinces
from tenancy.models import Council
from tenancy.models import Level as CouncilLevel

KIND_NAMES = ((Kind.CITY.value, _("Thành phố")), (Kind.PROVINCE.value, _("Tỉnh")))


def get_nation(actor: Actor, *, chosen: Shown, span: Span, today: date) -> Board:
    """Return the national dashboard; the same number of queries for any number of councils.

    :raises NotPermitted: the actor is neither operator nor reader.
    """
    require(actor, Can.SEE_NATION)
    councils = list(Council.objects.using(USING).filter(has_council=True))
    by_code = {one.unit_code: one for one in councils if one.level == CouncilLevel.PROVINCE}
    people = people_of_provinces()
    areas = [
        Area(unit.code, unit.own_name, str(unit.kind), by_code.get(unit.code), people=people[unit.code])
        for unit in provinces()
    ]
    keys = [one.key for one in councils if one.status in WITH_FIGURES]
    asking = Asking(chosen, choosing.in_cards(chosen, choosing.offered()), span, today, Level.PROVINCE)
    return read_board(
        asking,
        areas=areas,
        keys=keys,
        expected=sum(unit.has_council for unit in all_units()),
        with_figures=len(keys),
    )


def get_province(actor: Actor, unit_code: str) -> tuple[Council, list[str]]:
    """Return the council of a province and the keys of the councils in it whose figures its tile adds up.

    :raises NotPermitted: the actor is neither operator nor reader.
    :raises NotFound: no province of the code has a council here.
    """
    require(actor, Can.SEE_NATION)
    found = Council.objects.using(USING).filter(level=CouncilLevel.PROVINCE, unit_code=unit_code).first()
    if found is None:
        raise NotFound()
    below = Council.objects.using(USING).filter(parent_id=found.pk, has_council=True, status__in=WITH_FIGURES)
    return found, [found.key, *below.values_list("key", flat=True)]


def national_term(today: date) -> Span:
    """Return the term for which all councils were elected on one day, as the presets tell it."""
    term = preset_for(provinces()[0]).term
    return term_of(term.name, term.starts_on, None, today=today)
