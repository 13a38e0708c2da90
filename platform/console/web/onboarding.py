"""Bringing councils onto the platform: choose, check, start, watch, try again."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from console import actions, queries, sheets, tasks
from console.actions import FirstAdministrator
from console.permissions import Can
from console.planning import Verdict, plan_onboarding
from console.progress import progress_of, room_of
from console.web.forms import ChooseForm, StartForm, UnitsForm
from kernel import clock, lists, live
from kernel.accounts.doors import needs, refusal_to_form
from kernel.lists.declaring import MOST_ROWS
from kernel.refusal import Refusal
from presets.units import Unit, search, whole_province
from tenancy.models import Council

TONES = {
    Verdict.NEW: "info",
    Verdict.EXISTS: "good",
    Verdict.BUSY: "warn",
    Verdict.TAKEN: "bad",
    Verdict.NO_COUNCIL: "quiet",
}
MOST_ONBOARDINGS = 50
LIST = lists.declare("console:onboardings", gettext_lazy("Các đợt khởi tạo"), sheets.ONBOARDINGS)


@needs(Can.ONBOARD)
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Show the official list: one province, or what a search over the nation finds."""
    return _choose(request)


@needs(Can.ONBOARD)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Show what would happen, before anything does."""
    units = _units(request)
    if not units:
        return _choose(request, has_errors=True)
    return _check(request, units, StartForm())


@needs(Can.ONBOARD)
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Start the onboarding, ring the worker, go to its progress."""
    units, form = _units(request), StartForm(request.POST)
    if not units:
        return redirect("console:choose")
    if not form.is_valid():
        return _check(request, units, form)
    given = form.cleaned_data
    try:
        onboarding = actions.start_onboarding(
            actor=request.actor,
            units=units,
            ground=given["ground"],
            administrator=FirstAdministrator(given["admin_name"], given["admin_email"]),
            now=clock.now(),
        )
    except Refusal as refusal:
        refusal_to_form(form, refusal)
        return _check(request, units, form)
    tasks.ring(onboarding.pk)
    return redirect("console:progress", onboarding_id=onboarding.pk)


@needs(Can.SEE)
@require_GET
def onboardings(request: HttpRequest) -> HttpResponseBase:
    """Show the latest onboardings."""
    found = queries.list_onboardings(request.actor, most=MOST_ONBOARDINGS)
    if LIST.wants_sheet(request):
        return LIST.sheet(request, queries.list_onboardings(request.actor, most=MOST_ROWS))
    return render(request, "console/onboardings.html", {"onboardings": found, "listing": LIST.shown(request)})


@needs(Can.SEE)
@require_GET
def progress(request: HttpRequest, onboarding_id: UUID) -> HttpResponse:
    """Show how far each council has come; the page follows by itself, or by reloading."""
    onboarding = queries.get_onboarding(request.actor, onboarding_id)
    room = room_of(onboarding.pk)
    version = live.current_version(room)  # before the state that is drawn, so that nothing is missed
    shown = {
        "onboarding": onboarding,
        "items": queries.list_items(request.actor, onboarding),
        "progress": progress_of(onboarding.pk),
        "live_url": live.address(room),
        "live_version": version,
    }
    response = render(request, "console/progress.html", shown)
    live.admit(response, request=request, room=room, actor=request.actor)
    return response


@needs(Can.ONBOARD)
@require_POST
def retry(request: HttpRequest, onboarding_id: UUID) -> HttpResponse:
    """Queue the failed lines again."""
    onboarding = queries.get_onboarding(request.actor, onboarding_id)
    actions.retry_failed(actor=request.actor, onboarding=onboarding, now=clock.now())
    tasks.ring(onboarding.pk)
    return redirect("console:progress", onboarding_id=onboarding.pk)


def _choose(request: HttpRequest, *, has_errors: bool = False) -> HttpResponse:
    given = request.GET if request.method == "GET" else request.POST
    form = ChooseForm(given)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    units = _asked_units(asked)
    known = Council.objects.filter(unit_code__in=[unit.code for unit in units]).values_list("unit_code", flat=True)
    shown = {
        "form": form,
        "units": units,
        "known": set(known),
        "is_asked": bool(asked.get("tinh") or asked.get("tim")),
        "is_whole": bool(asked.get("tinh") and not asked.get("tim")),
        "has_errors": has_errors,
        "status": _("Hãy chọn ít nhất một hội đồng.") if has_errors else "",
    }
    return render(request, "console/choose.html", shown)


def _asked_units(asked: dict[str, Any]) -> tuple[Unit, ...]:
    if asked.get("tim"):
        found = search(asked["tim"])
        return tuple(unit for unit in found if asked["tinh"] in ("", unit.province_code))
    return whole_province(asked["tinh"]) if asked.get("tinh") else ()


def _units(request: HttpRequest) -> list[Unit]:
    """Return the chosen units: a whole province by its button, else what was ticked."""
    province = ChooseForm({"tinh": request.POST.get("ca_tinh", "")})
    if province.is_valid() and province.cleaned_data["tinh"]:
        return list(whole_province(province.cleaned_data["tinh"]))
    form = UnitsForm(request.POST)
    return list(form.cleaned_data["don_vi"]) if form.is_valid() else []


def _check(request: HttpRequest, units: list[Unit], form: StartForm) -> HttpResponse:
    plan = plan_onboarding(actor=request.actor, units=units)
    counts = [(verdict, number, TONES[verdict]) for verdict, number in plan.counts()]
    lines = [(line, TONES[line.verdict]) for line in plan.lines]
    return render(request, "console/check.html", {"form": form, "plan": plan, "counts": counts, "lines": lines})
