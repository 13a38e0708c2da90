"""The pages of who voted how, for whom the council's rules let read it: its delegates, or everybody."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from council.law import Rules
from council.rulebook.queries import load_rules
from council.sessions.models import Vote
from council.sessions.permissions import Can
from council.sessions.queries import get_vote
from council.sessions.queries.names import PUBLIC, audience_of, get_told_vote, list_names, may_read_names
from council.sessions.web.hall import rules_of
from kernel import clock
from kernel.access import ANONYMOUS
from kernel.accounts.doors import needs
from kernel.refusal import NotFound
from kernel.ui.public import public_page


@require_GET
@needs(Can.READ)
def names(request: Any, vote_id: UUID) -> HttpResponse:
    """Show who chose what in one vote."""
    vote = get_vote(request.actor, vote_id)
    lines = list_names(request.actor, vote, then=_rules_then(request, vote), now=rules_of(request))
    return render(request, "sessions/names.html", {"vote": vote, "session": vote.session, "lines": lines})


@require_safe
@public_page
def public_names(request: Any, vote_id: UUID) -> HttpResponse:
    """Show who chose what to everybody, where the council's rules say so.

    :raises NotFound: they do not.
    """
    vote = get_told_vote(vote_id)
    then, now = _rules_then(request, vote), rules_of(request)
    if audience_of(then=then, now=now) != PUBLIC:
        raise NotFound()
    lines = list_names(ANONYMOUS, vote, then=then, now=now)
    return render(request, "sessions/public_names.html", {"vote": vote, "session": vote.session, "lines": lines})


def shows_names(request: Any, vote: Vote) -> bool:
    """Say whether the vote's page leads to the names."""
    if vote.opened_at is None:
        return False
    return may_read_names(request.actor, vote, then=_rules_then(request, vote), now=rules_of(request))


def _rules_then(request: Any, vote: Vote) -> Rules:
    """Return the rules of the day on which the vote was opened.

    :raises NotFound: it was not opened.
    """
    if vote.opened_at is None:
        raise NotFound()
    return load_rules(level=request.council.level, at=clock.local_day(vote.opened_at))
