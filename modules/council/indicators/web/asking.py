"""For which period a page of indicators is asked, and the rules by which it is told."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.indicators.law import Indicator, Period, PeriodKind, half_year, run_up_to, whole_year
from council.indicators.queries.indicators import list_term_periods
from council.indicators.web.forms import PeriodForm
from council.law import Rules
from council.rulebook.queries import load_rules
from kernel import clock

KIND_NAMES = {
    PeriodKind.MONTH: _("Theo tháng"),
    PeriodKind.QUARTER: _("Theo quý"),
    PeriodKind.YEAR: _("Theo năm"),
    PeriodKind.TERM: _("Theo nhiệm kỳ"),
}
OFFERED = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 8, PeriodKind.YEAR: 5}
EVERY = tuple(PeriodKind)


def period_form(request: Any, *, today: date, kinds: tuple[PeriodKind, ...] = EVERY) -> PeriodForm:
    """Return the choice of the periods that have begun, the latest first in each group."""
    return PeriodForm(request.GET, groups=_groups(today, kinds))


def usual_period(today: date) -> str:
    """Return the key of the period that is shown when none is asked for: this year."""
    return whole_year(today.year).key


def kind_asked(request: Any, indicator: Indicator) -> PeriodKind:
    """Return by which kind of period a trend is asked for; otherwise the shortest that the indicator is told in."""
    asked = request.GET.get("theo", "")
    found = [kind for kind in indicator.periods if kind.value == asked]
    return found[0] if found else indicator.periods[0]


def rules_of(request: Any) -> Rules:
    """Return the rules of the request's council today."""
    return load_rules(level=request.council.level, at=clock.today())


def halves(today: date) -> list[Period]:
    """Return the halves of this year and the last that have begun, the latest first."""
    found = [half_year(year, half) for year in (today.year, today.year - 1) for half in (2, 1)]
    return [period for period in found if period.first <= today]


def _groups(today: date, kinds: tuple[PeriodKind, ...]) -> list[tuple[Any, list[Period]]]:
    found: list[tuple[Any, list[Period]]] = []
    for kind in (PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH):
        if kind in kinds:
            found.append((KIND_NAMES[kind], run_up_to(today, kind, count=OFFERED[kind])[::-1]))
    found.insert(1, (_("Theo nửa năm"), halves(today)))
    if PeriodKind.TERM in kinds:
        found.append((KIND_NAMES[PeriodKind.TERM], list_term_periods(today=today)))
    return found
