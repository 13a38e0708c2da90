"""Pages of passkeys: coming in with one, and one's own: added, named, removed."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kernel import clock
from kernel.accounts import actions
from kernel.accounts.doors import refusal_to_form, signed_in, unlogged
from kernel.accounts.models import Passkey, PasskeyChallenge, SessionRow
from kernel.accounts.queries import get_passkey
from kernel.accounts.rules import current_rules
from kernel.accounts.web.forms import CodeForm, PasskeyForm, PasskeyNameForm, PasskeyRemovalForm, SignInForm
from kernel.accounts.web.passage import browser_of, door_page, first_page_after, go_on, page_told, show, site_of
from kernel.openness import way_in
from kernel.refusal import Refusal

Purpose = PasskeyChallenge.Purpose


@way_in
@door_page
@require_POST
def question(request: Any, purpose: str) -> HttpResponse:
    """Answer what a device is to be asked, as JSON; a refusal is a sentence with status 422."""
    if purpose not in Purpose.values:
        raise Http404
    try:
        return HttpResponse(_asked(request, Purpose(purpose)), content_type="application/json")
    except Refusal as refusal:
        response = JsonResponse({"message": str(refusal.message)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        unlogged(response)
        return response


def _asked(request: Any, purpose: Purpose) -> str:
    site, now = site_of(request), clock.now()
    if purpose == Purpose.SIGN_IN:
        return actions.begin_passkey_sign_in(site=site, now=now)
    if purpose == Purpose.SECOND_FACTOR:
        return actions.begin_passkey_second_factor(session=request.session, site=site, now=now)
    current = request.POST.get("current", "")
    return actions.begin_passkey_registration(
        session=request.session, site=site, current=current, now=now, rules=current_rules()
    )


@way_in
@door_page
@require_POST
def sign_in(request: Any) -> HttpResponse:
    """Let the owner of a passkey in; what was refused is told at the form of name and password."""
    try:
        row = actions.sign_in_with_passkey(
            session=request.session,
            site=site_of(request),
            answer=request.POST.get("answer", ""),
            browser=browser_of(request),
            now=clock.now(),
            rules=current_rules(),
        )
    except Refusal as refusal:
        return page_told(request, "sign_in", SignInForm({}), refusal, was_idle=False)
    return go_on(request, row)


@way_in
@door_page
@require_POST
def second_factor(request: Any) -> HttpResponse:
    """Take a passkey's answer in the place of a code."""
    if request.half_account is None:
        return redirect("accounts:mine" if request.account else "accounts:sign_in")
    try:
        answer = request.POST.get("answer", "")
        actions.verify_passkey(session=request.session, site=site_of(request), answer=answer, now=clock.now())
    except Refusal as refusal:
        return page_told(request, "second_factor", CodeForm({}), refusal, passkeys=True)
    return go_on(request, request.session.row)


@way_in
@door_page
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Any) -> HttpResponse:
    """Add a passkey; the first second factor brings its recovery codes, shown this once."""
    account = request.account or request.half_account
    if account is None:
        return redirect("accounts:sign_in")
    onward = first_page_after(request)
    kind = PasskeyForm if request.session.row.state == SessionRow.State.OPEN else PasskeyNameForm
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            codes = actions.register_passkey(
                session=request.session,
                site=site_of(request),
                answer=request.POST.get("answer", ""),
                name=form.cleaned_data["name"],
                now=clock.now(),
            )
        except Refusal as refusal:
            refusal_to_form(form, refusal)
        else:
            if codes:
                return show(request, "recovery_codes", codes=codes, onward=onward)
            return redirect(onward or "accounts:mine")
    back = reverse("accounts:mine" if request.account else "accounts:enrol")
    return show(request, "passkey_add", form, back_href=back)


@door_page
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def rename(request: Any, passkey_id: UUID) -> HttpResponse:
    """Give one of one's own passkeys another name.

    :raises NotFound: it is none of one's own.
    """
    passkey = get_passkey(request.actor, passkey_id)
    form = PasskeyNameForm(request.POST if request.method == "POST" else None, initial={"name": passkey.name})
    if form.is_valid():
        actions.rename_passkey(session=request.session, passkey=passkey, name=form.cleaned_data["name"])
        return redirect("accounts:mine")
    return show(request, "passkey_name", form)


@door_page
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove(request: Any, passkey_id: UUID) -> HttpResponse:
    """Let one of one's own passkeys open no more.

    :raises NotFound: it is none of one's own.
    """
    passkey = get_passkey(request.actor, passkey_id)
    form = PasskeyRemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _remove(request, passkey, form)
        except Refusal as refusal:
            refusal_to_form(form, refusal)
        else:
            return HttpResponseRedirect(reverse("accounts:mine"))
    return show(request, "passkey_remove", form, passkey=passkey)


def _remove(request: Any, passkey: Passkey, form: PasskeyRemovalForm) -> None:
    actions.remove_passkey(
        session=request.session,
        passkey=passkey,
        reason=form.cleaned_data["reason"],
        current=form.cleaned_data["current"],
        now=clock.now(),
        rules=current_rules(),
    )
