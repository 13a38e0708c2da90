"""What a province's council sees of its communes: figures and publications, never a commune's own tables.

Everything is read with the readers' login (alias ``figures``), which has no right on any council's schema.
"""

from datetime import date

from council.indicators.permissions import Can
from council.people.queries.composition import list_terms
from council.people.queries.delegates import find_current_term
from hub.dashboards import choosing
from hub.dashboards.boards import USING, WITH_FIGURES, Area, Asking, Board, read_board
from hub.dashboards.parts import Shown
from hub.dashboards.spans import Span, term_of
from hub.rollups.reading import Level
from kernel.access import Actor, require
from kernel.refusal import NotFound
from presets.units import Unit, communes_of
from tenancy.models import Council


def get_province(actor: Actor, council: Council, *, chosen: Shown, span: Span, today: date) -> Board:
    """Return the dashboard of a province; the same number of queries for any number of communes.

    :raises NotFound: the council is no province's.
    :raises NotPermitted: the actor may not see it.
    """
    require_province(actor, council)
    communes = list(Council.objects.using(USING).filter(parent_id=council.pk, has_council=True))
    areas = areas_of(communes, units_of(council))
    keys = [commune.key for commune in communes if commune.status in WITH_FIGURES]
    measures = choosing.in_cards(chosen, choosing.offered())
    asking = Asking(chosen, measures, span, today, Level.COMMUNE)
    return read_board(
        asking,
        areas=areas,
        keys=keys,
        own=council.key,
        expected=len(areas),
        with_figures=len(keys),
    )


def find_term(today: date) -> Span | None:
    """Return the council's present term of office as a period, None between two terms."""
    term = find_current_term()
    return term_of(term.name, term.starts_on, term.ends_on, today=today) if term else None


def list_term_spans(today: date) -> list[Span]:
    """Return the council's terms of office as periods, the latest first."""
    return [term_of(term.name, term.starts_on, term.ends_on, today=today) for term in list_terms()]


def units_of(council: Council) -> list[Unit]:
    """Return the communes of the official list that have a council, in the order of their codes.

    Codes were given out district by district, so that neighbours stand together in this order.
    """
    return sorted((unit for unit in communes_of(council.unit_code) if unit.has_council), key=lambda unit: unit.code)


def areas_of(communes: list[Council], units: list[Unit]) -> list[Area]:
    """Return the units of the official list with the councils that are here, and councils of units outside it."""
    councils = {commune.unit_code: commune for commune in communes}
    official = [Area(unit.code, unit.own_name, str(unit.kind), councils.pop(unit.code, None)) for unit in units]
    others = [Area(code, own_name(council), council.unit_kind, council) for code, council in sorted(councils.items())]
    return official + others


def list_areas(council: Council) -> list[Area]:
    """Return the units of a province's map, without figures; the caller may see them."""
    return areas_of(
        list(Council.objects.using(USING).filter(parent_id=council.pk, has_council=True)), units_of(council)
    )


def own_name(council: Council) -> str:
    """Return a unit's own name without its kind: Hoa Lư of Phường Hoa Lư."""
    kind: str = council.get_unit_kind_display()
    return str(council.unit_name).removeprefix(kind).strip()


def get_commune(actor: Actor, council: Council, unit_code: str) -> Council:
    """Return one commune of the province.

    :raises NotFound: the council is no province's, or has no such commune.
    :raises NotPermitted: the actor may not see it.
    """
    require_province(actor, council)
    commune = Council.objects.using(USING).filter(parent_id=council.pk, unit_code=unit_code).first()
    if commune is None:
        raise NotFound()
    return commune


def require_province(actor: Actor, council: Council) -> None:
    """Pass when the place is a province's and the actor may see its communes.

    :raises NotFound: the council is no province's.
    :raises NotPermitted: the actor may not see it.
    """
    if council.level != "province":
        raise NotFound()
    require(actor, Can.SEE_PROVINCE, council)
