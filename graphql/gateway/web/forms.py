"""What people type about a key. Shape only; what may be given is for the action."""

from datetime import date, datetime, time

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from gateway.models import SCOPE_WORDS, Scope, Way
from kernel.clock import VIETNAM


def _scopes() -> list[tuple[str, str]]:
    """Return each scope with what it lets a machine read."""
    line = __("%(name)s (%(scope)s): %(words)s")
    return [(one.value, line % {"name": one.label, "scope": one.value, "words": SCOPE_WORDS[one]}) for one in Scope]


def end_of(day: date) -> datetime:
    """Return the end of a day, in Vietnam."""
    return datetime.combine(day, time.max, tzinfo=VIETNAM)


class DayInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class GrantForm(forms.Form):
    """To whom, by which document, for what, how, from where, until when; ``press`` makes a page sent again one key."""

    press = forms.UUIDField(widget=forms.HiddenInput)
    holder = forms.CharField(
        label=_("Cơ quan sử dụng"), max_length=200, help_text=_("Tên đầy đủ của cơ quan, đơn vị nhận khoá.")
    )
    ground = forms.CharField(
        label=_("Văn bản đề nghị"), max_length=300, help_text=_("Số, ký hiệu và ngày của văn bản, ví dụ: 12/CV-VP.")
    )
    purpose = forms.CharField(
        label=_("Mục đích sử dụng"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": "2"})
    )
    scopes = forms.MultipleChoiceField(
        label=_("Phạm vi"),
        choices=lazy(_scopes, list),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ chọn những gì cơ quan cần."),
    )
    way = forms.ChoiceField(
        label=_("Cách dùng"),
        choices=Way.choices,
        initial=Way.DIRECT,
        widget=forms.RadioSelect,
        help_text=_("Với OAuth 2.0, khoá chỉ gửi khi xin mã truy cập; mỗi mã chỉ dùng được 15 phút."),
    )
    networks = forms.CharField(
        label=_("Địa chỉ mạng được phép"),
        max_length=500,
        required=False,
        help_text=_("Các dải địa chỉ, cách nhau bằng dấu cách. Để trống nếu không giới hạn."),
    )
    expires_on = forms.DateField(label=_("Dùng đến hết ngày"), help_text=_("Không quá một năm."), widget=DayInput())

    def clean_networks(self) -> list[str]:
        """Return the networks one by one."""
        return str(self.cleaned_data["networks"]).split()


class RotateForm(forms.Form):
    """Until when the old secret is still accepted."""

    old_until_on = forms.DateField(
        label=_("Khoá cũ còn dùng đến hết ngày"),
        help_text=_("Không quá 31 ngày, để cơ quan kịp thay khoá trên máy của họ."),
        widget=DayInput(),
    )


class RevokeForm(forms.Form):
    """Why a key is taken back."""

    reason = forms.CharField(label=_("Lý do thu hồi"), max_length=500, widget=forms.Textarea(attrs={"rows": "3"}))
