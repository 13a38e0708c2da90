"""What a province's council sees of its communes: figures and publications, never a commune's own tables.

Everything is read with the readers' login (alias ``figures``), which has no right on any council's
schema; one transaction there is one snapshot.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from council.documents.law import Kind, place_of
from council.documents.measures import RESOLUTIONS_ISSUED
from council.portal.permissions import Can
from council.sessions.measures import SESSIONS_HELD
from hub.rollups.models import PublishedResolution
from hub.rollups.reading import Level, Period, Row, latest_days, rollup
from kernel.access import Actor, require
from kernel.refusal import NotFound
from kernel.vietnamese import fold, sort_key
from presets.units import communes_of
from tenancy.models import Council, Status

USING = "figures"
BEGINNING, END = date(2000, 1, 1), date(9999, 12, 31)
WITH_FIGURES = (Status.ACTIVE, Status.SUSPENDED)


@dataclass(frozen=True)
class CommuneRow:
    """One commune with its figures of the period; ``latest_on`` is the last day with anything counted."""

    council: Council
    sessions: int
    normative: int
    individual: int
    latest_on: date | None

    @property
    def name(self) -> str:
        """Return the unit's own name, without its kind."""
        return place_of(self.council.unit_name)

    @property
    def resolutions(self) -> int:
        """Return the resolutions of both kinds."""
        return self.normative + self.individual


@dataclass(frozen=True)
class Province:
    """The communes with their sums, and how many of the units of the official list they are."""

    rows: list[CommuneRow]
    own_sessions: int
    own_resolutions: int
    with_figures: int
    expected: int

    @property
    def sessions(self) -> int:
        """Return the sessions of all communes."""
        return sum(row.sessions for row in self.rows)

    @property
    def resolutions(self) -> int:
        """Return the resolutions of all communes."""
        return sum(row.resolutions for row in self.rows)

    @property
    def active(self) -> int:
        """Return how many communes held a session or issued a resolution in the period."""
        return sum(bool(row.sessions or row.resolutions) for row in self.rows)


def get_province(actor: Actor, council: Council, *, first: date = BEGINNING, last: date = END) -> Province:
    """Return the figures of a province's communes; four queries for any number of them.

    :raises NotFound: the council is no province's.
    :raises NotPermitted: the actor may not see them.
    """
    _require_province(actor, council)
    with transaction.atomic(using=USING):
        communes = list(Council.objects.using(USING).filter(parent_id=council.pk, has_council=True))
        keys = [commune.key for commune in communes]
        period = Period(first, last)
        measures = [RESOLUTIONS_ISSUED, SESSIONS_HELD]
        of_communes = _by_council(
            rollup(measures=measures, councils=keys, level=Level.COMMUNE, period=period, dimensions=("kind",))
        )
        own = rollup(measures=measures, councils=[council.key], level=Level.PROVINCE, period=period)
        latest = latest_days(measures=measures, councils=keys)
    rows = [_row(commune, of_communes[commune.key], latest.get(commune.key)) for commune in communes]
    return Province(
        rows=sorted(rows, key=lambda row: sort_key(row.name)),
        own_sessions=_sum(own, SESSIONS_HELD.name),
        own_resolutions=_sum(own, RESOLUTIONS_ISSUED.name),
        with_figures=sum(commune.status in WITH_FIGURES for commune in communes),
        expected=max(len(communes), sum(unit.has_council for unit in communes_of(council.unit_code))),
    )


def find_rows(rows: list[CommuneRow], text: str) -> list[CommuneRow]:
    """Return the communes whose name holds the text, with or without diacritics."""
    return [row for row in rows if fold(text) in fold(row.council.unit_name)]


def get_commune(actor: Actor, council: Council, unit_code: str) -> Council:
    """Return one commune of the province.

    :raises NotFound: the council is no province's, or has no such commune.
    :raises NotPermitted: the actor may not see it.
    """
    _require_province(actor, council)
    commune = Council.objects.using(USING).filter(parent_id=council.pk, unit_code=unit_code).first()
    if commune is None:
        raise NotFound()
    return commune


def list_resolutions_of(commune: Council) -> QuerySet[PublishedResolution]:
    """Return what a commune has published, newest first. The caller got the commune from a query."""
    mine = PublishedResolution.objects.using(USING).filter(council_key=commune.key, withdrawn_at__isnull=True)
    return mine.order_by("-issued_on", "-id")


def _require_province(actor: Actor, council: Council) -> None:
    if council.level != "province":
        raise NotFound()
    require(actor, Can.SEE_PROVINCE, council)


def _by_council(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.council_key or ""].append(row)
    return found


def _row(commune: Council, rows: list[Row], latest_on: date | None) -> CommuneRow:
    return CommuneRow(
        council=commune,
        sessions=_sum(rows, SESSIONS_HELD.name),
        normative=_sum(rows, RESOLUTIONS_ISSUED.name, Kind.NORMATIVE_RESOLUTION),
        individual=_sum(rows, RESOLUTIONS_ISSUED.name, Kind.INDIVIDUAL_RESOLUTION),
        latest_on=latest_on,
    )


def _sum(rows: list[Row], measure: str, kind: str = "") -> int:
    mine = (row for row in rows if row.measure == measure)
    return sum(row.value for row in mine if not kind or row.dimensions.get("kind") == kind)
