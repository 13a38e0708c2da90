"""Indicators as pages show them: value, target, standing, trend; of the council itself, and of the communes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from council.documents.law import RESOLUTIONS
from council.documents.models import Document, HeldNumber, Publicity, PublicityAct
from council.documents.models.publicity import Channel as Way
from council.documents.workflow import HeldState, State
from council.indicators.law import (
    SCHEME,
    Indicator,
    Period,
    PeriodKind,
    Ratio,
    Told,
    added,
    find_indicator,
    of_term,
    run_up_to,
)
from council.indicators.permissions import Can
from council.indicators.queries.province import require_province
from council.indicators.queries.targets import Targets, get_targets
from council.indicators.queries.values import USING, Values, read_values
from council.law import Rules
from council.people.queries import list_terms
from hub.dashboards.boards import WITH_FIGURES
from hub.rollups.models import PublishedResolution
from hub.rollups.reading import Grain, Level
from kernel.access import Actor, require
from kernel.refusal import NotFound
from kernel.vietnamese import sort_key
from tenancy.models import Council

GRAINS = {PeriodKind.MONTH: Grain.MONTH, PeriodKind.QUARTER: Grain.QUARTER, PeriodKind.YEAR: Grain.YEAR}
PIECES = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 8, PeriodKind.YEAR: 5}
MOST_TERMS = 3


@dataclass(frozen=True)
class Line:
    """One indicator of the list: its value in the period, and the pieces of time up to now."""

    told: Told
    trend: list[Told]


@dataclass(frozen=True)
class Channel:
    """One way in which resolutions reach people, and how many went there."""

    name: Any
    count: int


@dataclass(frozen=True)
class CommuneLine:
    """One commune's value of an indicator."""

    council: Council
    told: Told


def get_indicator(actor: Actor, name: str) -> Indicator:
    """Return an indicator that is declared.

    :raises NotPermitted: the actor does not see the council's indicators.
    :raises NotFound: there is none of this name.
    """
    require(actor, Can.SEE)
    found = find_indicator(name)
    if found is None:
        raise NotFound()
    return found


def list_lines(actor: Actor, council: Council, *, period: Period, today: date, rules: Rules) -> list[Line]:
    """Return all indicators with their values in a period and over the last two years by quarters.

    :raises NotPermitted: the actor does not see the council's indicators.
    """
    require(actor, Can.SEE)
    targets = get_targets(rules=rules)
    with transaction.atomic(using=USING):
        values = read_values(SCHEME, councils=[council.key], period=_until(period, today))
        quarters = run_up_to(today, PeriodKind.QUARTER, count=PIECES[PeriodKind.QUARTER])
        trend = _read_pieces(SCHEME, council, quarters, PeriodKind.QUARTER, today)
    return [
        Line(
            _told(indicator, values.of(indicator), targets, period, today),
            [_piece(indicator, trend, each, targets, today) for each in quarters],
        )
        for indicator in SCHEME
    ]


def list_told(council: Council, *, period: Period, today: date, targets: Targets) -> list[Told]:
    """Return the values of all indicators of a council in a period. The caller has checked the actor's right."""
    values = read_values(SCHEME, councils=[council.key], period=_until(period, today))
    return [_told(indicator, values.of(indicator), targets, period, today) for indicator in SCHEME]


def get_told(
    council: Council, indicator: Indicator, *, period: Period, today: date, targets: Targets
) -> tuple[Told, list[Told]]:
    """Return an indicator's value in a period, and by the rows it is told in. The caller got it from a query."""
    values = read_values([indicator], councils=[council.key], period=_until(period, today))
    split = [
        _told(indicator, ratio, targets, period, today, name=name)
        for name, ratio in sorted(values.split(indicator).items())
        if name
    ]
    return _told(indicator, values.of(indicator), targets, period, today), split


def list_pieces(
    council: Council, pieces: list[Period], kind: PeriodKind, *, today: date, targets: Targets
) -> list[list[Told]]:
    """Return all indicators in pieces of time that follow one another. The caller has checked the actor's right."""
    values = _read_pieces(SCHEME, council, pieces, kind, today)
    return [[_piece(indicator, values, each, targets, today) for each in pieces] for indicator in SCHEME]


def list_trend(
    council: Council, indicator: Indicator, kind: PeriodKind, *, today: date, targets: Targets
) -> list[tuple[Period, Told]]:
    """Return an indicator's value in the months, quarters, years or terms up to now, the latest last."""
    if kind is PeriodKind.TERM:
        terms = list_term_periods(today=today)[:MOST_TERMS][::-1]
        return [(each, get_told(council, indicator, period=each, today=today, targets=targets)[0]) for each in terms]
    pieces = run_up_to(today, kind, count=PIECES[kind])
    values = _read_pieces([indicator], council, pieces, kind, today)
    return [(each, _piece(indicator, values, each, targets, today)) for each in pieces]


def list_communes(
    actor: Actor, province: Council, indicator: Indicator, *, period: Period, today: date, rules: Rules
) -> tuple[list[CommuneLine], Told]:
    """Return an indicator for each commune of a province by name, and for all of them together.

    The whole is what the communes counted, side by side; it is no average of their values. Held against the
    province's target.

    :raises NotFound: the council is no province's.
    :raises NotPermitted: the actor may not see the figures of the communes.
    """
    require(actor, Can.SEE)
    require_province(actor, province)
    targets = get_targets(rules=rules)
    with transaction.atomic(using=USING):
        communes = _communes_of(province)
        values = read_values(
            [indicator],
            councils=[each.key for each in communes],
            period=_until(period, today),
            level=Level.COMMUNE,
        )
    lines = [
        CommuneLine(each, _told(indicator, values.of(indicator, council=each.key), targets, period, today))
        for each in communes
    ]
    whole = added(line.told.ratio for line in lines)
    return lines, _told(indicator, whole, targets, period, today)


def list_of_communes(
    province: Council, *, period: Period, today: date, targets: Targets
) -> tuple[list[Council], dict[str, list[Told]]]:
    """Return all indicators for each commune of a province, by its key. The caller has checked the actor's right."""
    communes = _communes_of(province)
    keys = [each.key for each in communes]
    values = read_values(SCHEME, councils=keys, period=_until(period, today), level=Level.COMMUNE)
    told = {key: [_told(each, values.of(each, council=key), targets, period, today) for each in SCHEME] for key in keys}
    return communes, told


def list_term_periods(*, today: date) -> list[Period]:
    """Return the terms of office that have begun, the latest first."""
    return [
        of_term(number=term.number, name=term.name, starts_on=term.starts_on, ends_on=term.ends_on)
        for term in list_terms()
        if term.starts_on <= today
    ]


def count_channels(actor: Actor, council: Council, *, period: Period, today: date) -> list[Channel]:
    """Return on which channels the council's resolutions of a period went out, in three queries.

    :raises NotPermitted: the actor does not see the council's indicators.
    """
    require(actor, Can.SEE)
    days = (period.first, period.until(today))
    shown = Document.objects.open_to_all().resolutions().filter(state=State.PUBLISHED, published_on__range=days)
    keys = list(shown.values_list("id", flat=True))
    sent = PublishedResolution.objects.using(USING).filter(council_key=council.key, withdrawn_at__isnull=True)
    return [
        Channel(_("Cổng thông tin của Hội đồng, kèm mã QR và nguồn tin RSS"), len(keys)),
        Channel(_("Dữ liệu mở cho máy đọc (API)"), sent.filter(id__in=keys).count()),
        *_recorded_channels(days),
    ]


def count_secret(actor: Actor, *, period: Period, today: date) -> int:
    """Return how many numbers of the books went to secret documents, of which nothing else is known here.

    :raises NotPermitted: the actor does not see the council's indicators.
    """
    require(actor, Can.SEE)
    days = (period.first, period.until(today))
    return HeldNumber.objects.filter(state=HeldState.SECRET, secret_on__range=days).count()


def _recorded_channels(days: tuple[date, date]) -> list[Channel]:
    """Return the channels beside the portal on which the office recorded resolutions, each resolution once."""
    standing = Publicity.objects.filter(removed_at__isnull=True, done_on__range=days, document__kind__in=RESOLUTIONS)
    beside = standing.exclude(act=PublicityAct.PUBLISHED, channel=Way.PORTAL)
    counts = beside.values_list("act", "channel").annotate(count=Count("document_id", distinct=True))
    return [
        Channel(f"{PublicityAct(act).label}: {Way(channel).label}", count)
        for act, channel, count in counts.order_by("act", "channel")
    ]


def _communes_of(province: Council) -> list[Council]:
    communes = Council.objects.using(USING).filter(parent_id=province.pk, has_council=True, status__in=WITH_FIGURES)
    return sorted(communes, key=lambda each: sort_key(each.unit_name))


def _read_pieces(
    indicators: Iterable[Indicator], council: Council, pieces: list[Period], kind: PeriodKind, today: date
) -> Values:
    whole = Period("", "", pieces[0].first, pieces[-1].until(today))
    return read_values(indicators, councils=[council.key], period=whole, grain=GRAINS[kind])


def _piece(indicator: Indicator, values: Values, piece: Period, targets: Targets, today: date) -> Told:
    ratio = values.of(indicator, starts_on=piece.first)
    return _told(indicator, ratio, targets, piece, today, name=piece.title)


def _told(indicator: Indicator, ratio: Ratio, targets: Targets, period: Period, today: date, *, name: str = "") -> Told:
    return Told(indicator, ratio, targets.holding(indicator, on=period.until(today)), name)


def _until(period: Period, today: date) -> Period:
    """Return the part of a period that has passed: what falls due tomorrow is not counted yet."""
    return Period(period.key, period.name, period.first, period.until(today))
