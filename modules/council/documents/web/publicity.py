"""By which channels a document was published and made known: written down, and taken back with a reason."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.documents import actions
from council.documents.actions.publicity import Told
from council.documents.models import Channel, PublicityAct
from council.documents.permissions import Can
from council.documents.queries import get_document
from council.documents.queries.publicity import get_publicity
from council.documents.web.pages import back_to, typing_page
from council.documents.workflow import IN_FORCE
from kernel import clock
from kernel.access import StepNotAllowed, require
from kernel.accounts.doors import carried_out, needs
from kernel.ui.forms import ReasonForm, day_field, typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


class PublicityForm(forms.Form):
    """What was done to make a document known."""

    act = forms.ChoiceField(label=_("Việc đã làm"), choices=PublicityAct.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("Kênh"), choices=Channel.choices)
    done_on = day_field(_("Ngày thực hiện"))
    note = forms.CharField(
        label=_("Ghi chú"),
        max_length=500,
        required=False,
        help_text=_("Ví dụ: tên hội nghị, số người dự, tên chuyên mục."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Ghi chú dài quá 500 ký tự.")},
    )

    def told(self) -> Told:
        """Return what was typed as the action takes it."""
        typed = self.cleaned_data
        return Told(PublicityAct(typed["act"]), Channel(typed["channel"]), typed["done_on"], typed["note"])


@_SHOWS_AND_TAKES
@needs(Can.PUBLISH)
def record(request: Any, document_id: UUID) -> HttpResponseBase:
    """Write down one channel by which an issued document was made known."""
    document = get_document(request.actor, document_id)
    require(request.actor, Can.PUBLISH, document)
    if document.state not in IN_FORCE:
        raise StepNotAllowed(step="record_publicity", state=document.state)
    begin = {"act": PublicityAct.DISSEMINATED.value, "done_on": clock.today()}
    form = PublicityForm(typed_in(request), initial=begin)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.record_publicity(actor=request.actor, document=document, told=form.told(), now=clock.now()),
    ):
        return back_to(document, "publicity")
    heading = _("Ghi việc công bố, phổ biến")
    note = _("Mỗi lần công bố, phổ biến ghi một dòng; ghi nhầm thì bỏ bản ghi, nêu lý do.")
    return typing_page(request, form, heading=heading, verb=_("Lưu"), note=note, document=document)


@_SHOWS_AND_TAKES
@needs(Can.PUBLISH)
def remove(request: Any, publicity_id: UUID) -> HttpResponseBase:
    """Take a record back."""
    publicity = get_publicity(request.actor, publicity_id)
    form = ReasonForm(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.remove_publicity(
            actor=request.actor, publicity=publicity, now=clock.now(), **form.cleaned_data
        ),
    ):
        return back_to(publicity.document, "publicity_removed")
    heading = _("Bỏ bản ghi: %(channel)s") % {"channel": publicity.get_channel_display()}
    return typing_page(request, form, heading=heading, verb=_("Bỏ bản ghi"), document=publicity.document)
