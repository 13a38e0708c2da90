"""The pages on which the contacts of bodies outside are kept: added, changed, let in by a letter, ended."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.people import actions
from council.people.permissions import Can
from council.people.queries import get_contact, get_outside
from council.people.web.accounts import invited_page
from council.people.web.asking import asked, asked_of
from council.people.web.outside import address_of_body
from council.people.web.outside_forms import EditContactForm, EndContactForm, NewContactForm
from kernel import clock
from kernel.access import require
from kernel.accounts.actions import Issued
from kernel.accounts.doors import carried_out, needs
from kernel.accounts.rules import current_rules
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.KEEP_OUTSIDE)
def add(request: Any, body_id: UUID) -> HttpResponseBase:
    """Record somebody to whom the council writes."""
    require(request.actor, Can.KEEP_OUTSIDE)
    body = get_outside(request.actor, body_id)
    form = NewContactForm(typed_in(request), initial={"from_on": clock.today()})
    return asked(
        request,
        Question(_("Thêm người liên hệ của %(name)s") % {"name": body.name}, _("Thêm"), address_of_body(body.id)),
        form,
        lambda: actions.add_contact(
            actor=request.actor, body=body, reached=form.reached(), from_on=form.cleaned_data["from_on"]
        ),
    )


@_SHOWS_AND_TAKES
@needs(Can.KEEP_OUTSIDE)
def edit(request: Any, contact_id: UUID) -> HttpResponseBase:
    """Change what is known of a contact."""
    contact = get_contact(request.actor, contact_id)
    known = {name: getattr(contact, name) for name in EditContactForm.base_fields}
    form = EditContactForm(typed_in(request), initial=known)
    return asked_of(
        request,
        Question(_("Sửa %(name)s") % {"name": contact.full_name}, _("Lưu"), address_of_body(contact.body_id)),
        form,
        lambda: actions.edit_contact(
            actor=request.actor, contact=contact, reached=form.reached(), version=form.cleaned_data["version"]
        ),
        contact,
    )


@_SHOWS_AND_TAKES
@needs(Can.KEEP_OUTSIDE)
def end(request: Any, contact_id: UUID) -> HttpResponseBase:
    """Record that somebody is no longer a contact."""
    contact = get_contact(request.actor, contact_id)
    form = EndContactForm(typed_in(request))
    question = Question(
        heading=_("%(name)s thôi làm đầu mối") % {"name": contact.full_name},
        verb=_("Ghi nhận thôi làm đầu mối"),
        back_href=address_of_body(contact.body_id),
        consequence=_("Tài khoản của người này không còn quyền của cơ quan.") if contact.account_id else "",
        tone="danger",
    )
    return asked(
        request, question, form, lambda: actions.end_contact(actor=request.actor, contact=contact, **form.cleaned_data)
    )


@_SHOWS_AND_TAKES
@needs(Can.LINK_ACCOUNT)
def invite(request: Any, contact_id: UUID) -> HttpResponseBase:
    """Let a contact in by a letter, or anew who lost it, the password or the phone."""
    contact = get_contact(request.actor, contact_id)
    form = forms.Form(typed_in(request))
    issued: list[Issued] = []
    back_href = address_of_body(contact.body_id)
    if form.is_valid() and carried_out(
        form,
        lambda: issued.append(
            actions.invite_contact(actor=request.actor, contact=contact, now=clock.now(), rules=current_rules())
        ),
    ):
        return invited_page(request, contact.full_name, back_href, issued[0])
    again = contact.account_id is not None
    question = Question(
        heading=_("Mời %(name)s dùng hệ thống") % {"name": contact.full_name},
        verb=_("Gửi lại lời mời") if again else _("Gửi lời mời"),
        back_href=back_href,
        consequence=_("Mật khẩu, xác thực hai lớp và các phiên đăng nhập cũ của người này không dùng được nữa.")
        if again
        else _("Thư gửi đến %(email)s; tài khoản chỉ thấy việc của cơ quan này.") % {"email": contact.email or "–"},
        tone="danger" if again else "primary",
    )
    return confirm_page(request, question, form)
