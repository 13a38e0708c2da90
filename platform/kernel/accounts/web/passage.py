"""What all pages of the door share: their limits, the browser that knocks, and where it goes next."""

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from kernel import limits
from kernel.accounts.actions import Browser
from kernel.accounts.ceremony import Site
from kernel.accounts.doors import View, refusal_to_form, unlogged
from kernel.accounts.law import device_label
from kernel.accounts.models import SessionRow
from kernel.accounts.rules import provider_at
from kernel.place import PUBLIC_KEY, current_key
from kernel.refusal import Refusal
from kernel.requests import client_address

PLATFORM = _("HĐND số")
WINDOW_SECONDS = 15 * 60


def door_page(view: View) -> View:
    """Keep a page of the door out of caches and error reports, and limit how often one address may post to it."""

    @wraps(view)
    def limited(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            times = settings.SIGN_IN_TRIES_PER_ADDRESS
            limits.count(f"door:{view.__name__}", client_address(request), times=times, seconds=WINDOW_SECONDS)
        return view(request, *args, **kwargs)

    guarded: View = never_cache(sensitive_post_parameters()(limited))
    return guarded


def asks_outside(view: View) -> View:
    """Limit how often one address may let us ask the identity provider: each asking keeps a thread waiting."""

    @wraps(view)
    def limited(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        limits.count(
            "door:identity", client_address(request), times=settings.SIGN_IN_TRIES_PER_ADDRESS, seconds=WINDOW_SECONDS
        )
        return view(request, *args, **kwargs)

    return limited


def site_of(request: Any) -> Site:
    """Return the host at which somebody stands, as passkeys know it."""
    place = getattr(request, "council", None)
    host = request.get_host().rsplit(":", 1)[0].lower()
    return Site(host, f"{request.scheme}://{request.get_host().lower()}", place.name if place else str(PLATFORM))


def browser_of(request: Any) -> Browser:
    """Return what is known of the browser."""
    return Browser(ip=client_address(request) or None, device=device_label(request.headers.get("User-Agent", "")))


def first_page_after(request: Any) -> str:
    """Return where somebody goes who is just being let in, empty for who is in already and only changes a setting."""
    return resolve_url(settings.LOGIN_REDIRECT_URL) if request.half_account is not None else ""


def go_on(request: Any, row: SessionRow, *, back: str = "") -> HttpResponse:
    """Send somebody who just came in to the second door, or to where they wanted to go."""
    rotate_token(request)
    back = back or way_back(request)
    if row.state == SessionRow.State.HALF:
        query = f"?{urlencode({'next': back})}" if back else ""
        return HttpResponseRedirect(reverse("accounts:second_factor") + query)
    return HttpResponseRedirect(back or resolve_url(settings.LOGIN_REDIRECT_URL))


def way_back(request: Any) -> str:
    """Return the page to come back to, "" unless it is one of this host."""
    page = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else ""


def page_told(request: Any, template: str, form: Form, refusal: Refusal, **context: Any) -> HttpResponse:
    """Draw a page of the door again with the refusal above its form, and no fault at its empty fields."""
    form.full_clean()
    form.errors.clear()
    refusal_to_form(form, refusal)
    return show(request, template, form, **context)


def show(request: Any, template: str, form: Form | None = None, **context: Any) -> HttpResponse:
    """Draw a page; a form with errors answers 422."""
    shell = "ui/console.html" if current_key() == PUBLIC_KEY else "ui/workspace.html"
    known = {"provider": provider_at(request.get_host())}
    status = 422 if form is not None and form.errors else 200
    response = render(
        request,
        f"accounts/{template}.html",
        {
            "form": form,
            "shell": shell,
            "next": way_back(request),
            **known,
            **context,
        },
        status=status,
    )
    unlogged(response)
    return response
