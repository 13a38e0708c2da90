"""The pages of elections: all of a session with its counting board, one with its list and rounds, the ballot paper."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.law import board_size
from council.people.queries import count_in_office
from council.sessions import actions
from council.sessions.models import AgendaItem, BallotSheet, Election, Round, RoundAnnulment, RoundLine
from council.sessions.permissions import Can
from council.sessions.queries import CountState, get_item, get_session
from council.sessions.queries.elections import (
    ElectionView,
    find_board,
    find_round_annulment,
    get_ballot_state,
    get_candidate,
    get_election,
    list_ballot_sheets,
    list_boards,
    list_elections,
    list_lines,
    may_see_numbers,
)
from council.sessions.web import election_deeds as deeds
from council.sessions.web.election_forms import CandidateForm, EditElectionForm, ElectionForm
from council.sessions.web.election_steps import address_of, done
from council.sessions.web.forms import ReasonForm
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, form_page
from council.sessions.workflow import PENDING_ITEMS, RoundState, SessionState
from kernel import clock
from kernel.access import Actor, may, require
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.refusal import NotFound
from kernel.rows import VersionClash
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
_OVER = frozenset({SessionState.CLOSED, SessionState.ARCHIVED, SessionState.CANCELLED})


@dataclass(frozen=True)
class RoundCard:
    """A round as its election's page shows it; ``lines`` carry numbers only for whom they are meant."""

    round: Round
    lines: list[RoundLine]
    count: CountState
    sheets: list[BallotSheet]
    annulment: RoundAnnulment | None
    shows_numbers: bool
    deeds: deeds.RoundDeeds


@require_GET
@needs(Can.READ)
def index(request: Any, session_id: UUID) -> HttpResponse:
    """List the elections of a session and its counting board."""
    session = get_session(request.actor, session_id)
    prepares = may(request.actor, Can.PREPARE_ELECTION, session) and session.state not in _OVER
    page = {
        "session": session,
        "elections": list_elections(session),
        "boards": list_boards(session),
        "least": board_size(rules_of(request)),
        "items": _items_for(session) if prepares else [],
        "prepares": prepares,
        "may_run_vote": may(request.actor, Can.RUN_VOTE, session) and session.state not in _OVER,
        "told": deeds.TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "sessions/elections.html", page)


@require_GET
@needs(Can.READ)
def detail(request: Any, election_id: UUID) -> HttpResponse:
    """Show one election: its list, its rounds with the law's answer, and what may be done now."""
    election = get_election(request.actor, election_id)
    view = _view(election)
    page = {
        "election": election,
        "view": view,
        "session": election.session,
        "board": find_board(election.session),
        "rounds": [_card(request.actor, each) for each in view.rounds if each.state != RoundState.DROPPED],
        "deeds": deeds.deeds_of(request.actor, election, view),
        "total": _total(request),
        "told": deeds.TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "sessions/election.html", page)


@require_GET
@needs(Can.READ)
def paper(request: Any, election_id: UUID) -> HttpResponse:
    """Show the ballot paper of the present round, to be printed: no number, no name of a voter, nothing to tell it by.

    :raises NotFound: the list is not closed.
    """
    election = get_election(request.actor, election_id)
    require(request.actor, Can.READ_CLOSED, election.session)
    current = _view(election).current
    if current is None:
        raise NotFound()
    page = {"election": election, "session": election.session, "round": current, "lines": list_lines(current)}
    return render(request, "sessions/ballot_paper.html", page)


@_SHOWS_AND_TAKES
@needs(Can.PREPARE_ELECTION)
def add(request: Any, item_id: UUID) -> HttpResponseBase:
    """Begin the election to a post in an item."""
    item = get_item(request.actor, item_id)
    require(request.actor, Can.PREPARE_ELECTION, item)
    form = ElectionForm(typed_in(request))
    made: list[Election] = []
    if form.is_valid() and carried_out(
        form, lambda: made.append(actions.prepare_election(actor=request.actor, item=item, **form.cleaned_data))
    ):
        return done(request, made[0], "prepared")
    back = reverse("sessions:item", args=[item.id])
    sheet = Sheet(_("Bầu một chức vụ"), _("Lập danh sách bầu"), back, item.session, note=item.title)
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.PREPARE_ELECTION)
def edit(request: Any, election_id: UUID) -> HttpResponseBase:
    """Change the post or how many are elected."""
    election = get_election(request.actor, election_id)
    require(request.actor, Can.PREPARE_ELECTION, election)
    known = {"post": election.post, "seats": election.seats, "version": election.version}
    form = EditElectionForm(typed_in(request), initial=known)
    clash = False
    if form.is_valid():
        try:
            if carried_out(
                form,
                lambda: actions.edit_election(actor=request.actor, election=election, **form.cleaned_data),
            ):
                return done(request, election, "edited")
        except VersionClash as refusal:
            refusal_to_form(form, refusal)
            form.read_again(election.version)
            clash = True
    sheet = Sheet(_("Sửa chức vụ bầu"), _("Lưu"), address_of(election), election.session)
    stored = ((_("Chức vụ bầu"), election.post), (_("Số người cần bầu"), str(election.seats)))
    return form_page(request, sheet, form, stored=stored, clash=clash)


@_SHOWS_AND_TAKES
@needs(Can.PREPARE_ELECTION)
def put_forward(request: Any, election_id: UUID) -> HttpResponseBase:
    """Put somebody on the list."""
    election = get_election(request.actor, election_id)
    require(request.actor, Can.PREPARE_ELECTION, election)
    form, rules = CandidateForm(typed_in(request), initial={"manner": "proposed"}), rules_of(request)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.put_forward(actor=request.actor, election=election, nominee=form.nominee(), rules=rules),
    ):
        return done(request, election, "candidate")
    sheet = Sheet(
        _("Đưa người vào danh sách bầu"),
        _("Thêm vào danh sách"),
        address_of(election),
        election.session,
        note=election.post,
    )
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.PREPARE_ELECTION)
def withdraw(request: Any, candidate_id: UUID) -> HttpResponseBase:
    """Take somebody off the list, with the reason."""
    candidate = get_candidate(request.actor, candidate_id)
    require(request.actor, Can.PREPARE_ELECTION, candidate)
    form = ReasonForm(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.withdraw_candidate(
            actor=request.actor, candidate=candidate, now=clock.now(), **form.cleaned_data
        ),
    ):
        return done(request, candidate.election, "withdrawn")
    question = Question(
        heading=_("Ghi rút khỏi danh sách"),
        verb=_("Ghi rút"),
        back_href=address_of(candidate.election),
        consequence=_("%(name)s không còn trong danh sách bầu %(post)s; hồ sơ vẫn lưu lý do rút.")
        % {"name": candidate.name, "post": candidate.election.post},
        tone="danger",
    )
    return confirm_page(request, question, form)


def beside(request: Any, item: AgendaItem) -> dict[str, Any]:
    """Return what the page of an item shows of its elections."""
    prepares = may(request.actor, Can.PREPARE_ELECTION, item) and item.state in PENDING_ITEMS
    return {"elections": list_elections(item.session, item=item), "prepares_election": prepares}


def _view(election: Election) -> ElectionView:
    found = list_elections(election.session, item=election.item)
    return next((each for each in found if each.election.pk == election.pk), ElectionView(election, [], []))


def _card(actor: Actor, round: Round) -> RoundCard:
    annulment = find_round_annulment(round)
    shows = may_see_numbers(actor, round)
    return RoundCard(
        round=round,
        lines=list_lines(round),
        count=get_ballot_state(round),
        sheets=list_ballot_sheets(round) if shows else [],
        annulment=annulment,
        shows_numbers=shows,
        deeds=deeds.round_deeds_of(actor, round, annulment),
    )


def _items_for(session: Any) -> list[AgendaItem]:
    return list(session.items.filter(state__in=PENDING_ITEMS).order_by("position"))


def _total(request: Any) -> int:
    with_suspended = rules_of(request).allows("votes.suspended_in_total")
    return count_in_office(on=clock.today(), with_suspended=with_suspended)
