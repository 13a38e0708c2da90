"""The pages of indicators: their list, one of them with the records behind it, one of them in all communes."""

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from council.indicators import sheets
from council.indicators.law import DOCUMENTS_ELECTRONIC, PUBLISHING_DAYS, Indicator, Standing, formula, target_words
from council.indicators.models import OwnTarget
from council.indicators.permissions import Can
from council.indicators.queries.indicators import (
    count_channels,
    count_secret,
    get_indicator,
    get_told,
    list_communes,
    list_lines,
    list_trend,
)
from council.indicators.queries.records import list_records
from council.indicators.queries.targets import get_targets, list_own_targets
from council.indicators.queries.values import USING
from council.indicators.web.asking import KIND_NAMES, kind_asked, period_form, rules_of, usual_period
from council.indicators.web.charts import spark_chart, trend_chart
from council.sessions.models.grounds import KIND_NAMES as SESSION_KINDS
from kernel import clock, lists
from kernel.access import may, may_at_all
from kernel.accounts.doors import needs

ROWS = 50
INDICATORS = lists.declare("indicators:index", _("Chỉ tiêu"), sheets.INDICATORS, filtered_by=("ky",))
RECORDS = lists.declare("indicators:detail", _("Hồ sơ của chỉ tiêu"), sheets.RECORDS)
COMMUNES = lists.declare("indicators:in_communes", _("Chỉ tiêu tại các xã, phường"), sheets.INDICATOR_OF_COMMUNES)
# A standing is told by a word and a picture; the colour only repeats it.
PILLS = {
    Standing.MET: ("good", "circle-check", sheets.STANDINGS[Standing.MET]),
    Standing.MISSED: ("bad", "circle-x", sheets.STANDINGS[Standing.MISSED]),
    Standing.NO_DATA: ("quiet", "circle-dashed", sheets.STANDINGS[Standing.NO_DATA]),
}
TOLD = {
    "set": _("Đã ghi mục tiêu của Hội đồng."),
    "ended": _("Đã trở lại mục tiêu chung của đề án."),
}


@require_safe
@never_cache
@needs(Can.SEE)
def index(request: Any) -> HttpResponseBase:
    """List the indicators: value, target, standing, trend of two years."""
    today = clock.today()
    form = period_form(request, today=today)
    period = form.period(usual_period(today))
    lines = list_lines(request.actor, request.council, period=period, today=today, rules=rules_of(request))
    if INDICATORS.wants_sheet(request):
        return INDICATORS.sheet(request, lines)
    page = {
        "form": form,
        "period": period,
        "until": period.until(today),
        "listing": INDICATORS.shown(request),
        "lines": [(line, PILLS[line.told.standing], spark_chart(line.trend)) for line in lines],
        "met": sum(line.told.standing is Standing.MET for line in lines),
        "known": sum(line.told.standing is not Standing.NO_DATA for line in lines),
        "may_report": may_at_all(request.actor, Can.READ_REPORT),
        "now": clock.now(),
    }
    return render(request, "indicators/index.html", page)


@require_safe
@never_cache
@needs(Can.SEE)
def detail(request: Any, indicator_name: str) -> HttpResponseBase:
    """Show one indicator: formula, target, value by period, and the records behind it."""
    indicator, today = get_indicator(request.actor, indicator_name), clock.today()
    form = period_form(request, today=today)
    period = form.period(usual_period(today))
    records = list_records(request.actor, indicator, period=period, today=today)
    if RECORDS.wants_sheet(request):
        return RECORDS.sheet(request, records)
    page = {
        "indicator": indicator,
        "form": form,
        "period": period,
        "until": period.until(today),
        "listing": RECORDS.shown(request),
        "records": Paginator(records, ROWS).get_page(request.GET.get("trang")),
        "missing": sum(not record.is_counted for record in records),
        "told": TOLD.get(request.GET.get("told", "")),
        "now": clock.now(),
        **_values(request, indicator, period, today),
    }
    return render(request, "indicators/detail.html", page)


@require_safe
@never_cache
@needs(Can.SEE)
def in_communes(request: Any, indicator_name: str) -> HttpResponseBase:
    """Show one indicator for each commune of the province, from figures only."""
    indicator, today = get_indicator(request.actor, indicator_name), clock.today()
    form = period_form(request, today=today)
    period = form.period(usual_period(today))
    lines, whole = list_communes(
        request.actor, request.council, indicator, period=period, today=today, rules=rules_of(request)
    )
    if COMMUNES.wants_sheet(request):
        return COMMUNES.sheet(request, lines)
    page = {
        "indicator": indicator,
        "form": form,
        "period": period,
        "until": period.until(today),
        "listing": COMMUNES.shown(request),
        "lines": [(line, PILLS[line.told.standing]) for line in lines],
        "whole": whole,
        "pill": PILLS[whole.standing],
        "formula": formula(indicator),
        "now": clock.now(),
    }
    return render(request, "indicators/in_communes.html", page)


def _values(request: Any, indicator: Indicator, period: Any, today: Any) -> dict[str, Any]:
    """Return everything that is read from the figures, in one snapshot."""
    targets, kind = get_targets(rules=rules_of(request)), kind_asked(request, indicator)
    council = request.council
    with transaction.atomic(using=USING):
        told, split = get_told(council, indicator, period=period, today=today, targets=targets)
        trend = list_trend(council, indicator, kind, today=today, targets=targets)
        is_days, is_electronic = indicator is PUBLISHING_DAYS, indicator is DOCUMENTS_ELECTRONIC
        channels = count_channels(request.actor, council, period=period, today=today) if is_days else []
    return {
        "shown": told,
        "pill": PILLS[told.standing],
        "formula": formula(indicator),
        "split": [(SESSION_KINDS[each.name], each, PILLS[each.standing]) for each in split],
        "trend": [(each, PILLS[each.standing]) for _piece, each in trend],
        "chart": trend_chart([each for _piece, each in trend]),
        "kinds": [
            (KIND_NAMES[each], f"?ky={period.key}&theo={each.value}", each is kind) for each in indicator.periods
        ],
        "channels": channels,
        "secret": count_secret(request.actor, period=period, today=today) if is_electronic else None,
        "history": [(row, _words_of(row, indicator)) for row in list_own_targets(request.actor, indicator)],
        "may_set": may(request.actor, Can.SET_TARGET),
        "sees_communes": council.level == "province" and may(request.actor, Can.SEE_PROVINCE, council),
        "communes_href": reverse("indicators:in_communes", args=[indicator.name]) + f"?ky={period.key}",
    }


def _words_of(row: OwnTarget, indicator: Indicator) -> str:
    value = row.as_law().value
    return str(row.get_state_display()) if value is None else target_words(value, indicator.unit, indicator.better)
