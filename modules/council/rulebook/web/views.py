"""Reading the rules and setting the council's own values."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import law
from council.rulebook import actions, queries, sheets
from council.rulebook.models import Override
from council.rulebook.permissions import Can
from council.rulebook.web.forms import EndForm, FilterForm, RuleForm
from council.rulebook.web.lines import line_of, topics_of, value_in_words
from council.rulebook.web.weighing import address_of, changed, current_rules
from kernel import clock, lists
from kernel.access import may
from kernel.accounts.doors import needs

LIST = lists.declare("rulebook:list", _("Quy định áp dụng"), sheets.RULES, filtered_by=FilterForm.base_fields)
TOLD = {
    "set": _("Đã lưu quy định riêng của Hội đồng."),
    "ended": _("Đã trở lại quy định chung."),
}


@require_safe
@needs(Can.READ)
def rules(request: Any) -> HttpResponseBase:
    """Show the parameters that are looked for: what the nation says and what this council set."""
    form = FilterForm(request.GET)
    wanted = form.wanted()
    found = queries.list_rules(request.actor, rules=current_rules(request))
    topics = topics_of(found, wanted=wanted, on=clock.today())
    if LIST.wants_sheet(request):
        return LIST.sheet(request, [line for topic in topics for line in topic.lines])
    page = {
        "filter": form,
        "listing": LIST.shown(request),
        "is_filtered": any((wanted.text, wanted.topic, wanted.shown)),
        "topics": topics,
        "count": sum(len(topic.lines) for topic in topics),
    }
    return render(request, "rulebook/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.READ)
def rule(request: Any, key: str) -> HttpResponseBase:
    """Show one parameter with its history, and take the council's own value of it."""
    parameter = law.national_book()[key]
    if request.method != "POST":
        return _rule_page(request, key, form=RuleForm(parameter=parameter, initial=_today()))
    form = RuleForm(request.POST, parameter=parameter)
    answer = changed(
        request, form, lambda rules: _set(request, key, form, rules), done=address_of("rulebook:rule", "set", key)
    )
    return answer or _rule_page(request, key, form=form)


@require_POST
@needs(Can.SET_RULE)
def end_rule(request: Any, key: str) -> HttpResponseBase:
    """End the council's own value from a day on."""
    form = EndForm(request.POST, prefix="end")
    answer = changed(
        request, form, lambda rules: _end(request, key, form, rules), done=address_of("rulebook:rule", "ended", key)
    )
    unbound = RuleForm(parameter=law.national_book()[key], initial=_today())
    return answer or _rule_page(request, key, form=unbound, end_form=form)


def _rule_page(request: Any, key: str, *, form: RuleForm, end_form: EndForm | None = None) -> HttpResponse:
    found = queries.get_rule(request.actor, key, rules=current_rules(request))
    history = queries.list_overrides(request.actor, key)
    may_set = found.parameter.council_may_set and may(request.actor, Can.SET_RULE)
    may_end = may_set and bool(history) and history[0].state == history[0].State.SET
    page = {
        "line": line_of(found, on=clock.today()),
        "history": [(row, value_in_words(row, found)) for row in history],
        "form": form if may_set else None,
        "end_form": (end_form or EndForm(prefix="end", initial=_today())) if may_end else None,
        "told": TOLD.get(request.GET.get("told", "")),
    }
    failed = form.errors or (end_form is not None and end_form.errors)
    return render(request, "rulebook/rule.html", page, status=422 if failed else 200)


def _set(request: Any, key: str, form: RuleForm, rules: law.Rules) -> Override:
    return actions.set_override(
        actor=request.actor,
        key=key,
        value=form.typed_value(),
        document=form.cleaned_data["document"],
        in_force_on=form.cleaned_data["in_force_on"],
        reason=form.cleaned_data["reason"],
        now=clock.now(),
        rules=rules,
    )


def _end(request: Any, key: str, form: EndForm, rules: law.Rules) -> Override:
    return actions.end_override(actor=request.actor, key=key, **form.cleaned_data, now=clock.now(), rules=rules)


def _today() -> dict[str, Any]:
    return {"in_force_on": clock.today()}
