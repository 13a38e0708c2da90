"""'Tài khoản của tôi': one's own sessions, password, phone and recovery codes."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kernel import clock
from kernel.accounts import actions
from kernel.accounts.doors import refusal_to_form, signed_in
from kernel.accounts.queries import (
    count_recovery_codes,
    has_phone,
    has_undone_identity,
    is_linked,
    list_passkeys,
    list_sessions,
)
from kernel.accounts.rules import current_rules
from kernel.accounts.web.events import events_of
from kernel.accounts.web.forms import ChangePasswordForm
from kernel.accounts.web.passage import door_page, show
from kernel.refusal import Refusal


@door_page
@require_safe
@signed_in
def mine(request: Any) -> HttpResponse:
    """Show who is signed in, and where else."""
    return show(
        request,
        "mine",
        account=request.account,
        sessions=list_sessions(request.actor, now=clock.now()),
        this_session=request.session.row.pk,
        phone=has_phone(request.account),
        linked=is_linked(request.account),
        undone=has_undone_identity(request.account),
        passkeys=list_passkeys(request.account),
        codes_left=count_recovery_codes(request.account),
        events=events_of(request.account),
    )


@door_page
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def password(request: Any) -> HttpResponse:
    """Change one's own password."""
    form = ChangePasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.change_password(
                session=request.session,
                account=request.account,
                current=form.cleaned_data["current"],
                new=form.cleaned_data["new"],
                now=clock.now(),
                rules=current_rules(),
            )
            return redirect("accounts:mine")
        except Refusal as refusal:
            refusal_to_form(form, refusal)
    return show(request, "password", form)


@door_page
@require_POST
@signed_in
def recovery_codes(request: Any) -> HttpResponse:
    """Replace one's recovery codes and show the new ones this once.

    :raises SecondFactorFirst: this session has not shown the second factor.
    """
    return show(request, "recovery_codes", codes=actions.renew_recovery_codes(session=request.session))


@door_page
@require_POST
@signed_in
def end_session(request: Any, session_id: UUID) -> HttpResponse:
    """Sign one other browser out.

    :raises NotFound: it is none of one's own.
    """
    actions.end_session(actor=request.actor, session_id=session_id)
    return redirect("accounts:mine")


@door_page
@require_POST
@signed_in
def end_other_sessions(request: Any) -> HttpResponse:
    """Sign every other browser out and stay."""
    actions.end_other_sessions(actor=request.actor)
    return redirect("accounts:mine")


@door_page
@require_POST
@signed_in
def end_all_sessions(request: Any) -> HttpResponse:
    """Sign out everywhere, here too."""
    actions.end_all_sessions(actor=request.actor)
    request.session.flush()
    return redirect("accounts:sign_in")
