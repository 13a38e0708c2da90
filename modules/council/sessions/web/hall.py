"""The delegate's live screen: it follows the chair, there is nothing to look for. And her ballot."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from council.law import Rules
from council.people.queries import get_own_mandate
from council.rulebook.queries import load_rules
from council.sessions import actions
from council.sessions.actions.refusals import BallotSuperseded, VoteNotOpen
from council.sessions.models import Vote
from council.sessions.permissions import Can
from council.sessions.queries import find_hall, get_own_ballot, get_session, get_vote
from council.sessions.queries.hall import find_matter
from council.sessions.web.broadcast import room_of
from council.sessions.web.forms import BallotForm
from council.sessions.web.own import ballot_of, films_of
from council.sessions.web.screens import DELEGATE
from kernel import clock, live
from kernel.access import may_at_all
from kernel.accounts.doors import needs
from kernel.refusal import Refusal


def rules_of(request: Any) -> Rules:
    """Return the rules of the request's council on this day."""
    return load_rules(level=request.council.level, at=clock.today())


@require_GET
@needs(Can.READ)
def hall(request: Any) -> HttpResponse:
    """Show the session that is held now, or the next one."""
    rules, now = rules_of(request), clock.now()
    found = find_hall(request.actor, today=clock.today(), now=now, rules=rules)
    if found is None:
        return render(request, "sessions/hall_empty.html", {"bar_title": request.council.name})
    version = live.current_version(room_of(found.session))
    found = find_hall(request.actor, today=clock.today(), now=now, rules=rules) or found
    page = {
        "hall": found,
        "now": now,
        "live_url": live.address(room_of(found.session)),
        "live_version": version,
        "bar_title": found.session.title,
        "bar_sub": request.council.name,
        "parts": DELEGATE.drawn_for(request, found),
        "may_chair": may_at_all(request.actor, Can.CHAIR),
        "may_vote": may_at_all(request.actor, Can.VOTE),
    }
    response = render(request, "sessions/hall.html", page)
    live.admit(response, request=request, room=room_of(found.session), actor=request.actor)
    return response


@require_GET
@needs(Can.VOTE)
def ballot(request: Any, vote_id: UUID) -> HttpResponse:
    """Give the delegate's own ballot of one vote; nothing when the vote is not open."""
    vote = get_vote(request.actor, vote_id)
    return render(request, "sessions/_ballot.html", ballot_of(request, vote, rules_of(request)))


@require_GET
@needs(Can.READ)
def hall_films(request: Any, session_id: UUID) -> HttpResponse:
    """Give the films of the matter on the floor to the screen that asks: those that its reader may see."""
    session = get_session(request.actor, session_id)
    return render(request, "sessions/_hall_films.html", films_of(request, find_matter(session)))


@require_POST
@needs(Can.VOTE)
def cast(request: Any, vote_id: UUID) -> HttpResponse:
    """Record one tap and answer with its receipt; the tablet repeats it with the same key until then."""
    vote, form = get_vote(request.actor, vote_id), BallotForm(request.POST)
    if not form.is_valid():
        return _answer(request, vote, HTTPStatus.BAD_REQUEST, {"code": "bad_ballot"})
    now, mandate = clock.now(), get_own_mandate(request.actor)
    try:
        receipt = actions.cast_ballot(
            actor=request.actor, vote=vote, mandate=mandate, now=now, rules=rules_of(request), **form.cleaned_data
        )
    except BallotSuperseded as refusal:
        own = get_own_ballot(request.actor, vote)
        current = {"choice": own.choice, "receipt": own.receipt}
        return _answer(request, vote, HTTPStatus.PRECONDITION_FAILED, {"code": refusal.code, "current": current})
    except VoteNotOpen as refusal:
        return _answer(request, vote, HTTPStatus.CONFLICT, {"code": refusal.code})
    except Refusal as refusal:
        return _answer(request, vote, HTTPStatus.FORBIDDEN, {"code": refusal.code, "message": str(refusal.message)})
    recorded = {"receipt": receipt, "choice": form.cleaned_data["choice"], "recorded_at": now.isoformat()}
    return _answer(request, vote, HTTPStatus.OK, recorded)


def _answer(request: HttpRequest, vote: Vote, status: HTTPStatus, body: dict[str, Any]) -> HttpResponse:
    """Answer the tablet's script in JSON, and a browser without script with the page."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(body, status=status)
    return redirect("sessions:hall") if status == HTTPStatus.OK else _refused_page(request, vote, status, body)


def _refused_page(request: HttpRequest, vote: Vote, status: HTTPStatus, body: dict[str, Any]) -> HttpResponse:
    return render(request, "sessions/ballot_refused.html", {"vote": vote, "code": body["code"]}, status=status)
