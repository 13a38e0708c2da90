"""What is typed after the closing: a covering letter that went upward. Shape only; meaning is for the actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.sessions import law
from council.sessions.actions.after import Letter
from council.sessions.models import SendingWay
from council.sessions.models.after import SUPERIOR_NAMES
from kernel.ui.forms import day_field

SMALL = {"rows": 2}


class SendingForm(forms.Form):
    """Which letter went upward: when, to whom, which way, and what was not with it."""

    sent_on = day_field(_("Ngày gửi"))
    recipients = forms.MultipleChoiceField(
        label=_("Nơi nhận"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn nơi nhận.")},
    )
    letter = forms.CharField(
        label=_("Số, ký hiệu văn bản gửi kèm"),
        max_length=120,
        help_text=_("Ví dụ “128/HĐND-VP”."),
        error_messages={"required": _("Hãy ghi số, ký hiệu của văn bản.")},
    )
    way = forms.ChoiceField(label=_("Cách gửi"), choices=SendingWay.choices, widget=forms.RadioSelect)
    missing = forms.CharField(
        label=_("Văn bản còn thiếu"),
        max_length=6000,
        required=False,
        help_text=_(
            "Để trống khi đã gửi đủ nghị quyết và biên bản. Còn thiếu thì hạn gửi vẫn mở cho đến lần gửi bổ sung."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    late_reason = forms.CharField(
        label=_("Lý do gửi chậm"),
        max_length=500,
        required=False,
        help_text=_("Chỉ cần khi gửi sau ngày ghi ở trên."),
        widget=forms.Textarea(attrs=SMALL),
    )

    def __init__(self, *args: Any, superiors: Sequence[law.Superior], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].choices = [(each.value, SUPERIOR_NAMES[each]) for each in superiors]  # type: ignore[attr-defined]  # a choice field has choices

    def sent(self) -> Letter:
        """Return what was typed as the action takes it."""
        typed = dict(self.cleaned_data)
        recipients = [law.Superior(each) for each in typed.pop("recipients")]
        return Letter(recipients=recipients, **{**typed, "way": SendingWay(typed["way"])})
