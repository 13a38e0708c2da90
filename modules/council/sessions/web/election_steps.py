"""What is done with an election and its rounds on their page: the list closed, ballots issued, results announced."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.sessions import actions
from council.sessions.actions.rounds import list_open_to, preselected
from council.sessions.models import Election
from council.sessions.permissions import Can
from council.sessions.queries.elections import get_election, get_round
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.election_deeds import STAGES, TASKS
from council.sessions.web.election_forms import NextRoundForm
from council.sessions.web.forms import ReasonForm
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, form_page
from council.sessions.web.vote_forms import MethodForm
from council.sessions.workflow import RoundState
from kernel import clock
from kernel.access import require
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.RUN_VOTE)
def task(request: Any, election_id: UUID, task: str) -> HttpResponseBase:
    """Close or open the list, end the election or give it up."""
    election = get_election(request.actor, election_id)
    if task not in TASKS:
        raise NotFound()
    what = TASKS[task]
    require(request.actor, election.STEPS[what.step].can, election)
    form = (ReasonForm if what.reasoned else forms.Form)(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: what.act(actor=request.actor, election=election, **form.cleaned_data)
    ):
        return done(request, election, task)
    question = Question(what.label, what.label, address_of(election), what.consequence)
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.RUN_VOTE)
def list_vote(request: Any, election_id: UUID) -> HttpResponseBase:
    """Prepare the open vote in which the council agrees to the list."""
    election = get_election(request.actor, election_id)
    require(request.actor, Can.RUN_VOTE, election)
    form = MethodForm(typed_in(request))
    made: list[Any] = []
    if form.is_valid() and carried_out(
        form,
        lambda: made.append(
            actions.prepare_list_vote(actor=request.actor, election=election, method=form.cleaned_data["method"])
        ),
    ):
        tell_the_hall(election.session, rules=rules_of(request))
        return HttpResponseRedirect(f"{reverse('sessions:vote', args=[made[0].id])}?told=prepared")
    note = _("Khi Hội đồng tán thành, danh sách tự chốt; không tán thành thì danh sách vẫn mở để sửa.")
    sheet = Sheet(_("Biểu quyết danh sách bầu"), _("Chuẩn bị biểu quyết"), address_of(election), election.session, note)
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.RUN_VOTE)
def next_round(request: Any, election_id: UUID) -> HttpResponseBase:
    """Prepare the next round, in the place of an annulled one or for the places that are still free."""
    election = get_election(request.actor, election_id)
    require(request.actor, Can.RUN_VOTE, election)
    last = election.rounds.exclude(state=RoundState.DROPPED).order_by("created_at", "id").last()
    if last is None:
        raise NotFound()
    if last.state == RoundState.ANNULLED:
        return _repeat(request, election)
    chosen = [each.pk for each in preselected(last)]
    form = NextRoundForm(typed_in(request), open_to=list_open_to(last), initial={"candidates": chosen})
    if form.is_valid() and carried_out(form, lambda: _prepared(request, election, form)):
        return done(request, election, "round")
    sheet = Sheet(
        _("Lượt bầu tiếp"), _("Chuẩn bị lượt bầu"), address_of(election), election.session, note=election.post
    )
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.READ)
def stage(request: Any, round_id: UUID, stage: str) -> HttpResponseBase:
    """Take a plain step of a round, after one question."""
    round = get_round(request.actor, round_id)
    if stage not in STAGES:
        raise NotFound()
    what, rules = STAGES[stage], rules_of(request)
    require(request.actor, round.STEPS[stage].can, round)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(form, lambda: what.act(request.actor, round, clock.now(), rules)):
        return done(request, round.election, stage)
    question = Question(what.label, what.label, address_of(round.election), what.consequence)
    return confirm_page(request, question, form)


def _repeat(request: Any, election: Election) -> HttpResponseBase:
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(form, lambda: actions.prepare_round(actor=request.actor, election=election)):
        return done(request, election, "round")
    question = Question(
        _("Bầu lại lượt bị huỷ"),
        _("Chuẩn bị bầu lại"),
        address_of(election),
        _("Phiếu có cùng danh sách; số có mặt được tính lại khi phát phiếu."),
    )
    return confirm_page(request, question, form)


def _prepared(request: Any, election: Election, form: NextRoundForm) -> None:
    typed = form.cleaned_data
    chosen = list(typed["candidates"])
    actions.prepare_round(actor=request.actor, election=election, reason=typed["reason"], candidates=chosen)


def address_of(election: Election) -> str:
    """Return the address of an election's page."""
    return reverse("sessions:election", args=[election.id])


def done(request: Any, election: Election, told: str) -> HttpResponseRedirect:
    """Tell the hall, and return to the election's page with a word on what was done."""
    tell_the_hall(election.session, rules=rules_of(request))
    return HttpResponseRedirect(f"{address_of(election)}?told={told}")
