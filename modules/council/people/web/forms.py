"""What is typed on the pages of people."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from council.people.queries import list_teams


class DelegateFilter(forms.Form):
    """Which delegates the list shows."""

    tim = forms.CharField(label=_("Họ và tên"), required=False, max_length=120)
    to = forms.ModelChoiceField(label=_("Tổ đại biểu"), required=False, queryset=None, empty_label=_("Tất cả"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = list_teams()

    def wanted(self) -> dict[str, Any]:
        """Return what the query filters by; a strange value filters nothing."""
        if not self.is_valid():
            return {}
        team: Any = self.cleaned_data["to"]
        team_id: UUID | None = team.id if team else None
        return {"text": self.cleaned_data["tim"], "team_id": team_id}


class GroundsForm(forms.Form):
    """The document or reason that a change of a mandate rests on."""

    reason = forms.CharField(
        label=_("Căn cứ"),
        max_length=300,
        help_text=_("Số, ký hiệu văn bản hoặc lý do, ví dụ “Nghị quyết 15/NQ-HĐND ngày 12/11/2026”."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Hãy ghi căn cứ (số văn bản hoặc lý do)."),
            "max_length": _("Căn cứ dài quá 300 ký tự."),
        },
    )


class InviteForm(forms.Form):
    """Where the letter goes."""

    email = forms.EmailField(
        label=_("Địa chỉ thư điện tử"),
        max_length=254,
        help_text=_("Thư mời gửi đến đây; đây cũng là tên đăng nhập."),
        error_messages={
            "required": _("Hãy nhập địa chỉ thư điện tử."),
            "invalid": _("Địa chỉ thư điện tử không hợp lệ."),
        },
    )
