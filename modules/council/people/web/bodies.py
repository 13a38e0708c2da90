"""The pages on which the council's bodies are arranged: teams, committees, who is where, the term's numbers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.people import actions
from council.people.law import CommitteeKind
from council.people.models import OutsideOffice
from council.people.permissions import Can
from council.people.queries import (
    get_committee,
    get_current_term,
    get_delegate,
    get_person,
    get_team,
    list_delegates,
    list_leaders,
    list_programmes,
)
from council.people.web.asking import asked, in_term
from council.people.web.body_forms import (
    CommitteeForm,
    MoveForm,
    NewCommitteeForm,
    NewTeamForm,
    OutsideOfficeForm,
    TeamForm,
    TermForm,
)
from council.people.web.office import TOLD, address_of, profile_of
from council.people.workflow import TermState
from kernel import clock
from kernel.access import may, may_at_all
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@needs(Can.READ)
def team(request: Any, team_id: UUID) -> HttpResponse:
    """Show a team: who leads it, who is in it, and its programmes by year."""
    found = get_team(request.actor, team_id)
    is_open = found.term.state == TermState.CURRENT
    page = {
        "team": found,
        "leaders": list_leaders(found, on=clock.today()),
        "mandates": list_delegates(request.actor, team_id=found.id),
        "years": list_programmes(found),
        "may_plan": is_open and may(request.actor, Can.PLAN_TEAM, found),
        "may_arrange": may(request.actor, Can.ARRANGE),
        "may_appoint": may_at_all(request.actor, Can.APPOINT),
        "may_end": may_at_all(request.actor, Can.END_POST),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "people/team.html", page)


@_SHOWS_AND_TAKES
@needs(Can.ARRANGE)
@in_term
def add_team(request: Any) -> HttpResponseBase:
    """Make a team of the present term."""
    form, term = NewTeamForm(typed_in(request)), get_current_term()
    return asked(
        request,
        Question(_("Lập tổ đại biểu"), _("Lập tổ"), reverse("people:structure")),
        form,
        lambda: actions.add_team(actor=request.actor, term=term, **form.cleaned_data),
    )


@_SHOWS_AND_TAKES
@needs(Can.ARRANGE)
def edit_team(request: Any, team_id: UUID) -> HttpResponseBase:
    """Give a team another name or area."""
    found = get_team(request.actor, team_id)
    form = TeamForm(typed_in(request), initial={"name": found.name, "area": found.area})
    return asked(
        request,
        Question(_("Sửa %(name)s") % {"name": found.name}, _("Lưu"), reverse("people:team", args=[found.id])),
        form,
        lambda: actions.edit_team(actor=request.actor, team=found, **form.cleaned_data),
    )


@_SHOWS_AND_TAKES
@needs(Can.ARRANGE)
@in_term
def add_committee(request: Any) -> HttpResponseBase:
    """Make a committee of the present term."""
    form, term = NewCommitteeForm(typed_in(request)), get_current_term()
    return asked(
        request,
        Question(_("Lập ban của Hội đồng"), _("Lập ban"), reverse("people:structure")),
        form,
        lambda: actions.add_committee(
            actor=request.actor,
            term=term,
            kind=CommitteeKind(form.cleaned_data["kind"]),
            name=form.cleaned_data["name"],
        ),
    )


@_SHOWS_AND_TAKES
@needs(Can.ARRANGE)
def rename_committee(request: Any, committee_id: UUID) -> HttpResponseBase:
    """Give a committee another name."""
    found = get_committee(request.actor, committee_id)
    form = CommitteeForm(typed_in(request), initial={"name": found.name})
    return asked(
        request,
        Question(_("Sửa tên %(name)s") % {"name": found.name}, _("Lưu"), reverse("people:structure")),
        form,
        lambda: actions.rename_committee(actor=request.actor, committee=found, **form.cleaned_data),
    )


@_SHOWS_AND_TAKES
@needs(Can.ARRANGE)
def move(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Put a delegate into another team."""
    mandate = get_delegate(request.actor, mandate_id)
    form = MoveForm(typed_in(request), initial={"on": clock.today()})
    if form.is_valid() and carried_out(
        form, lambda: actions.move_to_team(actor=request.actor, mandate=mandate, **form.cleaned_data)
    ):
        return HttpResponseRedirect(address_of(mandate, "moved"))
    heading = _("Chuyển tổ của %(name)s") % {"name": mandate.person.full_name}
    return confirm_page(request, Question(heading, _("Chuyển tổ"), address_of(mandate)), form)


@_SHOWS_AND_TAKES
@needs(Can.ARRANGE)
def outside_office(request: Any, person_id: UUID) -> HttpResponseBase:
    """Record an office in the executive."""
    person = get_person(request.actor, person_id)
    form = OutsideOfficeForm(typed_in(request), initial={"office": person.outside_office})
    if form.is_valid() and carried_out(
        form,
        lambda: actions.note_outside_office(
            actor=request.actor, person=person, office=OutsideOffice(form.cleaned_data["office"])
        ),
    ):
        return HttpResponseRedirect(profile_of(person, "arranged"))
    heading = _("Chức vụ trong cơ quan hành chính của %(name)s") % {"name": person.full_name}
    return confirm_page(request, Question(heading, _("Lưu"), profile_of(person)), form)


@_SHOWS_AND_TAKES
@needs(Can.ARRANGE)
@in_term
def term(request: Any) -> HttpResponseBase:
    """Record the numbers of the present term."""
    found = get_current_term()
    form = TermForm(typed_in(request), initial={"seats_total": found.seats_total, "merged_from": found.merged_from})
    return asked(
        request,
        Question(_("Nhiệm kỳ %(name)s") % {"name": found.name}, _("Lưu"), reverse("people:structure")),
        form,
        lambda: actions.edit_term(actor=request.actor, term=found, **form.cleaned_data),
    )
