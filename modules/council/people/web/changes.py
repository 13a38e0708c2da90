"""What is changed of a delegate: the mandate suspended and reinstated, the person let in by an invitation."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.people import actions
from council.people.models import Mandate, Person
from council.people.permissions import Can
from council.people.queries import find_account, get_clerk, get_delegate
from council.people.web.forms import GroundsForm, InviteForm
from council.people.web.letters import address_of as letter_address
from council.people.web.letters import send_invitation
from council.people.web.office import address_of
from kernel import clock
from kernel.access import require, take
from kernel.accounts import actions as account_actions
from kernel.accounts.doors import carried_out, needs
from kernel.accounts.rules import current_rules
from kernel.ui.confirming import Question, confirm_page

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.SUSPEND_MANDATE)
def suspend(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Suspend a delegate, with the document it rests on."""
    mandate = get_delegate(request.actor, mandate_id)
    take("suspend", request.actor, mandate)
    question = Question(
        heading=_("Tạm đình chỉ đại biểu %(name)s") % {"name": mandate.person.full_name},
        verb=_("Tạm đình chỉ"),
        back_href=address_of(mandate),
        consequence=_("Đại biểu không thực hiện nhiệm vụ từ hôm nay nhưng vẫn tính trong tổng số đại biểu."),
        tone="danger",
    )
    return _changed(request, mandate, question, actions.suspend_mandate, "suspended")


@_SHOWS_AND_TAKES
@needs(Can.SUSPEND_MANDATE)
def reinstate(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Let a suspended delegate act again, with the document it rests on."""
    mandate = get_delegate(request.actor, mandate_id)
    take("reinstate", request.actor, mandate)
    question = Question(
        heading=_("Cho đại biểu %(name)s trở lại") % {"name": mandate.person.full_name},
        verb=_("Cho trở lại"),
        back_href=address_of(mandate),
        consequence=_("Đại biểu có lại quyền của đại biểu và các chức vụ đang giữ từ hôm nay."),
    )
    return _changed(request, mandate, question, actions.reinstate_mandate, "reinstated")


@_SHOWS_AND_TAKES
@needs(Can.LINK_ACCOUNT)
def invite(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Invite a delegate without an account, or let one in anew; its address is shown only when no letter carries it."""
    mandate = get_delegate(request.actor, mandate_id)
    return _invite(request, mandate.person, address_of(mandate))


@_SHOWS_AND_TAKES
@needs(Can.LINK_ACCOUNT)
def invite_clerk(request: Any, person_id: UUID) -> HttpResponseBase:
    """Let somebody of the office in anew, who lost the letter, the password or the phone."""
    return _invite(request, get_clerk(request.actor, person_id), reverse("people:structure"))


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


def _changed(
    request: Any, mandate: Mandate, question: Question, action: Callable[..., object], told: str
) -> HttpResponseBase:
    form = GroundsForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form, lambda: action(actor=request.actor, mandate=mandate, on=clock.today(), **form.cleaned_data)
    ):
        return HttpResponseRedirect(address_of(mandate, told))
    return confirm_page(request, question, form)


def _issue(request: Any, person: Person, account: Any, form: forms.Form) -> account_actions.Issued:
    now, rules = clock.now(), current_rules()
    if account is not None:
        return account_actions.invite_again(actor=request.actor, account=account, now=now, rules=rules)
    email = form.cleaned_data["email"]
    return actions.invite_person(actor=request.actor, person=person, email=email, now=now, rules=rules)
