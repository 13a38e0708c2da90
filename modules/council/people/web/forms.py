"""What is typed on the pages of people."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from council.people.models import ACTING_NAMES, Gender, Person, Post
from council.people.queries import find_former_units, list_constituencies, list_teams
from council.people.workflow import CHOSEN_ENDINGS, MANDATE_ENDINGS
from council.roles import ROLE_NAMES, Role
from kernel import clock
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
PAPER = _("Số, ký hiệu và ngày, ví dụ “15/NQ-HĐND ngày 12/11/2026”.")
FULL_NAME = {"required": _("Hãy nhập họ và tên.")}
EMAIL = {"required": _("Hãy nhập địa chỉ thư điện tử."), "invalid": _("Địa chỉ thư điện tử không hợp lệ.")}


def past_day_field(label: Any, *, help_text: Any = "") -> forms.DateField:
    """Return the field of a day that has come, today until something else is typed."""
    field = day_field(label, help_text=help_text)
    field.initial = clock.today
    return field


def not_ahead(day: date) -> date:
    """Return a day that has come.

    :raises ValidationError: it is still to come.
    """
    if day > clock.today():
        raise forms.ValidationError(_("Ngày này chưa đến. Hãy ghi nhận khi việc đã có hiệu lực."))
    return day


def document_field(*, required: bool = False, help_text: Any = PAPER) -> forms.CharField:
    """Return the field of the paper that a change rests on; the action says when it must be there."""
    return forms.CharField(
        label=_("Văn bản"),
        required=required,
        max_length=120,
        help_text=help_text,
        error_messages={
            "required": _("Hãy ghi số, ký hiệu và ngày của văn bản làm căn cứ."),
            "max_length": _("Văn bản dài quá 120 ký tự."),
        },
    )


def reason_field() -> forms.CharField:
    """Return the field of a reason in words, beside the document."""
    return forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Lý do dài quá 300 ký tự.")},
    )


class DelegateFilter(forms.Form):
    """Which delegates the list shows."""

    tim = forms.CharField(label=_("Họ và tên"), required=False, max_length=120)
    to = forms.ModelChoiceField(label=_("Tổ đại biểu"), required=False, queryset=None, empty_label=_("Tất cả"))
    don_vi_cu = forms.ChoiceField(label=_("Đơn vị trước sắp xếp"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = list_teams()
        offer_former_units(self, find_former_units())

    def wanted(self) -> dict[str, Any]:
        """Return what the query filters by; a strange value filters nothing."""
        if not self.is_valid():
            return {}
        team: Any = self.cleaned_data["to"]
        team_id: UUID | None = team.id if team else None
        return {
            "text": self.cleaned_data["tim"],
            "team_id": team_id,
            "former_unit": self.cleaned_data.get("don_vi_cu", ""),
        }


def offer_former_units(form: forms.Form, units: list[str]) -> None:
    """Let a filter choose among the units before a merger; where there are none it does not speak of them."""
    if units:
        choices: Any = form.fields["don_vi_cu"]
        choices.choices = [("", _("Tất cả")), *((unit, unit) for unit in units)]
    else:
        del form.fields["don_vi_cu"]


class GroundsForm(forms.Form):
    """From when a change of a mandate holds, and the document and reason that it rests on."""

    on = past_day_field(_("Từ ngày"))
    document = document_field()
    reason = reason_field()

    def clean_on(self) -> date:
        """Refuse a day that is still to come."""
        return not_ahead(self.cleaned_data["on"])


class MandateEndForm(forms.Form):
    """How, from when and by what a mandate ends."""

    how = forms.ChoiceField(
        label=_("Hình thức chấm dứt"),
        choices=[(step.name, step.label) for step in MANDATE_ENDINGS],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Hãy chọn hình thức chấm dứt.")),
    )
    on = past_day_field(
        _("Ngày chấm dứt"), help_text=_("Ngày ghi trong nghị quyết; mất quyền đại biểu: ngày bản án có hiệu lực.")
    )
    document = document_field(
        required=True, help_text=_("Nghị quyết, kết quả bỏ phiếu hoặc bản án; có thể bỏ trống khi qua đời.")
    )
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("how") == "die":
            self.fields["document"].required = False

    def clean_on(self) -> date:
        """Refuse a day that is still to come."""
        return not_ahead(self.cleaned_data["on"])


class PostEndForm(forms.Form):
    """How, with which last day and by what somebody leaves a post."""

    how = forms.ChoiceField(
        label=_("Hình thức"),
        choices=[(ending.value, ending.label) for ending in CHOSEN_ENDINGS],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Hãy chọn hình thức thôi giữ chức vụ.")),
    )
    on = day_field(_("Ngày cuối cùng giữ chức vụ"), help_text=_("Quyền của chức vụ dừng lúc 24 giờ ngày này."))
    decision = document_field()
    reason = reason_field()


class HandoverForm(forms.Form):
    """Why and from when somebody leaves, for a hand-over that begins before the day."""

    cause = forms.CharField(
        label=_("Lý do bàn giao"), max_length=300, error_messages={"required": _("Hãy ghi lý do bàn giao.")}
    )
    leaves_on = day_field(_("Thôi nhiệm vụ từ hết ngày"))


class DutyForm(forms.Form):
    """A matter that stands in no list of the system."""

    label = forms.CharField(
        label=_("Việc cần bàn giao"), max_length=300, error_messages={"required": _("Hãy ghi việc cần bàn giao.")}
    )


class AuthoriseForm(forms.Form):
    """Who acts for the chair, how, for how long and by which document."""

    receiver_post = forms.ModelChoiceField(
        label=_("Người được uỷ quyền"),
        queryset=None,
        empty_label=_("Chọn người"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Hãy chọn người được uỷ quyền.")),
    )
    acting_as = forms.ChoiceField(
        label=_("Hình thức"),
        choices=[(kind.value, name) for kind, name in ACTING_NAMES.items()],
        widget=forms.RadioSelect,
        help_text=_("Ký thay và chủ toạ kỳ họp: chỉ Phó Chủ tịch. Chữ này được in trên phần ký của văn bản."),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Hãy chọn hình thức.")),
    )
    document = document_field(required=True)
    field = forms.CharField(
        label=_("Phạm vi"),
        required=False,
        max_length=300,
        help_text=_("Việc được uỷ quyền, ví dụ “ký nghị quyết kỳ họp thứ 6”."),
    )
    from_on = day_field(_("Từ ngày"))
    to_on = day_field(_("Đến hết ngày"))

    def __init__(self, *args: Any, posts: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["receiver_post"]
        choice.queryset = posts
        choice.label_from_instance = lambda post: f"{post.person.full_name} – {post.full_title}"


class GiveForm(forms.Form):
    """To whom a matter is given."""

    receiver = forms.ModelChoiceField(
        label=_("Người nhận"),
        queryset=None,
        empty_label=_("Chọn người nhận"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Hãy chọn người nhận.")),
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=300)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = people  # type: ignore[attr-defined]  # a ModelChoiceField


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
    constituency = forms.ModelChoiceField(
        label=_("Đơn vị bầu cử"), required=False, queryset=None, empty_label=_("Chưa ghi")
    )
    team = forms.ModelChoiceField(label=_("Tổ đại biểu"), required=False, queryset=None, empty_label=_("Chưa phân tổ"))
    full_time = forms.BooleanField(label=_("Hoạt động chuyên trách"), required=False)
    started_on = day_field(_("Là đại biểu từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["constituency"].queryset = list_constituencies()  # type: ignore[attr-defined]  # as below
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
