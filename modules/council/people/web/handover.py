"""Hand-overs: what somebody leaves behind, given to named persons, taken by them or given back."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council.people import actions
from council.people.models import Duty, Handover
from council.people.permissions import Can
from council.people.queries import (
    find_account,
    get_duty,
    get_handover,
    get_person,
    list_duties_given_to,
    list_handovers,
    people_with_place,
)
from council.people.sheets.registers import HANDOVERS
from council.people.web.forms import DutyForm, GiveForm, HandoverForm
from council.people.web.office import profile_of
from council.people.workflow import HandoverState
from kernel import clock, lists
from kernel.access import open_steps, require, take
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import ReasonForm, typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
LIST = lists.declare("people:handovers", _("Bàn giao việc"), HANDOVERS)
TOLD = {
    "opened": _("Đã lập danh sách bàn giao."),
    "added": _("Đã thêm việc."),
    "given": _("Đã giao việc; người nhận được báo để nhận hoặc trả lại."),
    "completed": _("Đã kết thúc bàn giao."),
    "accepted": _("Đã nhận việc."),
    "declined": _("Đã trả lại việc."),
}


@require_GET
@needs(Can.HAND_OVER)
def index(request: Any) -> HttpResponseBase:
    """List the hand-overs, the open ones first."""
    found = list_handovers(request.actor)
    if LIST.wants_sheet(request):
        return LIST.sheet(request, found)
    return render(request, "people/handovers.html", {"handovers": found, "listing": LIST.shown(request)})


@require_GET
@needs(Can.HAND_OVER)
def detail(request: Any, handover_id: UUID) -> HttpResponse:
    """Show one hand-over: each matter, with whom it is, and what can be done."""
    handover = get_handover(request.actor, handover_id)
    account = find_account(handover.person)
    page = {
        "handover": handover,
        "is_open": handover.state == HandoverState.OPEN,
        "rows": [(duty, {step.name for step in open_steps(request.actor, duty)}) for duty in handover.duties.all()],
        "account": account,
        "account_steps": open_steps(request.actor, account) if account else [],
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "people/handover.html", page)


@_SHOWS_AND_TAKES
@needs(Can.HAND_OVER)
def begin(request: Any, person_id: UUID) -> HttpResponseBase:
    """Begin a hand-over, for who will leave or has left."""
    person = get_person(request.actor, person_id)
    require(request.actor, Can.HAND_OVER)
    form = HandoverForm(typed_in(request), initial={"leaves_on": clock.today()})
    begun: list[Handover] = []
    if form.is_valid() and carried_out(
        form,
        lambda: begun.append(actions.open_handover(actor=request.actor, person=person, **form.cleaned_data)),
    ):
        return HttpResponseRedirect(address_of(begun[0], "opened"))
    heading = _("Bàn giao việc của %(name)s") % {"name": person.full_name}
    return confirm_page(request, Question(heading, _("Lập danh sách bàn giao"), profile_of(person)), form)


@_SHOWS_AND_TAKES
@needs(Can.HAND_OVER)
def add(request: Any, handover_id: UUID) -> HttpResponseBase:
    """Put a matter on the list."""
    handover = get_handover(request.actor, handover_id)
    take("add", request.actor, handover)
    form = DutyForm(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: actions.add_duty(actor=request.actor, handover=handover, **form.cleaned_data)
    ):
        return HttpResponseRedirect(address_of(handover, "added"))
    return confirm_page(request, Question(_("Thêm việc cần bàn giao"), _("Thêm việc"), address_of(handover)), form)


@_SHOWS_AND_TAKES
@needs(Can.HAND_OVER)
def give(request: Any, duty_id: UUID) -> HttpResponseBase:
    """Give a matter to a named person."""
    duty = get_duty(request.actor, duty_id)
    take("give", request.actor, duty)
    today = clock.today()
    people = people_with_place(on=today, but=duty.handover.person_id)
    form = GiveForm(typed_in(request), people=people)
    if form.is_valid() and carried_out(
        form, lambda: actions.give_duty(actor=request.actor, duty=duty, on=today, **form.cleaned_data)
    ):
        return HttpResponseRedirect(address_of(duty.handover, "given"))
    heading = _("Giao việc: %(label)s") % {"label": duty.label}
    return confirm_page(request, Question(heading, _("Giao"), address_of(duty.handover)), form)


@require_POST
@needs(Can.HAND_OVER)
def complete(request: Any, handover_id: UUID) -> HttpResponseBase:
    """Close the list.

    :raises DutiesLeft: something is not taken yet.
    """
    handover = get_handover(request.actor, handover_id)
    actions.complete_handover(actor=request.actor, handover=handover, on=clock.today())
    return HttpResponseRedirect(address_of(handover, "completed"))


@require_GET
@needs(Can.TAKE_OVER)
def waiting(request: Any) -> HttpResponse:
    """Show what was given to the actor and waits."""
    told = TOLD.get(request.GET.get("told", ""))
    return render(request, "people/waiting.html", {"duties": list_duties_given_to(request.actor), "told": told})


@require_POST
@needs(Can.TAKE_OVER)
def accept(request: Any, duty_id: UUID) -> HttpResponseBase:
    """Take a matter over."""
    actions.accept_duty(actor=request.actor, duty=get_duty(request.actor, duty_id), on=clock.today())
    return HttpResponseRedirect(_waiting("accepted"))


@_SHOWS_AND_TAKES
@needs(Can.TAKE_OVER)
def decline(request: Any, duty_id: UUID) -> HttpResponseBase:
    """Give a matter back, with a reason."""
    duty: Duty = get_duty(request.actor, duty_id)
    take("decline", request.actor, duty)
    form = ReasonForm(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: actions.decline_duty(actor=request.actor, duty=duty, **form.cleaned_data)
    ):
        return HttpResponseRedirect(_waiting("declined"))
    heading = _("Trả lại việc: %(label)s") % {"label": duty.label}
    return confirm_page(request, Question(heading, _("Trả lại"), _waiting()), form)


def address_of(handover: Handover, told: str = "") -> str:
    """Return the address of a hand-over's page."""
    address = reverse("people:handover", args=[handover.id])
    return f"{address}?told={told}" if told else address


def _waiting(told: str = "") -> str:
    address = reverse("people:waiting")
    return f"{address}?told={told}" if told else address
