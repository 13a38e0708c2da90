"""Signing in, the second factor, the letter of invitation, signing out."""

from typing import Any
from uuid import UUID

import segno
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from kernel import clock
from kernel.accounts import actions
from kernel.accounts.actions.identities import BY_IDENTITY
from kernel.accounts.doors import refusal_to_form
from kernel.accounts.queries import count_passkeys, get_invitation, get_waiting_device, has_second_factor
from kernel.accounts.rules import current_rules, provider_at
from kernel.accounts.web.forms import CodeForm, NewPasswordForm, PhoneCodeForm, SignInForm
from kernel.accounts.web.passage import browser_of, door_page, first_page_after, go_on, show, way_back
from kernel.openness import way_in
from kernel.refusal import Refusal


@way_in
@door_page
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Any) -> HttpResponse:
    """Ask for name and password."""
    if request.account is not None:
        return HttpResponseRedirect(way_back(request) or "/")
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            row = actions.sign_in(
                session=request.session,
                **form.cleaned_data,
                browser=browser_of(request),
                now=clock.now(),
                rules=current_rules(),
            )
            return go_on(request, row)
        except Refusal as refusal:
            refusal_to_form(form, refusal)
    return show(request, "sign_in", form, was_idle=request.was_idle)


@way_in
@door_page
@require_POST
def sign_out(request: Any) -> HttpResponse:
    """End this browser's session; what this host left on the device goes with it (tablets are shared)."""
    by_identity = bool(request.session.row and request.session.get(BY_IDENTITY)) and provider_at(request.get_host())
    actions.sign_out(session=request.session)
    response = redirect("accounts:identity_left" if by_identity else "accounts:sign_in")
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


@way_in
@door_page
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: Any) -> HttpResponse:
    """Ask for the code; somebody without a phone yet goes to enrolling one."""
    if request.half_account is None:
        return redirect("accounts:mine" if request.account else "accounts:sign_in")
    if not has_second_factor(request.half_account):
        return redirect("accounts:enrol")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.verify_second_factor(
                session=request.session, code=form.cleaned_data["code"], now=clock.now(), rules=current_rules()
            )
            return go_on(request, request.session.row)
        except Refusal as refusal:
            refusal_to_form(form, refusal)
            form.fields["code"].widget.attrs["autofocus"] = True
    return show(request, "second_factor", form, passkeys=count_passkeys(request.half_account))


@way_in
@door_page
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: Any) -> HttpResponse:
    """Show the picture to scan, take the first code, then show the recovery codes this once.

    Nothing is made by looking: without a key that waits, the page offers to make one. Who was just let in goes on to
    her first page from there; who changes phones goes back to her account.
    """
    if request.half_account is None and request.account is None:
        return redirect("accounts:sign_in")
    device = get_waiting_device(request.session)
    if device is None:
        return show(request, "enrol_begin", is_other=has_second_factor(request.session.row.account))
    form = PhoneCodeForm(request.POST if request.method == "POST" else None)
    onward = first_page_after(request)
    if form.is_valid():
        try:
            codes = actions.confirm_enrolment(
                session=request.session, code=form.cleaned_data["code"], now=clock.now(), rules=current_rules()
            )
            return show(request, "recovery_codes", codes=codes, onward=onward)
        except Refusal as refusal:
            refusal_to_form(form, refusal)
    picture = segno.make(device.config_url, micro=False).svg_inline(scale=5, omitsize=False)
    return show(request, "enrol", form, picture=picture, key=_key_to_type(device.config_url))


@way_in
@door_page
@require_POST
def begin_enrol(request: Any) -> HttpResponse:
    """Make the key of a new phone, then show it.

    :raises SecondFactorFirst: there is a phone already and this session has not shown it.
    """
    if request.half_account is None and request.account is None:
        return redirect("accounts:sign_in")
    actions.begin_enrolment(session=request.session)
    return redirect("accounts:enrol")


@way_in
@door_page
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: Any, invitation_id: UUID, token: str) -> HttpResponse:
    """Let somebody choose a password by the letter they got, and come in.

    :raises InvitationOver: the letter opens nothing.
    """
    now = clock.now()
    account = get_invitation(invitation_id, token, now=now).account
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            row = actions.accept_invitation(
                session=request.session,
                invitation_id=invitation_id,
                token=token,
                password=form.cleaned_data["new"],
                browser=browser_of(request),
                now=now,
                rules=current_rules(),
            )
            return go_on(request, row)
        except actions.WeakPassword as refusal:
            form.add_error("new", str(refusal.message))
    return show(request, "accept", form, invited=account)


def _key_to_type(config_url: str) -> str:
    """Return the secret in groups of four, for a phone that cannot scan."""
    secret = config_url.partition("secret=")[2].partition("&")[0]
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
