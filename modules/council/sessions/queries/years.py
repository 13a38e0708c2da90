"""A year of sessions: how many of each kind, and what the law still asks for (R-SES-01, R-SES-02, R-SES-05)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from council.law import Rules, SessionKind
from council.sessions.models import Conference, CouncilSession, YearPlan
from council.sessions.permissions import Can
from council.sessions.workflow import SessionState
from kernel.access import Actor, may, require
from kernel.refusal import NotFound

REGULAR, THEMATIC, WARNED_ON = "sessions.regular_per_year", "sessions.thematic_per_year", "sessions.regular_warned_on"
_NOT_HELD = (SessionState.CANCELLED, SessionState.POSTPONED)


@dataclass(frozen=True)
class YearView:
    """The sessions of a year that are held or planned, what is asked for, and the decision they stand on."""

    year: int
    regular: int
    regular_asked: int
    thematic: int
    thematic_asked: int
    plan: YearPlan | None
    warnings: tuple[str, ...]


def get_year(actor: Actor, year: int, *, today: date, rules: Rules) -> YearView:
    """Return a year of sessions as it stands today; what was put off or given up does not count.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    sessions = CouncilSession.objects.proper().filter(opens_on__year=year).exclude(state__in=_NOT_HELD)
    counts = dict(sessions.values_list("kind").annotate(count=Count("id")).order_by())
    view = YearView(
        year=year,
        regular=counts.get(SessionKind.REGULAR, 0),
        regular_asked=rules.number(REGULAR),
        thematic=counts.get(SessionKind.THEMATIC, 0),
        thematic_asked=rules.number(THEMATIC),
        plan=YearPlan.objects.filter(year=year).first(),
        warnings=(),
    )
    return YearView(**{**vars(view), "warnings": tuple(_warnings(view, today, rules))})


def get_year_plan(actor: Actor, year: int) -> YearPlan:
    """Return the decision on a year, on which its list of matters stands.

    :raises NotFound: none is written down yet, or the actor does not plan.
    """
    plan: YearPlan | None = YearPlan.objects.filter(year=year).first()
    if plan is None or not may(actor, Can.PLAN):
        raise NotFound()
    return plan


def find_conference(session: CouncilSession) -> Conference | None:
    """Return the last joint conference of a session. The caller got the session from a query."""
    return Conference.objects.filter(session=session).select_related("minutes").order_by("-held_on", "-id").first()


def _warnings(view: YearView, today: date, rules: Rules) -> list[str]:
    warned_on = rules.year_days(WARNED_ON)[0].of(view.year)
    lines = []
    if today >= warned_on and view.regular < view.regular_asked:
        words = {"year": view.year, "held": view.regular, "asked": view.regular_asked}
        lines.append(
            _("Năm %(year)d mới có %(held)d kỳ họp thường lệ; luật đòi hỏi ít nhất %(asked)d (R-SES-01).") % words
        )
    if today >= warned_on and view.thematic < view.thematic_asked:
        words = {"year": view.year, "held": view.thematic, "asked": view.thematic_asked}
        lines.append(_("Năm %(year)d có %(held)d kỳ họp chuyên đề; Hội đồng phấn đấu %(asked)d (R-SES-05).") % words)
    # The plan is decided in the last session of the year before.
    if view.plan is None and today >= rules.year_days(WARNED_ON)[0].of(view.year - 1):
        lines.append(
            _("Chưa ghi nghị quyết về kế hoạch tổ chức kỳ họp thường lệ năm %(year)d (R-SES-02).") % {"year": view.year}
        )
    return lines
