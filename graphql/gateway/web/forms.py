"""What operators type about a key. Shape only; what may be given is for the action."""

from datetime import datetime, time

from django import forms
from django.utils.translation import gettext_lazy as _

from gateway.models import Scope
from kernel.clock import VIETNAM


class GrantForm(forms.Form):
    """To whom, by which document, for what, until when."""

    holder = forms.CharField(label=_("Cơ quan sử dụng"), max_length=200)
    ground = forms.CharField(label=_("Văn bản đề nghị"), max_length=300)
    scopes = forms.MultipleChoiceField(label=_("Phạm vi"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple)
    networks = forms.CharField(
        label=_("Địa chỉ mạng được phép"),
        max_length=500,
        required=False,
        help_text=_("Các dải địa chỉ, cách nhau bằng dấu cách. Để trống nếu không giới hạn."),
    )
    expires_on = forms.DateField(
        label=_("Dùng đến hết ngày"),
        help_text=_("Không quá một năm."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_networks(self) -> list[str]:
        """Return the networks one by one."""
        return str(self.cleaned_data["networks"]).split()

    def expires_at(self) -> datetime:
        """Return the end of the last day, in Vietnam."""
        return datetime.combine(self.cleaned_data["expires_on"], time.max, tzinfo=VIETNAM)


class RevokeForm(forms.Form):
    """Why a key is taken back."""

    reason = forms.CharField(label=_("Lý do thu hồi"), max_length=500, widget=forms.Textarea(attrs={"rows": "3"}))
