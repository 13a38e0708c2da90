"""The counting board's pages: each member enters what she counted; the picture of the board's sheet is kept.

A round is annulled by two people here too. Nowhere is there a page of a single ballot.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.law import Rules
from council.sessions import actions
from council.sessions.models import Round, RoundAnnulment
from council.sessions.permissions import Can
from council.sessions.queries import CountState
from council.sessions.queries.elections import (
    find_round_annulment,
    get_ballot_count,
    get_round,
    list_ballot_sheets,
    list_lines,
    may_see_numbers,
)
from council.sessions.web.election_forms import TallyForm
from council.sessions.web.election_steps import address_of, done
from council.sessions.web.forms import ReasonForm
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, form_page
from council.sessions.web.vote_forms import TallySheetForm
from council.sessions.web.vote_steps import LIMIT_BYTES, PICTURES
from kernel import clock, files
from kernel.access import require
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

_AFTER_COUNT = {
    CountState.WAITS_FOR_SECOND: "counted",
    CountState.SETTLED: "agreed",
    CountState.DIFFERS: "differ",
}
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.COUNT_BALLOTS)
def count(request: Any, round_id: UUID) -> HttpResponseBase:
    """Enter what a member of the board counted, without seeing what another one entered."""
    round, rules = get_round(request.actor, round_id), rules_of(request)
    view = get_ballot_count(request.actor, round)
    decides = view.state == CountState.DIFFERS
    form = TallyForm(typed_in(request), round=round, lines=list_lines(round), decides=decides)
    reached: list[CountState] = []
    if form.is_valid() and carried_out(form, lambda: reached.append(_entered(request, round, form, rules))):
        return done(request, round.election, _AFTER_COUNT[reached[0]])
    page = {
        "form": form,
        "round": round,
        "election": round.election,
        "session": round.election.session,
        "decides": decides,
        "back_href": address_of(round.election),
    }
    return render(request, "sessions/count_ballots.html", page, status=422 if form.errors else 200)


@_SHOWS_AND_TAKES
@needs(Can.COUNT_BALLOTS)
def picture(request: Any, round_id: UUID) -> HttpResponseBase:
    """Keep the picture of the board's sheet."""
    round = get_round(request.actor, round_id)
    require(request.actor, Can.COUNT_BALLOTS, round)
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = TallySheetForm(*typed)
    if form.is_valid() and carried_out(form, lambda: _keep(request, round, form)):
        return done(request, round.election, "picture")
    note = _("Chỉ chụp tờ kiểm phiếu của Ban, không chụp phiếu bầu.")
    sheet = Sheet(_("Ảnh tờ kiểm phiếu"), _("Tải lên"), address_of(round.election), round.election.session, note)
    return form_page(request, sheet, form)


@require_GET
@needs(Can.READ)
def ballot_sheet(request: Any, round_id: UUID, number: int) -> HttpResponseBase:
    """Give one picture of the board's sheet, by its place on the page.

    :raises NotFound: there is none, or the result is not announced and the actor is not of the board.
    """
    round = get_round(request.actor, round_id)
    sheets = list_ballot_sheets(round) if may_see_numbers(request.actor, round) else []
    if not 1 <= number <= len(sheets):
        raise NotFound()
    return files.serve(request, sheets[number - 1].file)


def _entered(request: Any, round: Round, form: TallyForm, rules: Rules) -> CountState:
    return actions.enter_ballots(
        actor=request.actor,
        round=round,
        tally=form.tally(),
        now=clock.now(),
        rules=rules,
        reason=form.cleaned_data.get("reason", ""),
    )


def _keep(request: Any, round: Round, form: TallySheetForm) -> None:
    with transaction.atomic():
        upload = form.cleaned_data["file"]
        stored = files.store(actor=request.actor, upload=upload, kinds=PICTURES, limit_bytes=LIMIT_BYTES)
        actions.add_ballot_sheet(actor=request.actor, round=round, file=stored)


@_SHOWS_AND_TAKES
@needs(Can.RUN_VOTE)
def ask_annulment(request: Any, round_id: UUID) -> HttpResponseBase:
    """Ask that a round be annulled, with the reason."""
    round = get_round(request.actor, round_id)
    require(request.actor, Can.RUN_VOTE, round)
    form = ReasonForm(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.ask_round_annulment(actor=request.actor, round=round, now=clock.now(), **form.cleaned_data),
    ):
        return done(request, round.election, "asked")
    words = _("Chỉ khi người thứ hai xác nhận, lượt bầu mới bị huỷ. Số liệu và biên bản của lượt này vẫn lưu.")
    question = Question(
        _("Đề nghị huỷ kết quả lượt bầu"), _("Đề nghị huỷ"), address_of(round.election), words, "danger"
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.ANNUL_VOTE)
def decide_annulment(request: Any, round_id: UUID, decision: str) -> HttpResponseBase:
    """Annul a round as the second person, or let it stand."""
    round, annulment = _asked(request, round_id)
    if decision not in DECISIONS:
        raise NotFound()
    act, heading, verb, told = DECISIONS[decision]
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(form, lambda: act(actor=request.actor, annulment=annulment, now=clock.now())):
        return done(request, round.election, told)
    words = _("Lý do được nêu: %(reason)s") % {"reason": annulment.reason}
    tone = "danger" if told == "annulled" else "primary"
    return confirm_page(request, Question(heading, verb, address_of(round.election), words, tone), form)


def _asked(request: Any, round_id: UUID) -> tuple[Round, RoundAnnulment]:
    round = get_round(request.actor, round_id)
    annulment = find_round_annulment(round)
    if annulment is None or annulment.state != "asked":
        raise NotFound()
    require(request.actor, Can.ANNUL_VOTE, annulment)
    return round, annulment


DECISIONS: dict[str, Any] = {
    "xac-nhan": (
        actions.confirm_round_annulment,
        _("Xác nhận huỷ kết quả lượt bầu"),
        _("Huỷ kết quả"),
        "annulled",
    ),
    "giu-nguyen": (
        actions.refuse_round_annulment,
        _("Không đồng ý huỷ kết quả"),
        _("Giữ nguyên kết quả"),
        "kept",
    ),
}
