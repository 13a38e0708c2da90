"""The pages of the counting board: proposed, put to the council's open vote, withdrawn."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.sessions import actions
from council.sessions.models import CouncilSession
from council.sessions.permissions import Can
from council.sessions.queries import get_session
from council.sessions.queries.elections import get_board
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.election_forms import BoardForm
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, form_page
from council.sessions.web.vote_forms import MethodForm
from kernel.access import require
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.PREPARE_ELECTION)
def propose(request: Any, session_id: UUID) -> HttpResponseBase:
    """Propose who counts the ballots."""
    session, rules = get_session(request.actor, session_id), rules_of(request)
    require(request.actor, Can.PREPARE_ELECTION, session)
    form = BoardForm(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.propose_board(actor=request.actor, session=session, rules=rules, **form.cleaned_data),
    ):
        return _to_elections(session, "board")
    note = _("Hội đồng bầu Ban kiểm phiếu bằng biểu quyết công khai trước khi phát phiếu.")
    sheet = Sheet(_("Đề nghị Ban kiểm phiếu"), _("Đề nghị"), _address(session), session, note)
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.RUN_VOTE)
def vote(request: Any, board_id: UUID) -> HttpResponseBase:
    """Prepare the open vote that elects the board."""
    board = get_board(request.actor, board_id)
    require(request.actor, Can.RUN_VOTE, board)
    form = MethodForm(typed_in(request))
    made: list[Any] = []
    if form.is_valid() and carried_out(
        form,
        lambda: made.append(
            actions.prepare_board_vote(actor=request.actor, board=board, method=form.cleaned_data["method"])
        ),
    ):
        tell_the_hall(board.session, rules=rules_of(request))
        return HttpResponseRedirect(f"{reverse('sessions:vote', args=[made[0].id])}?told=prepared")
    sheet = Sheet(_("Bầu Ban kiểm phiếu"), _("Chuẩn bị biểu quyết"), _address(board.session), board.session)
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.PREPARE_ELECTION)
def withdraw(request: Any, board_id: UUID) -> HttpResponseBase:
    """Take back a board on which the council has not voted."""
    board = get_board(request.actor, board_id)
    require(request.actor, Can.PREPARE_ELECTION, board)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(form, lambda: actions.withdraw_board(actor=request.actor, board=board)):
        return _to_elections(board.session, "board-withdrawn")
    words = _("Có thể đề nghị Ban kiểm phiếu khác sau đó.")
    question = Question(_("Rút đề nghị Ban kiểm phiếu"), _("Rút đề nghị"), _address(board.session), words)
    return confirm_page(request, question, form)


def _address(session: CouncilSession) -> str:
    return reverse("sessions:elections", args=[session.id])


def _to_elections(session: CouncilSession, told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{_address(session)}?told={told}")
