"""The delegate's own presence: checking in by the code on the hall's screen or online, leaving, coming back."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council.law import Rules
from council.people.models import Mandate
from council.people.queries import get_own_mandate
from council.rulebook.queries import load_rules
from council.sessions import actions
from council.sessions.models import Attendance, Sitting
from council.sessions.permissions import Can
from council.sessions.queries import get_sitting, shown_code
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.taps import TapForm, answered, done_once, not_done, tapped, wants_json
from kernel import clock
from kernel.accounts.doors import carried_out, needs
from kernel.keys import new_key
from kernel.ui.forms import typed_in
from kernel.ui.templatetags.vietnam import vn_time


class CheckInForm(TapForm):
    """The code that was read from the hall's screen, or the word that she takes part online."""

    code = forms.CharField(
        label=gettext_lazy("Mã điểm danh"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("Sáu chữ số đang hiện trên màn hình hội trường."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    online = forms.BooleanField(required=False, widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.CHECK_IN)
def check_in(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Note the delegate as present in a sitting, by her own doing."""
    sitting, mandate = get_sitting(request.actor, sitting_id), get_own_mandate(request.actor)
    form, said = CheckInForm(typed_in(request), initial={"key": new_key()}), list[str]()
    if form.is_valid() and carried_out(form, lambda: said.append(_checked_in(request, sitting, mandate, form))):
        _tell(request, sitting)
        return answered(request, said[0])
    if form.errors and wants_json(request):
        return not_done(form=form)
    page = {"form": form, "sitting": sitting, "needs_code": _rules(request).allows("sessions.check_in_needs_code")}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "sessions/check_in.html", page, status=status)


@require_POST
@needs(Can.CHECK_IN)
def leave(request: Any, sitting_id: UUID) -> HttpResponseBase:
    """Note that the delegate leaves the hall, by her own tap."""
    sitting, mandate = get_sitting(request.actor, sitting_id), get_own_mandate(request.actor)
    form = TapForm(request.POST)
    if not form.is_valid():
        return not_done(form=form)

    def act() -> str:
        line = actions.leave_sitting(actor=request.actor, sitting=sitting, mandate=mandate, now=clock.now())
        return _said(line)

    meant = {"sitting": str(sitting.id)}
    return tapped(request, "sessions.leave", form, meant, act, tell=lambda: _tell(request, sitting))


@require_GET
@needs(Can.RECORD_PRESENCE)
def code(request: Any, sitting_id: UUID) -> HttpResponse:
    """Show the code on a screen in the hall; asked for by htmx, only the part that changes."""
    sitting = get_sitting(request.actor, sitting_id)
    now = clock.now()
    page = {
        "sitting": sitting,
        "shown": shown_code(request.actor, sitting, now=now),
        "now": now,
        "bar_title": sitting.session.title,
        "bar_sub": request.council.name,
    }
    part = request.headers.get("HX-Request")
    response = render(request, "sessions/_presence_code.html" if part else "sessions/presence_code.html", page)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _checked_in(request: Any, sitting: Sitting, mandate: Mandate, form: CheckInForm) -> str:
    typed = {name: form.cleaned_data[name] for name in ("code", "online")}

    def act() -> str:
        line = actions.check_in(
            actor=request.actor, sitting=sitting, mandate=mandate, now=clock.now(), rules=_rules(request), **typed
        )
        return _said(line)

    return done_once(request, "sessions.check_in", form, {"sitting": str(sitting.id), **typed}, act)


def _tell(request: Any, sitting: Sitting) -> None:
    tell_the_hall(sitting.session, rules=_rules(request), of_a_tap=True)


def _said(line: Attendance) -> str:
    words = {"what": line.get_what_display(), "time": vn_time(line.at)}
    return _("Đã ghi nhận: %(what)s, lúc %(time)s") % words


def _rules(request: Any) -> Rules:
    return load_rules(level=request.council.level, at=clock.today())
