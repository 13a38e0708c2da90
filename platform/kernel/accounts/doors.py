"""Doors of views: who must be signed in, which capability a page needs, and how a refusal looks.

    @signed_in
    @needs(Can.CONVENE)
    def convene(request): …

A door asks only whether a role has the capability at all; the query and the action ask again, with the object.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.defaults import page_not_found

from kernel import clock
from kernel.access import NotPermitted, StepNotAllowed, may_at_all
from kernel.accounts.queries import InvitationOver
from kernel.accounts.refusing import explain
from kernel.limits import TooMany
from kernel.openness import behind_login
from kernel.refusal import NotFound, Refusal
from kernel.rows import VersionClash

View = Callable[..., HttpResponseBase]
_STATUS: tuple[tuple[type[Refusal], HTTPStatus], ...] = (
    (NotPermitted, HTTPStatus.FORBIDDEN),
    (StepNotAllowed, HTTPStatus.CONFLICT),
    (VersionClash, HTTPStatus.CONFLICT),
    (InvitationOver, HTTPStatus.GONE),
    (TooMany, HTTPStatus.TOO_MANY_REQUESTS),
)


def signed_in(view: View) -> View:
    """Let only a fully signed-in account through; send others to the page where they go on."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.account is not None:
            return view(request, *args, **kwargs)
        return _go_to(request, "accounts:second_factor" if request.half_account is not None else settings.LOGIN_URL)

    return behind_login(guarded)


def needs(can: StrEnum) -> Callable[[View], View]:
    """Let only actors through of whom some role has the capability.

    :raises NotPermitted: (in the view) none has.
    """

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may_at_all(request.actor, can):
                raise NotPermitted(capability=str(can))
            return view(request, *args, **kwargs)

        return signed_in(guarded)

    return door


class RefusalMiddleware:
    """Turns a refusal that no view caught into a page: 404, or why it was refused and whom to ask."""

    def __init__(self, get_response: Callable[[Any], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """Return the page of a refusal; anything else goes on."""
        if isinstance(exception, NotFound):
            return page_not_found(request, Http404())
        return refusal_page(request, exception) if isinstance(exception, Refusal) else None


def refusal_page(request: Any, refusal: Refusal) -> HttpResponse:
    """Return the page that says why something was refused and whom to ask."""
    status = next((status for kind, status in _STATUS if isinstance(refusal, kind)), HTTPStatus.UNPROCESSABLE_ENTITY)
    told = explain(refusal, on=clock.today()) if getattr(request, "account", None) is not None else None
    page = {"refusal": refusal, "told": told, "ask_somebody": isinstance(refusal, NotPermitted)}
    response = render(request, "accounts/refused.html", page, status=status)
    unlogged(response)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


def unlogged(response: HttpResponse) -> None:
    """Keep Django from logging the address of an expected refusal: a letter's address holds its secret."""
    response._has_been_logged = True  # type: ignore[attr-defined]  # what django.utils.log.log_response asks


def refusal_to_form(form: BaseForm, refusal: Refusal) -> None:
    """Put a refusal beside the field it names, or above the form."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal.message))


def carried_out(form: BaseForm, act: Callable[[], object]) -> bool:
    """Do what a valid form asks for; put a refusal into the form and return False.

    What the actor may not see or may not do is no matter of the form: it goes on to the middleware. A clash of
    versions goes on too, for the page shows then what the other person saved.

    :raises NotFound: from the action.
    :raises NotPermitted: from the action.
    :raises VersionClash: from the action.
    """
    try:
        act()
    except (NotFound, NotPermitted, VersionClash):
        raise
    except Refusal as refusal:
        refusal_to_form(form, refusal)
        return False
    return True


def _go_to(request: Any, name: str) -> HttpResponseBase:
    """Redirect to a page of signing in, and back afterwards when it was a page that can be shown again."""
    address = reverse(name)
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        response.headers["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(f"{address}?{urlencode({'next': back})}" if back else address)
