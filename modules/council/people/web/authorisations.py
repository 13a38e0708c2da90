"""The pages of authorisations: who acts for the chair, since when, until when, by which document."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.people import actions
from council.people.law import ActingAs
from council.people.permissions import Can
from council.people.queries import get_authorisation, list_authorisations, list_who_may_act
from council.people.sheets.registers import AUTHORISATIONS
from council.people.web.forms import AuthoriseForm
from council.people.workflow import AuthorisationState
from kernel import clock, lists
from kernel.access import may_at_all, open_steps, take
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import ReasonForm, typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
LIST = lists.declare("people:authorisations", _("Uỷ quyền"), AUTHORISATIONS)
TOLD = {
    "authorised": _("Đã ghi nhận uỷ quyền; số văn bản hiện trong mọi việc làm theo uỷ quyền."),
    "ended": _("Đã chấm dứt uỷ quyền từ hết hôm nay."),
}


@require_GET
@needs(Can.READ)
def index(request: Any) -> HttpResponseBase:
    """List all authorisations, with what holds today marked."""
    today = clock.today()
    rows = [
        (each, _standing(each, today), open_steps(request.actor, each)) for each in list_authorisations(request.actor)
    ]
    if LIST.wants_sheet(request):
        return LIST.sheet(request, rows)
    page = {
        "rows": rows,
        "listing": LIST.shown(request),
        "may_authorise": may_at_all(request.actor, Can.AUTHORISE),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "people/authorisations.html", page)


@_SHOWS_AND_TAKES
@needs(Can.AUTHORISE)
def authorise(request: Any) -> HttpResponseBase:
    """Record an authorisation."""
    today = clock.today()
    form = AuthoriseForm(typed_in(request), posts=list_who_may_act(on=today), initial={"from_on": today})
    if form.is_valid() and carried_out(form, lambda: _authorise(request, dict(form.cleaned_data))):
        return HttpResponseRedirect(_address("authorised"))
    question = Question(
        heading=_("Ghi nhận uỷ quyền ký, điều hành thay Chủ tịch"),
        verb=_("Ghi nhận uỷ quyền"),
        back_href=_address(),
        consequence=_("Trong thời hạn này, mọi việc của người được uỷ quyền đều ghi kèm số văn bản uỷ quyền."),
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.AUTHORISE)
def end(request: Any, authorisation_id: UUID) -> HttpResponseBase:
    """End an authorisation with today."""
    authorisation = get_authorisation(request.actor, authorisation_id)
    take("end", request.actor, authorisation)
    form = ReasonForm(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.end_authorisation(
            actor=request.actor, authorisation=authorisation, on=clock.today(), reason=form.cleaned_data["reason"]
        ),
    ):
        return HttpResponseRedirect(_address("ended"))
    words = {"name": authorisation.receiver.person.full_name, "document": authorisation.document}
    question = Question(
        heading=_("Chấm dứt uỷ quyền của %(name)s theo %(document)s") % words,
        verb=_("Chấm dứt uỷ quyền"),
        back_href=_address(),
        consequence=_("Quyền theo uỷ quyền dừng lúc 24 giờ hôm nay. Việc đã làm theo uỷ quyền vẫn có giá trị."),
        tone="danger",
    )
    return confirm_page(request, question, form)


def _authorise(request: Any, typed: dict[str, Any]) -> None:
    receiver, acting_as = typed.pop("receiver_post"), ActingAs(typed.pop("acting_as"))
    actions.authorise(actor=request.actor, receiver=receiver, acting_as=acting_as, term=actions.Term(**typed))


def _standing(authorisation: Any, today: Any) -> str:
    """Return where an authorisation stands today: coming, now, over or ended early."""
    if authorisation.state == AuthorisationState.ENDED:
        return "ended"
    if today < authorisation.from_on:
        return "coming"
    return "now" if today <= authorisation.to_on else "over"


def _address(told: str = "") -> str:
    address = reverse("people:authorisations")
    return f"{address}?told={told}" if told else address
