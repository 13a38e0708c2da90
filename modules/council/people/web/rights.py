"""Who may do what in this council: the matrix, what the law fixes, and what the council moves by two people."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from council.people.actions import simplify_office
from council.people.law import MOST_HANDS, SIMPLIFIED_LEVEL
from council.people.queries.rights import words_of
from council.people.web.matrix import SHORT, choices_of, line_of, matrix_of
from council.roles import ROLE_NAMES
from kernel import clock
from kernel.access import Actor, open_steps, take
from kernel.access import permissions as access
from kernel.access.actions import Wanted, confirm_move, propose_move, refuse_move, undo_move, withdraw_move
from kernel.access.gate import may_at_all
from kernel.access.models import RightMove
from kernel.access.queries import find_outgrown_simplifying, get_move, list_moves
from kernel.access.workflow import OPEN, STEPS, Effect, MoveState
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import ReasonForm, day_field

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
TOLD = {
    "proposed": _("Đã ghi đề nghị; quyền thay đổi sau khi người thứ hai xác nhận."),
    "moved": _("Đã thay đổi quyền."),
    "confirm": _("Đã xác nhận; quyền thay đổi từ ngày áp dụng."),
    "refuse": _("Đã ghi không xác nhận; quyền giữ nguyên."),
    "withdraw": _("Đã rút đề nghị."),
    "undo": _("Đã hoàn tác; quyền trở lại như quy định chung."),
}
_ACTS: dict[str, Callable[..., RightMove]] = {"refuse": refuse_move, "withdraw": withdraw_move, "undo": undo_move}


class MoveForm(ReasonForm):
    """One change of one right: what, from when, why."""

    change = forms.ChoiceField(
        label=_("Thay đổi"), widget=forms.RadioSelect, error_messages={"required": _("Hãy chọn một thay đổi.")}
    )
    from_on = day_field(_("Áp dụng từ ngày"))
    field_order = ("change", "from_on", "reason")

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["change"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class OfficeForm(ReasonForm):
    """From when few hands do all the office's work, and why."""

    from_on = day_field(_("Áp dụng từ ngày"))
    field_order = ("from_on", "reason")


@require_safe
@needs(access.Can.SEE)
def index(request: Any) -> HttpResponse:
    """Show the matrix, what waits for a second person, what was moved, and the whole history."""
    moves = list(list_moves(request.actor))
    rows = [(move, words_of(move), open_steps(request.actor, move)) for move in moves]
    page = {
        "groups": matrix_of(moves, on=clock.today()),
        "roles": [(name, SHORT[role]) for role, name in ROLE_NAMES.items()],
        "waiting": [row for row in rows if row[0].state == MoveState.PROPOSED],
        "moved": [row for row in rows if row[0].state == MoveState.IN_FORCE],
        "history": [row for row in rows if row[0].state not in OPEN],
        "outgrown": find_outgrown_simplifying(clock.today()),
        "may_simplify": _may_simplify(request, moves),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "people/rights.html", page)


@_SHOWS_AND_TAKES
@needs(access.Can.SEE)
def one(request: Any, capability: str) -> HttpResponseBase:
    """Show one right: who has it, what the law says, its history; take a proposal to move it."""
    moves = list(list_moves(request.actor))
    line = line_of(capability, moves, on=clock.today())
    choices = choices_of(line, moves) if may_at_all(request.actor, access.Can.PROPOSE) else []
    typed = request.POST if request.method == "POST" and choices else None
    form = MoveForm(typed, choices=choices, initial={"from_on": clock.today()}) if choices else None
    made: list[RightMove] = []
    if form is not None and form.is_valid() and carried_out(form, lambda: made.append(_propose(request, line, form))):
        return _back("proposed" if made[0].state == MoveState.PROPOSED else "moved")
    history = [(move, words_of(move)) for move in moves if move.capability == line.name]
    page = {"line": line, "form": form, "history": history}
    return render(request, "people/right.html", page, status=422 if form is not None and form.errors else 200)


@_SHOWS_AND_TAKES
@needs(access.Can.PROPOSE)
def office(request: Any) -> HttpResponseBase:
    """Propose that few hands do all the office's work."""
    form = OfficeForm(request.POST if request.method == "POST" else None, initial={"from_on": clock.today()})
    if form.is_valid() and carried_out(form, lambda: _simplify(request, form)):
        return _back("proposed")
    question = Question(
        heading=_("Đề nghị chế độ văn phòng đơn giản"),
        verb=_("Gửi đề nghị"),
        back_href=reverse("rights:list"),
        consequence=_(
            "Một người được giữ nhiều việc của văn phòng (tối đa %(most)d người). Người soạn vẫn không được tự ký."
        )
        % {"most": MOST_HANDS},
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(access.Can.SEE)
def take_step(request: Any, move_id: UUID, step: str) -> HttpResponseBase:
    """Confirm, refuse, withdraw or undo one change, after asking.

    :raises NotFound: there is no such change or no such step.
    """
    if step not in STEPS:
        raise NotFound()
    move = get_move(request.actor, move_id)
    taken = take(step, request.actor, move)
    typed = request.POST if request.method == "POST" else None
    form = forms.Form(typed) if step == "confirm" else ReasonForm(typed)
    if form.is_valid() and carried_out(form, lambda: _step(request.actor, move, step, form)):
        return _back(step)
    question = Question(
        heading=words_of(move),
        verb=taken.label,
        back_href=reverse("rights:list"),
        consequence=_("%(who)s đề nghị, lý do: %(reason)s") % {"who": move.proposed_by_name, "reason": move.reason},
        tone="primary" if step == "confirm" else "danger",
    )
    return confirm_page(request, question, form)


def _propose(request: Any, line: Any, form: forms.Form) -> RightMove:
    effect, _colon, role = form.cleaned_data["change"].partition(":")
    return propose_move(
        actor=request.actor,
        wanted=Wanted(Effect(effect), role, line.name),
        reason=form.cleaned_data["reason"],
        from_on=form.cleaned_data["from_on"],
        now=clock.now(),
    )


def _simplify(request: Any, form: forms.Form) -> RightMove:
    level = request.council.level
    return simplify_office(actor=request.actor, level=level, now=clock.now(), **form.cleaned_data)


def _step(actor: Actor, move: RightMove, step: str, form: forms.Form) -> RightMove:
    if step == "confirm":
        return confirm_move(actor=actor, move=move, now=clock.now())
    return _ACTS[step](actor=actor, move=move, reason=form.cleaned_data["reason"], now=clock.now())


def _may_simplify(request: Any, moves: list[RightMove]) -> bool:
    is_open = any(move.effect == Effect.SIMPLIFY and move.state in OPEN for move in moves)
    is_small = request.council.level == SIMPLIFIED_LEVEL
    return is_small and not is_open and may_at_all(request.actor, access.Can.PROPOSE)


def _back(told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('rights:list')}?told={told}")
