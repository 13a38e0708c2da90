"""The ways in of the council's people: invited by a letter, locked out, let in again, closed for good."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.people import actions
from council.people.models import Person
from council.people.permissions import Can
from council.people.queries import find_account, find_contact_of, get_account, get_delegate, get_person
from council.people.web.forms import InviteForm
from council.people.web.letters import address_of as letter_address
from council.people.web.letters import send_invitation
from council.people.web.office import address_of, profile_of
from kernel import clock
from kernel.access import require, take
from kernel.accounts import actions as account_actions
from kernel.accounts.doors import carried_out, needs
from kernel.accounts.permissions import Can as AccountsCan
from kernel.accounts.rules import current_rules
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import ReasonForm

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Move:
    """One step of an account: its name, what is asked, what follows, and the action that takes it."""

    step: str
    heading: Any
    consequence: Any
    act: Callable[..., object]


LOCK = Move(
    "lock",
    _("Tạm khoá tài khoản của %(name)s"),
    _("Người này bị đăng xuất ngay trên mọi thiết bị và không đăng nhập được cho đến khi được mở khoá."),
    account_actions.lock_account,
)
UNLOCK = Move(
    "unlock",
    _("Mở khoá tài khoản của %(name)s"),
    _("Người này đăng nhập lại được bằng mật khẩu và xác thực hai lớp đang có."),
    account_actions.unlock_account,
)
CLOSE = Move(
    "close",
    _("Đóng tài khoản của %(name)s"),
    _("Tài khoản đóng vĩnh viễn: đăng xuất ngay, lời mời cũ không dùng được, không mở lại được."),
    account_actions.close_account,
)


@_SHOWS_AND_TAKES
@needs(Can.LINK_ACCOUNT)
def invite(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Invite a delegate without an account, or let one in anew; its address is shown only when no letter carries it."""
    mandate = get_delegate(request.actor, mandate_id)
    return _invite(request, mandate.person, address_of(mandate))


@_SHOWS_AND_TAKES
@needs(Can.LINK_ACCOUNT)
def invite_person(request: Any, person_id: UUID) -> HttpResponseBase:
    """Let somebody in who is no delegate, or anew who lost the letter, the password or the phone."""
    person = get_person(request.actor, person_id)
    return _invite(request, person, profile_of(person))


@_SHOWS_AND_TAKES
@needs(AccountsCan.LOCK)
def lock(request: Any, account_id: UUID) -> HttpResponseBase:
    """Keep somebody out for a time; all sessions end at once."""
    return _moved(request, account_id, LOCK)


@_SHOWS_AND_TAKES
@needs(AccountsCan.UNLOCK)
def unlock(request: Any, account_id: UUID) -> HttpResponseBase:
    """Let somebody in again who was locked out."""
    return _moved(request, account_id, UNLOCK)


@_SHOWS_AND_TAKES
@needs(AccountsCan.CLOSE)
def close(request: Any, account_id: UUID) -> HttpResponseBase:
    """Close an account for good."""
    return _moved(request, account_id, CLOSE)


@_SHOWS_AND_TAKES
@needs(AccountsCan.UNLINK)
def unlink(request: Any, account_id: UUID) -> HttpResponseBase:
    """Take the identity by which somebody comes in from the account."""
    account, person = get_account(request.actor, account_id)
    require(request.actor, AccountsCan.UNLINK, account)
    back_href = profile_of(person) if person else reverse("people:structure")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form,
        lambda: account_actions.unlink_identity_of(
            actor=request.actor, account=account, now=clock.now(), **form.cleaned_data
        ),
    ):
        return HttpResponseRedirect(profile_of(person, "unlink") if person else back_href)
    question = Question(
        heading=_("Gỡ định danh khỏi tài khoản của %(name)s") % {"name": account.full_name},
        verb=_("Gỡ định danh"),
        back_href=back_href,
        consequence=_(
            "Người này bị đăng xuất ngay trên mọi thiết bị; sau đó đăng nhập bằng mật khẩu. Định danh không tự gắn lại."
        ),
        tone="danger",
    )
    return confirm_page(request, question, form)


def _moved(request: Any, account_id: UUID, move: Move) -> HttpResponseBase:
    account, person = get_account(request.actor, account_id)
    step = take(move.step, request.actor, account)
    back_href = profile_of(person) if person else _home_of(account)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form, lambda: move.act(actor=request.actor, account=account, reason=form.cleaned_data["reason"])
    ):
        return HttpResponseRedirect(profile_of(person, move.step) if person else back_href)
    question = Question(
        heading=move.heading % {"name": account.full_name},
        verb=step.label,
        back_href=back_href,
        consequence=move.consequence,
        tone="primary" if move.step == "unlock" else "danger",
    )
    return confirm_page(request, question, form)


def _home_of(account: Any) -> str:
    """Return where an account without a person is kept: with the body for which it acts, if there is one."""
    contact = find_contact_of(account)
    return reverse("people:outside_body", args=[contact.body_id]) if contact else reverse("people:structure")


def _invite(request: Any, person: Person, back_href: str) -> HttpResponseBase:
    require(request.actor, Can.LINK_ACCOUNT, person)
    account = find_account(person)
    typed = request.POST if request.method == "POST" else None
    form = InviteForm(typed, initial={"email": person.email}) if account is None else forms.Form(typed)
    issued: list[account_actions.Issued] = []
    if form.is_valid() and carried_out(form, lambda: issued.append(_issue(request, person, account, form))):
        return invited_page(request, person.full_name, back_href, issued[0])
    again = account is not None
    question = Question(
        heading=_("Mời %(name)s dùng hệ thống") % {"name": person.full_name},
        verb=_("Gửi lại lời mời") if again else _("Gửi lời mời"),
        back_href=back_href,
        consequence=_("Mật khẩu, xác thực hai lớp và các phiên đăng nhập cũ của người này không dùng được nữa.")
        if again
        else "",
        tone="danger" if again else "primary",
    )
    return confirm_page(request, question, form)


def invited_page(request: Any, name: str, back_href: str, issued: account_actions.Issued) -> HttpResponse:
    """Send the letter of an invitation and return the page that says so."""
    email = issued.invitation.account.email
    is_taken = bool(email) and send_invitation(request, issued)
    page = {
        "name": name,
        "back_href": back_href,
        "email": email,
        # Whoever sees the address can come in as the person: a letter that went out keeps it to itself.
        "address": "" if is_taken else letter_address(request, issued),
        "until": issued.invitation.expires_at,
    }
    response = render(request, "people/invited.html", page)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _issue(request: Any, person: Person, account: Any, form: forms.Form) -> account_actions.Issued:
    now, rules = clock.now(), current_rules()
    if account is not None:
        return account_actions.invite_again(actor=request.actor, account=account, now=now, rules=rules)
    email = form.cleaned_data["email"]
    return actions.invite_person(actor=request.actor, person=person, email=email, now=now, rules=rules)
