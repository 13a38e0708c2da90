"""The office writes down which papers the delegates got on paper only."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.sessions import actions
from council.sessions.actions.handouts import Given
from council.sessions.models import CouncilSession
from council.sessions.permissions import Can
from council.sessions.queries import get_session, list_items
from council.sessions.queries.paperless import get_handout
from council.sessions.web.forms import ReasonForm
from council.sessions.web.pages import Sheet, form_page
from kernel import clock
from kernel.access import require
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import day_field, typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


class HandoutForm(forms.Form):
    """A paper that came on paper only. Shape only; meaning is for the action."""

    title = forms.CharField(
        label=_("Tên tài liệu"),
        max_length=300,
        error_messages={"required": _("Hãy ghi tên tài liệu.")},
        help_text=_("Không ghi ở đây tài liệu có dấu chỉ độ mật: chúng không tính vào tỷ lệ."),
    )
    item: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Thuộc nội dung"), queryset=None, required=False, empty_label=_("Tài liệu chung của kỳ họp")
    )
    handed_on = day_field(_("Ngày phát"))
    reason = forms.CharField(
        label=_("Lý do phát bản giấy"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Hãy ghi lý do.")},
    )

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]  # a model choice has a queryset


@_SHOWS_AND_TAKES
@needs(Can.ADD_PAPER)
def add(request: Any, session_id: UUID) -> HttpResponseBase:
    """Write down a paper that came on paper only."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.ADD_PAPER, session)
    form = HandoutForm(typed_in(request), initial={"handed_on": clock.today()}, items=list_items(session))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.record_handout(
            actor=request.actor, session=session, given=Given(**form.cleaned_data), now=clock.now()
        ),
    ):
        return _back(session, "handed-out")
    note = _("Tài liệu đã có tệp trên hệ thống thì không ghi ở đây.")
    return form_page(request, Sheet(_("Ghi tài liệu phát bản giấy"), _("Ghi"), _page(session), session, note), form)


@_SHOWS_AND_TAKES
@needs(Can.ADD_PAPER)
def remove(request: Any, handout_id: UUID) -> HttpResponseBase:
    """Take a line off, with a reason."""
    handout = get_handout(request.actor, handout_id)
    form = ReasonForm(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.remove_handout(actor=request.actor, handout=handout, now=clock.now(), **form.cleaned_data),
    ):
        return _back(handout.session, "handout-gone")
    question = Question(
        heading=_("Bỏ bản ghi tài liệu phát giấy"),
        verb=_("Bỏ bản ghi"),
        back_href=_page(handout.session),
        consequence=_("“%(title)s” không còn tính là tài liệu phát bản giấy.") % {"title": handout.title},
        tone="danger",
    )
    return confirm_page(request, question, form)


def _page(session: CouncilSession) -> str:
    return reverse("sessions:deliveries", args=[session.id])


def _back(session: CouncilSession, told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{_page(session)}?told={told}")
