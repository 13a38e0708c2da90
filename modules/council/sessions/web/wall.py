"""The screen on the wall of the hall, and how a machine comes to show it without anybody's login.

Whoever sits at the desk makes a code; at the machine it is typed (or its address opened) once. From then on the
machine carries a secret of its own in a cookie that only these addresses receive.
"""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council.sessions import actions
from council.sessions.actions.wall import CODE_HOLDS, SCREEN_HOLDS, digest_of_token
from council.sessions.models import CouncilSession, Scene, WallScreen
from council.sessions.permissions import Can
from council.sessions.queries import get_hall, get_session
from council.sessions.queries.presence import code_on_wall
from council.sessions.queries.wall import find_paired, get_wall_screen, list_wall_screens
from council.sessions.web.broadcast import READER, tell_the_hall
from council.sessions.web.forms import PairForm, SceneForm, ScreenForm
from council.sessions.web.hall import rules_of
from council.sessions.web.screens import WALL
from kernel import clock, limits, live
from kernel.access import Actor, may_at_all
from kernel.accounts.doors import carried_out, needs
from kernel.openness import behind_key, way_in
from kernel.refusal import NotFound
from kernel.requests import client_address

COOKIE = "wall"
PATH = "/man-hinh-lon/"
TRIES, WINDOW_SECONDS = 20, 15 * 60


@way_in
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def pair(request: Any) -> HttpResponse:
    """Ask for the code at the machine; a machine that is paired already goes on to its picture."""
    held = _held(request)
    if held is not None and request.method == "GET":
        return redirect("sessions:wall", held.session_id)
    form = PairForm(request.POST or None, initial={"code": request.GET.get("ma", "")})
    if request.method == "POST" and form.is_valid():
        limits.count("sessions.wall_pair", client_address(request), times=TRIES, seconds=WINDOW_SECONDS)
        made: list[tuple[WallScreen, str]] = []
        typed = form.cleaned_data["code"]
        if carried_out(form, lambda: made.append(actions.pair_screen(code=typed, now=clock.now()))):
            return _paired(*made[0])
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(
        request, "sessions/wall_pair.html", {"form": form, "was_paired": COOKIE in request.COOKIES}, status=status
    )


@behind_key
@never_cache
@require_GET
def show(request: Any, session_id: UUID) -> HttpResponse:
    """Show the wall of a session to its machines, and to who sits at the desk: it may carry the check-in code."""
    try:
        session, reader = _seen(request, session_id)
    except NotFound:
        if COOKIE in request.COOKIES and request.account is None:
            return redirect("sessions:wall_pair")
        raise
    room = WALL.room_of(session)
    version = live.current_version(room)
    hall = get_hall(READER, session, now=clock.now(), rules=rules_of(request))
    page = {
        "hall": hall,
        "parts": WALL.drawn_for(request, hall),
        "live_url": live.address(room),
        "live_version": version,
    }
    response = render(request, "sessions/wall.html", page)
    live.admit(response, request=request, room=room, actor=reader)
    return response


@behind_key
@never_cache
@require_GET
def turnout(request: Any, session_id: UUID) -> HttpResponse:
    """Give the number of ballots of the open vote, which the wall asks for every other second."""
    session, _reader = _seen(request, session_id)
    hall = get_hall(READER, session, now=clock.now(), rules=rules_of(request))
    return render(request, "sessions/_wall_turnout.html", {"hall": hall})


@behind_key
@never_cache
@require_GET
def code(request: Any, session_id: UUID) -> HttpResponse:
    """Give the check-in code that holds now, which the wall asks for every five seconds."""
    session, _reader = _seen(request, session_id)
    hall = get_hall(READER, session, now=clock.now(), rules=rules_of(request))
    shown = code_on_wall(hall.sitting, now=hall.now) if hall.sitting else None
    return render(request, "sessions/_wall_digits.html", {"code": shown})


@require_POST
@needs(Can.RECORD_PRESENCE)
def scene(request: Any, session_id: UUID) -> HttpResponse:
    """Choose what the wall shows."""
    session, form = get_session(request.actor, session_id), SceneForm(request.POST)
    if not form.is_valid():
        raise NotFound()
    actions.choose_scene(actor=request.actor, session=session, scene=Scene(form.cleaned_data["scene"]))
    tell_the_hall(session, rules=rules_of(request))
    return redirect("sessions:control", session.id)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(Can.RECORD_PRESENCE)
def screens(request: Any, session_id: UUID) -> HttpResponse:
    """List the machines of a session and make the code for another one; the code is shown this once."""
    session, now = get_session(request.actor, session_id), clock.now()
    form = ScreenForm(request.POST or None)
    page: dict[str, Any] = {"session": session, "form": form, "address": request.build_absolute_uri(PATH)}
    if request.method == "POST" and form.is_valid():
        label = form.cleaned_data["label"]
        screen, fresh = actions.invite_screen(actor=request.actor, session=session, label=label, now=now)
        written = f"{fresh[:4]}-{fresh[4:]}"
        page |= {"invited": screen, "code": written, "link": f"{page['address']}?ma={written}", "form": ScreenForm()}
    page |= {"screens": list_wall_screens(session, now=now), "minutes": int(CODE_HOLDS.total_seconds() // 60)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "sessions/wall_screens.html", page, status=status)


@require_POST
@needs(Can.RECORD_PRESENCE)
def remove(request: Any, session_id: UUID, screen_id: UUID) -> HttpResponse:
    """Take the right of one machine away."""
    session = get_session(request.actor, session_id)
    screen = get_wall_screen(request.actor, session, screen_id)
    actions.remove_screen(actor=request.actor, screen=screen, now=clock.now())
    return redirect("sessions:wall_screens", session.id)


def _held(request: Any) -> WallScreen | None:
    token = request.COOKIES.get(COOKIE, "")
    return find_paired(digest_of_token(token), now=clock.now()) if token else None


def _seen(request: Any, session_id: UUID) -> tuple[CouncilSession, Actor]:
    """Return the session whose wall may be seen here, and as whom.

    :raises NotFound: the machine is not paired with it, and nobody who sits at the desk is signed in.
    """
    screen = _held(request)
    if screen is not None and screen.session_id == session_id:
        return screen.session, Actor(None, screen.label, None, frozenset(), session_key=screen.key)
    if not may_at_all(request.actor, Can.RECORD_PRESENCE):
        raise NotFound()
    return get_session(request.actor, session_id), request.actor


def _paired(screen: WallScreen, token: str) -> HttpResponse:
    response = redirect(reverse("sessions:wall", args=[screen.session_id]))
    response.set_cookie(
        COOKIE,
        token,
        max_age=SCREEN_HOLDS,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
