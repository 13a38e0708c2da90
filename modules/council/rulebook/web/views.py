"""Reading the rules and setting the council's own."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import law
from council.rulebook import actions, queries
from council.rulebook.models import DayOff
from council.rulebook.permissions import Can
from council.rulebook.web.forms import DayForm, EndForm, ReasonForm, RuleForm
from council.rulebook.web.lines import line_of, topics_of, value_in_words
from kernel import clock
from kernel.access import may
from kernel.accounts.doors import needs, refusal_to_form
from kernel.refusal import Refusal

TOLD = {
    "set": _("Đã lưu quy định riêng của Hội đồng."),
    "ended": _("Đã trở lại quy định chung."),
    "day": _("Đã lưu ngày riêng."),
    "removed": _("Đã bỏ ngày riêng."),
}


@require_safe
@needs(Can.READ)
def rules(request: Any) -> HttpResponse:
    """Show every parameter: what the nation says and what this council set."""
    topics = topics_of(queries.list_rules(request.actor, rules=_rules(request)))
    return render(request, "rulebook/list.html", {"topics": topics})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.READ)
def rule(request: Any, key: str) -> HttpResponseBase:
    """Show one parameter with its history, and take the council's own value of it."""
    parameter = law.national_book()[key]
    if request.method != "POST":
        return _rule_page(request, key, form=RuleForm(parameter=parameter, initial=_today()))
    form = RuleForm(request.POST, parameter=parameter)
    if form.is_valid() and _did(form, lambda: _set(request, key, form)):
        return _back("rulebook:rule", "set", key)
    return _rule_page(request, key, form=form)


@require_POST
@needs(Can.SET_RULE)
def end_rule(request: Any, key: str) -> HttpResponseBase:
    """End the council's own value from a day on."""
    form = EndForm(request.POST, prefix="end")
    if form.is_valid() and _did(form, lambda: _end(request, key, form)):
        return _back("rulebook:rule", "ended", key)
    return _rule_page(request, key, form=RuleForm(parameter=law.national_book()[key], initial=_today()), end_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.READ)
def days(request: Any) -> HttpResponseBase:
    """Show the council's local days and take another one."""
    form = DayForm(request.POST) if request.method == "POST" else DayForm()
    if form.is_bound and form.is_valid() and _did(form, lambda: _set_day(request, form)):
        return _back("rulebook:days", "day")
    page = {
        "days": queries.list_local_days(request.actor),
        "form": form if may(request.actor, Can.SET_DAY) else None,
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "rulebook/days.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SET_DAY)
def remove_day(request: Any, day_id: UUID) -> HttpResponseBase:
    """Take a local day off the calendar, after asking why."""
    day = queries.get_local_day(request.actor, day_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _did(form, lambda: _remove_day(request, day, form)):
        return _back("rulebook:days", "removed")
    page = {
        "form": form,
        "heading": _("Bỏ ngày riêng %(day)s") % {"day": f"{day.day_on:%d/%m/%Y}"},
        "consequence": _("Các thời hạn tính từ nay sẽ không còn tính ngày này là ngày riêng."),
        "verb": _("Bỏ ngày này"),
        "tone": "danger",
        "back_href": reverse("rulebook:days"),
    }
    return render(request, "ui/confirm.html", page, status=422 if form.errors else 200)


def _rules(request: Any) -> law.Rules:
    return queries.load_rules(level=request.council.level, at=clock.today())


def _rule_page(request: Any, key: str, *, form: RuleForm, end_form: EndForm | None = None) -> HttpResponse:
    found = queries.get_rule(request.actor, key, rules=_rules(request))
    history = queries.list_overrides(request.actor, key)
    may_set = found.parameter.council_may_set and may(request.actor, Can.SET_RULE)
    may_end = may_set and bool(history) and history[0].state == history[0].State.SET
    page = {
        "line": line_of(found),
        "history": [(row, value_in_words(row, found)) for row in history],
        "form": form if may_set else None,
        "end_form": (end_form or EndForm(prefix="end", initial=_today())) if may_end else None,
        "told": TOLD.get(request.GET.get("told", "")),
    }
    failed = form.errors or (end_form is not None and end_form.errors)
    return render(request, "rulebook/rule.html", page, status=422 if failed else 200)


def _set(request: Any, key: str, form: RuleForm) -> None:
    actions.set_override(
        actor=request.actor,
        key=key,
        value=form.typed_value(),
        document=form.cleaned_data["document"],
        in_force_on=form.cleaned_data["in_force_on"],
        reason=form.cleaned_data["reason"],
        now=clock.now(),
    )


def _end(request: Any, key: str, form: EndForm) -> None:
    actions.end_override(
        actor=request.actor,
        key=key,
        document=form.cleaned_data["document"],
        in_force_on=form.cleaned_data["in_force_on"],
        reason=form.cleaned_data["reason"],
        now=clock.now(),
    )


def _set_day(request: Any, form: DayForm) -> None:
    actions.set_local_day(actor=request.actor, **form.cleaned_data, now=clock.now())


def _remove_day(request: Any, day: DayOff, form: ReasonForm) -> None:
    actions.remove_local_day(actor=request.actor, day=day, reason=form.cleaned_data["reason"], now=clock.now())


def _did(form: Any, act: Any) -> bool:
    """Do it, or put the refusal's sentence into the form."""
    try:
        act()
    except Refusal as refusal:
        if refusal.field not in form.fields:
            raise
        refusal_to_form(form, refusal)
        return False
    return True


def _today() -> dict[str, Any]:
    return {"in_force_on": clock.today()}


def _back(name: str, told: str, *arguments: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(name, args=arguments)}?told={told}")
