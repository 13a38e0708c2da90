"""Who comes into the council: delegates after an election, the office's people, and the posts that delegates take."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.people import actions, law
from council.people.models import Gender, Mandate, TermOfOffice
from council.people.permissions import Can
from council.people.queries import get_current_term, get_delegate
from council.people.web.accounts import invited_page
from council.people.web.asking import in_term
from council.people.web.body_forms import AppointForm, FillForm
from council.people.web.forms import ClerkForm, DelegateForm
from council.people.web.office import address_of
from council.people.workflow import Rank
from council.roles import Role
from council.rulebook.queries import load_rules
from kernel import clock
from kernel.access import require
from kernel.accounts.actions import Issued
from kernel.accounts.doors import carried_out, needs
from kernel.accounts.rules import current_rules
from kernel.ui.confirming import Question, confirm_page

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.ADD_DELEGATE)
@in_term
def add_delegate(request: Any) -> HttpResponseBase:
    """Record a delegate of the present term."""
    term = get_current_term()
    form = DelegateForm(request.POST if request.method == "POST" else None, initial={"started_on": clock.today()})
    made: list[Mandate] = []
    if form.is_valid() and carried_out(form, lambda: made.append(_delegate(request, term, dict(form.cleaned_data)))):
        return HttpResponseRedirect(address_of(made[0], "added"))
    question = Question(_("Ghi nhận đại biểu"), _("Ghi nhận đại biểu"), reverse("people:index"))
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.LINK_ACCOUNT)
def add_clerk(request: Any) -> HttpResponseBase:
    """Record somebody of the office with her posts, and let her in by a letter."""
    form = ClerkForm(request.POST if request.method == "POST" else None, initial={"from_on": clock.today()})
    issued: list[Issued] = []
    if form.is_valid() and carried_out(form, lambda: issued.append(_clerk(request, form.cleaned_data))):
        return invited_page(request, form.cleaned_data["full_name"], reverse("people:index"), issued[0])
    question = Question(_("Thêm người của văn phòng"), _("Ghi nhận và gửi lời mời"), reverse("people:index"))
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.APPOINT)
def appoint(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Record that a delegate took a post; its rights begin with the day."""
    mandate = get_delegate(request.actor, mandate_id)
    require(request.actor, Can.APPOINT, mandate.person)
    form = AppointForm(request.POST if request.method == "POST" else None, initial={"from_on": clock.today()})
    if form.is_valid() and carried_out(form, lambda: _appoint(request, mandate, dict(form.cleaned_data))):
        return HttpResponseRedirect(address_of(mandate, "appointed"))
    heading = _("Ghi nhận chức vụ của %(name)s") % {"name": mandate.person.full_name}
    return confirm_page(request, Question(heading, _("Ghi nhận chức vụ"), address_of(mandate)), form)


@_SHOWS_AND_TAKES
@needs(Can.APPOINT)
@in_term
def fill(request: Any) -> HttpResponseBase:
    """Fill a post: its name and body come with the address from a vacancy's row, the delegate is chosen here."""
    wanted = {name: request.GET.get(name) for name in ("role", "committee", "team") if request.GET.get(name)}
    typed = request.POST if request.method == "POST" else None
    form = FillForm(typed, initial={"from_on": clock.today(), **wanted})
    if form.is_valid():
        values = dict(form.cleaned_data)
        mandate = values.pop("delegate")
        if carried_out(form, lambda: _appoint(request, mandate, values)):
            return HttpResponseRedirect(address_of(mandate, "appointed"))
    question = Question(_("Ghi nhận chức vụ"), _("Ghi nhận chức vụ"), reverse("people:structure"))
    return confirm_page(request, question, form)


@transaction.atomic
def _delegate(request: Any, term: TermOfOffice, typed: dict[str, Any]) -> Mandate:
    seat = {name: typed.pop(name) for name in ("constituency", "team", "full_time", "started_on")}
    typed["gender"] = Gender(typed["gender"])
    person = actions.register_person(actor=request.actor, **typed)
    return actions.add_delegate(actor=request.actor, person=person, term=term, **seat)


@transaction.atomic
def _clerk(request: Any, typed: dict[str, Any]) -> Issued:
    actor, email = request.actor, typed["email"]
    person = actions.register_person(actor=actor, full_name=typed["full_name"], email=email)
    for role in typed["roles"]:
        actions.appoint(
            actor=actor, person=person, role=Role(role), from_on=typed["from_on"], decision=typed["decision"]
        )
    return actions.invite_person(actor=actor, person=person, email=email, now=clock.now(), rules=current_rules())


def _appoint(request: Any, mandate: Mandate, typed: dict[str, Any]) -> None:
    rules = load_rules(level=request.council.level, at=clock.today())
    conditions = actions.Conditions(
        rank=Rank(typed.pop("rank")),
        limits=law.limits_of(rules=rules, merged_from=get_current_term().merged_from),
        despite=typed.pop("despite"),
    )
    role = Role(typed.pop("role"))
    actions.appoint(actor=request.actor, person=mandate.person, role=role, conditions=conditions, **typed)
