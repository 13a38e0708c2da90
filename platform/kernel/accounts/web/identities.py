"""Coming in by a national identity: the way there, the way back, and signing out there too.

What the browser was sent with lies in a cookie of this host, signed for this place, for ten minutes; it is taken away
when the browser comes back, whatever came of it.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core import signing
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods, require_safe

from kernel import clock
from kernel.accounts import actions, identity
from kernel.accounts.doors import carried_out, signed_in
from kernel.accounts.identity import Identity, IdentityRefused, Provider, Question
from kernel.accounts.rules import current_rules, provider_at
from kernel.accounts.web.forms import CurrentPasswordForm, SignInForm, UnlinkForm
from kernel.accounts.web.passage import (
    asks_outside,
    browser_of,
    door_page,
    go_on,
    page_told,
    show,
    site_of,
    way_back,
)
from kernel.openness import way_in
from kernel.place import named
from kernel.refusal import Refusal

SECONDS = 10 * 60
LONGEST_CODE = 2_000


@way_in
@door_page
@require_safe
@asks_outside
def begin(request: Any) -> HttpResponse:
    """Send the browser to the provider; when that does not answer, back to the form of name and password."""
    provider = _provider(request)
    question = identity.new_question(way_back(request))
    try:
        response = HttpResponseRedirect(identity.way_there(provider, question, return_to=_return_to(request)))
    except Refusal as refusal:
        return page_told(request, "sign_in", SignInForm({}), refusal, was_idle=False)
    response.set_cookie(
        settings.IDENTITY_COOKIE_NAME,
        signing.dumps(asdict(question), salt=named("identity")),
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@way_in
@door_page
@require_safe
@asks_outside
def come_back(request: Any) -> HttpResponse:
    """Let in whom the provider confirms; whatever else comes back is told at the form of name and password."""
    provider = _provider(request)
    try:
        question = _question(request)
        row = actions.sign_in_by_identity(
            session=request.session,
            identity=_confirmed(request, provider, question),
            browser=browser_of(request),
            now=clock.now(),
            rules=current_rules(),
        )
        response = go_on(request, row, back=question.back)
    except Refusal as refusal:
        response = page_told(request, "sign_in", SignInForm({}), refusal, was_idle=False)
    response.delete_cookie(settings.IDENTITY_COOKIE_NAME, samesite="Lax")
    return response


@way_in
@door_page
@require_safe
@asks_outside
def left(request: Any) -> HttpResponse:
    """Offer who has signed out here to sign out at the provider too."""
    provider = _provider(request)
    try:
        address = identity.way_out(provider, return_to=f"{site_of(request).origin}{reverse('accounts:sign_in')}")
    except Refusal:
        address = ""
    return show(request, "identity_left", provider=provider, address=address)


@door_page
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def unlink(request: Any) -> HttpResponse:
    """Take one's own identity from the account."""
    form = UnlinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(form, lambda: _act(request, actions.unlink_identity, form)):
        return HttpResponseRedirect(reverse("accounts:mine"))
    return show(request, "identity_unlink", form)


@door_page
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def allow(request: Any) -> HttpResponse:
    """Let an identity be linked to one's own account again."""
    form = CurrentPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(form, lambda: _act(request, actions.allow_identity, form)):
        return HttpResponseRedirect(reverse("accounts:mine"))
    return show(request, "identity_allow", form)


def _act(request: Any, action: Callable[..., None], form: Form) -> None:
    action(session=request.session, now=clock.now(), rules=current_rules(), **form.cleaned_data)


def _confirmed(request: Any, provider: Provider, question: Question) -> Identity:
    code = request.GET.get("code", "")
    is_ours = constant_time_compare(request.GET.get("state", ""), question.state)
    issuer = request.GET.get("iss", provider.issuer)  # RFC 9207, where the provider knows it
    if not is_ours or issuer != provider.issuer or not 0 < len(code) <= LONGEST_CODE:
        raise IdentityRefused()
    return identity.confirmed(provider, question, code=code, return_to=_return_to(request), now=clock.now())


def _question(request: Any) -> Question:
    """Return what this browser was sent with.

    :raises IdentityRefused: it was not sent from here, or too long ago.
    """
    kept = request.COOKIES.get(settings.IDENTITY_COOKIE_NAME, "")
    try:
        return Question(**signing.loads(kept, salt=named("identity"), max_age=SECONDS))
    except signing.BadSignature:
        raise IdentityRefused() from None


def _provider(request: Any) -> Provider:
    provider = provider_at(request.get_host())
    if provider is None:
        raise Http404
    return provider


def _return_to(request: Any) -> str:
    return f"{site_of(request).origin}{reverse('accounts:identity_return')}"
