"""What is typed on the pages of people."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from council.people import law
from council.people.models import Gender
from council.people.queries import list_committees, list_teams
from council.roles import ROLE_NAMES, Role
from kernel.ui.forms import day_field

# Who works for the council without a mandate.
OFFICE = (
    Role.OFFICE_CHIEF,
    Role.OFFICE_STAFF,
    Role.RECORDS_CLERK,
    Role.SESSION_SECRETARY,
    Role.EDITOR,
    Role.ADMINISTRATOR,
)
FULL_NAME = {"required": _("Hãy nhập họ và tên.")}
EMAIL = {"required": _("Hãy nhập địa chỉ thư điện tử."), "invalid": _("Địa chỉ thư điện tử không hợp lệ.")}


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
        error_messages=EMAIL,
    )


class DelegateForm(forms.Form):
    """A delegate as the result of the election says."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120, error_messages=FULL_NAME)
    gender = forms.ChoiceField(label=_("Giới tính"), choices=Gender.choices, initial=Gender.UNKNOWN)
    birth_year = forms.IntegerField(label=_("Năm sinh"), required=False, min_value=1900, max_value=2100)
    main_job = forms.CharField(label=_("Chức vụ, nơi công tác"), required=False, max_length=200)
    phone = forms.CharField(label=_("Điện thoại"), required=False, max_length=20)
    email = forms.EmailField(label=_("Thư điện tử"), required=False, max_length=254, error_messages=EMAIL)
    constituency = forms.CharField(label=_("Đơn vị bầu cử"), required=False, max_length=160)
    team = forms.ModelChoiceField(label=_("Tổ đại biểu"), required=False, queryset=None, empty_label=_("Chưa phân tổ"))
    full_time = forms.BooleanField(label=_("Hoạt động chuyên trách"), required=False)
    started_on = day_field(_("Là đại biểu từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = list_teams()  # type: ignore[attr-defined]  # a ModelChoiceField


class ClerkForm(forms.Form):
    """Somebody of the office, with the posts and the address to which the invitation goes."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120, error_messages=FULL_NAME)
    email = forms.EmailField(
        label=_("Địa chỉ thư điện tử"),
        max_length=254,
        help_text=_("Thư mời gửi đến đây; đây cũng là tên đăng nhập."),
        error_messages=EMAIL,
    )
    roles = forms.MultipleChoiceField(
        label=_("Chức vụ, nhiệm vụ"),
        choices=[(role.value, ROLE_NAMES[role]) for role in OFFICE],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một chức vụ.")},
    )
    from_on = day_field(_("Từ ngày"))
    decision = forms.CharField(
        label=_("Văn bản phân công"), required=False, max_length=120, help_text=_("Số, ký hiệu và ngày của văn bản.")
    )


class AppointForm(forms.Form):
    """A post that a delegate takes; committee or team only where the post is one of theirs."""

    role = forms.ChoiceField(
        label=_("Chức vụ"),
        choices=[(role.value, name) for role, name in ROLE_NAMES.items() if role in law.FOR_DELEGATES],
    )
    committee = forms.ModelChoiceField(
        label=_("Ban"), required=False, queryset=None, empty_label=_("Không thuộc ban nào"),
        help_text=_("Chọn khi là Trưởng ban hoặc Uỷ viên ban."),
    )  # fmt: skip
    team = forms.ModelChoiceField(
        label=_("Tổ đại biểu"), required=False, queryset=None, empty_label=_("Không thuộc tổ nào"),
        help_text=_("Chọn khi là Tổ trưởng."),
    )  # fmt: skip
    from_on = day_field(_("Từ ngày"))
    decision = forms.CharField(
        label=_("Văn bản bầu, phân công"),
        required=False,
        max_length=120,
        help_text=_("Số, ký hiệu và ngày của văn bản."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = list_committees()  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["team"].queryset = list_teams()  # type: ignore[attr-defined]  # as above
