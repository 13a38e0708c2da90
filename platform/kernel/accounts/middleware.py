"""From the cookie to the Actor, in two queries: the session with its account, and the holdings of today."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from kernel import clock
from kernel.access import ANONYMOUS, actor_of
from kernel.accounts.actions.sessions import end
from kernel.accounts.law import idle_limit, is_idle, needs_second_factor
from kernel.accounts.models import Account, SessionRow
from kernel.accounts.rules import Rules, current_rules

SEEN_EVERY = timedelta(minutes=1)


class ActorMiddleware:
    """Sets ``request.actor`` (ANONYMOUS when nobody), ``request.account`` and ``request.half_account``.

    ``half_account`` is set instead of the other two while the second factor is still to be shown: for
    every view but those of the second factor such a person is nobody. A session ends here when it was
    idle too long or its account is no longer active. Stands after the session and the place.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        request.actor, request.account, request.half_account, request.was_idle = ANONYMOUS, None, None, False
        row = request.session.find() if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        if row is not None:
            _let_in(request, row, clock.now(), current_rules())
        return self.get_response(request)


def _let_in(request: Any, row: SessionRow, now: datetime, rules: Rules) -> None:
    account: Account = row.account
    actor = actor_of(
        account,
        on=clock.local_day(now),
        second_factor=row.second_factor_at is not None,
        session_key=str(row.pk),
    )
    optional = rules.second_factor_optional
    limit = idle_limit(actor.roles, optional_for=optional, strict=rules.idle_strict, easy=rules.idle_easy)
    request.was_idle = is_idle(last_seen_at=row.last_seen_at, now=now, limit=limit)
    if request.was_idle or account.state != Account.State.ACTIVE:
        end(SessionRow.objects.filter(pk=row.pk))
        request.session.flush()
        return
    _note_seen(row, now)
    lacks = row.second_factor_at is None and needs_second_factor(actor.roles, optional_for=optional)
    if lacks or row.state != SessionRow.State.OPEN:
        request.half_account = account
    else:
        request.account, request.actor = account, actor


def _note_seen(row: SessionRow, now: datetime) -> None:
    if now - row.last_seen_at >= SEEN_EVERY:
        SessionRow.objects.filter(pk=row.pk).update(last_seen_at=now)
