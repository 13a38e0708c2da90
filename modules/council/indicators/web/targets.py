"""Setting the council's own target of an indicator, and going back to the general one."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from council.indicators import actions
from council.indicators.law import Indicator, target_words
from council.indicators.models import OwnTarget
from council.indicators.permissions import Can
from council.indicators.queries.indicators import get_indicator
from council.indicators.queries.targets import get_targets, list_own_targets
from council.indicators.web.asking import rules_of
from council.indicators.web.forms import EndTargetForm, TargetForm
from kernel import clock
from kernel.accounts.doors import carried_out, needs
from kernel.ui.forms import typed_in


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SET_TARGET)
def target(request: Any, indicator_name: str) -> HttpResponseBase:
    """Take the council's own target of an indicator with its document and its day."""
    indicator = get_indicator(request.actor, indicator_name)
    form = TargetForm(typed_in(request), indicator=indicator, initial={"from_on": clock.today()})
    if form.is_bound and form.is_valid() and carried_out(form, lambda: _set(request, indicator, form)):
        return _done(indicator, "set")
    return _page(request, indicator, form)


@require_POST
@needs(Can.SET_TARGET)
def end(request: Any, indicator_name: str) -> HttpResponseBase:
    """Go back to the general target from a day on."""
    indicator = get_indicator(request.actor, indicator_name)
    form = EndTargetForm(request.POST, prefix="end")
    if form.is_valid() and carried_out(form, lambda: _end(request, indicator, form)):
        return _done(indicator, "ended")
    typed = TargetForm(indicator=indicator, initial={"from_on": clock.today()})
    return _page(request, indicator, typed, end_form=form)


def _page(request: Any, indicator: Indicator, form: TargetForm, end_form: EndTargetForm | None = None) -> HttpResponse:
    history = list_own_targets(request.actor, indicator)
    targets = get_targets(rules=rules_of(request))
    general = targets.general(indicator, on=clock.today())
    assert general.value is not None
    may_end = bool(history) and history[0].state == OwnTarget.State.SET
    page = {
        "indicator": indicator,
        "form": form,
        "end_form": (end_form or EndTargetForm(prefix="end", initial={"from_on": clock.today()})) if may_end else None,
        "general": general,
        "general_words": target_words(general.value, indicator.unit, indicator.better),
    }
    failed = form.errors or (end_form is not None and end_form.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK
    return render(request, "indicators/target.html", page, status=status)


def _done(indicator: Indicator, told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('indicators:detail', args=[indicator.name])}?told={told}")


def _set(request: Any, indicator: Indicator, form: TargetForm) -> OwnTarget:
    return actions.set_target(
        actor=request.actor,
        indicator=indicator,
        value=form.exact(),
        document=form.cleaned_data["document"],
        from_on=form.cleaned_data["from_on"],
        now=clock.now(),
    )


def _end(request: Any, indicator: Indicator, form: EndTargetForm) -> OwnTarget:
    return actions.end_target(actor=request.actor, indicator=indicator, **form.cleaned_data, now=clock.now())
