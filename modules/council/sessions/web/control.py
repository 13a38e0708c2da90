"""The chair's desk: the agenda, the floor, the vote, who is present; one red button for what comes next."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council.documents.permissions import Can as DocumentsCan
from council.people.queries import get_delegate
from council.sessions import actions
from council.sessions.actions.refusals import FloorMoved
from council.sessions.models import CouncilSession, Presence
from council.sessions.permissions import Can
from council.sessions.queries import Hall, get_hall, get_session, list_presence
from council.sessions.web import moves
from council.sessions.web.aims import aim_of
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.forms import PresenceForm, ReasonForm
from council.sessions.web.hall import rules_of
from council.sessions.web.screens import DESK, devices_given, roll_of
from kernel import clock, live
from kernel.access import may, require
from kernel.accounts.doors import needs, refusal_to_form
from kernel.refusal import NotFound, Refusal


@require_GET
@needs(Can.RECORD_PRESENCE)
def control(request: Any, session_id: UUID) -> HttpResponse:
    """Show the desk of a session."""
    session = get_session(request.actor, session_id)
    return _desk(request, session)


@require_http_methods(["GET", "POST"])
@needs(Can.RUN_VOTE)
def move(request: Any, session_id: UUID, name: str) -> HttpResponse:
    """Make a move on what it was meant for; one that destroys asks for its reason on a page of its own first."""
    session = get_session(request.actor, session_id)
    if name not in moves.MOVE_NAMES:
        raise NotFound()
    if request.method != "POST" and name not in moves.NEED_REASON:
        return redirect("sessions:control", session.id)
    desk = _at_desk(request, session)
    if request.GET.get("muc") not in {None, aim_of(name, desk.hall).key}:
        return _desk(request, session, refusal=FloorMoved())
    form = ReasonForm(request.POST or None) if name in moves.NEED_REASON else None
    if form is not None and not (request.method == "POST" and form.is_valid()):
        return _reason_page(request, desk.hall, name, form)
    try:
        moves.make(name, replace(desk, reason=form.cleaned_data["reason"] if form else ""))
    except NotFound:
        raise
    except Refusal as refusal:
        if form is not None:
            refusal_to_form(form, refusal)
            return _reason_page(request, desk.hall, name, form)
        return _desk(request, session, refusal=refusal)
    tell_the_hall(session, rules=desk.rules)
    return redirect("sessions:control", session.id)


@require_POST
@needs(Can.RECORD_PRESENCE)
def presence(request: Any, session_id: UUID) -> HttpResponse:
    """Note one delegate as present, gone or absent in the running or next sitting."""
    session, form = get_session(request.actor, session_id), PresenceForm(request.POST)
    if not form.is_valid():
        raise NotFound()
    rules = rules_of(request)
    hall = get_hall(request.actor, session, now=clock.now(), rules=rules)
    if hall.sitting is None:
        raise NotFound()
    mandate = get_delegate(request.actor, form.cleaned_data["mandate_id"])
    what = Presence(form.cleaned_data["what"])
    try:
        actions.record_presence(actor=request.actor, sitting=hall.sitting, mandate=mandate, what=what, now=clock.now())
    except Refusal as refusal:
        return _desk(request, session, refusal=refusal)
    tell_the_hall(session, rules=rules)
    return redirect("sessions:control", session.id)


@require_GET
@needs(Can.RECORD_PRESENCE)
def progress(request: Any, session_id: UUID) -> HttpResponse:
    """Give the part of the desk that counts the ballots of the open vote; choices are never in it."""
    session = get_session(request.actor, session_id)
    hall = _hall(request, session)
    return render(request, "sessions/_desk_roll.html", {"hall": hall, **roll_of(request, hall)})


@require_GET
@needs(Can.RECORD_PRESENCE)
def devices(request: Any, session_id: UUID) -> HttpResponse:
    """Give the part of the desk that says which devices listen and which lost contact."""
    hall = _hall(request, get_session(request.actor, session_id))
    return render(request, "sessions/_desk_devices.html", {"hall": hall, **devices_given(hall)})


def _at_desk(request: Any, session: CouncilSession) -> moves.Desk:
    now, rules = clock.now(), rules_of(request)
    hall = get_hall(request.actor, session, now=now, rules=rules)
    return moves.Desk(actor=request.actor, hall=hall, rules=rules, now=now)


def _hall(request: Any, session: CouncilSession) -> Hall:
    require(request.actor, Can.RECORD_PRESENCE, session)
    return get_hall(request.actor, session, now=clock.now(), rules=rules_of(request))


def _desk(request: Any, session: CouncilSession, *, refusal: Refusal | None = None) -> HttpResponse:
    room = DESK.room_of(session)
    version = live.current_version(room)
    session = get_session(request.actor, session.id)
    hall = _hall(request, session)
    page = {
        "hall": hall,
        "now": clock.now(),
        "bar_title": _("Điều hành · %(title)s") % {"title": session.title},
        "bar_sub": request.council.name,
        "live_url": live.address(room),
        "live_version": version,
        "parts": DESK.drawn_for(request, hall),
        "refusal": refusal,
        "rows": list_presence(hall.sitting) if hall.sitting else [],
        "may_chair": may(request.actor, Can.CHAIR, session),
        "may_write": may(request.actor, DocumentsCan.DRAFT) and not session.is_rehearsal,
        "may_wipe": session.is_rehearsal and may(request.actor, Can.REHEARSE),
        "may_run_vote": may(request.actor, Can.RUN_VOTE, session),
    }
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    response = render(request, "sessions/control.html", page, status=status)
    live.admit(response, request=request, room=room, actor=request.actor)
    return response


def _reason_page(request: Any, hall: Hall, name: str, form: ReasonForm) -> HttpResponse:
    title, aim = moves.NEED_REASON[name], aim_of(name, hall)
    page = {"session": hall.session, "title": title, "form": form, "name": name, "aim": aim}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "sessions/move_reason.html", page, status=status)
