"""The office says where a session is broadcast."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.sessions import actions
from council.sessions.permissions import Can
from council.sessions.queries import get_session
from council.sessions.web.pages import Sheet, back_to, form_page
from kernel.access import require
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.rows import VersionClash
from kernel.ui.forms import VersionedForm, typed_in


class BroadcastForm(VersionedForm):
    """The address of a live broadcast. Shape only; meaning is for the action."""

    broadcast = forms.URLField(
        label=_("Địa chỉ truyền hình trực tiếp"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Hãy nhập một địa chỉ đúng, bắt đầu bằng https.")},
        help_text=_("Trang phát của đài hoặc kênh, bắt đầu bằng https. Để trống để gỡ liên kết."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.PLAN)
def edit(request: Any, session_id: UUID) -> HttpResponseBase:
    """Set the address that the public page of the session leads to."""
    session, clash = get_session(request.actor, session_id), False
    require(request.actor, Can.PLAN, session)
    begin = {"broadcast": session.broadcast, "version": session.version}
    form = BroadcastForm(typed_in(request), initial=begin)
    if form.is_valid():
        try:
            if carried_out(
                form, lambda: actions.set_broadcast(actor=request.actor, session=session, **form.cleaned_data)
            ):
                return back_to(session, "broadcast")
        except VersionClash as refusal:
            refusal_to_form(form, refusal)
            form.read_again(session.version)
            clash = True
    sheet = Sheet(
        _("Truyền hình trực tiếp"),
        _("Lưu"),
        reverse("sessions:detail", args=[session.id]),
        session,
        note=_("Trang công khai của kỳ họp dẫn đến địa chỉ này, mở ở cửa sổ khác; không có gì được nhúng vào trang."),
    )
    return form_page(
        request, sheet, form, stored=((_("Địa chỉ truyền hình trực tiếp"), session.broadcast),), clash=clash
    )
