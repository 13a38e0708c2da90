"""What is typed of posts, teams, committees and the term."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.people import law
from council.people.law import CommitteeKind
from council.people.models import Mandate, OutsideOffice
from council.people.queries import list_committees, list_teams
from council.people.web.forms import document_field
from council.people.workflow import MandateState, Rank, TermState
from council.roles import ROLE_NAMES
from kernel.ui.forms import day_field

KIND_NAMES = {
    CommitteeKind.LEGAL: _("Pháp chế"),
    CommitteeKind.ECONOMY_BUDGET: _("Kinh tế - Ngân sách"),
    CommitteeKind.CULTURE_SOCIETY: _("Văn hoá - Xã hội"),
    CommitteeKind.ETHNIC_AFFAIRS: _("Dân tộc"),
    CommitteeKind.URBAN: _("Đô thị"),
    CommitteeKind.ECONOMY_SOCIETY: _("Kinh tế - Xã hội"),
}
NAME = {"required": _("Hãy nhập tên.")}


class AppointForm(forms.Form):
    """A post that a delegate takes; committee or team only where the post is one of theirs."""

    role = forms.ChoiceField(
        label=_("Chức vụ"),
        choices=[(role.value, name) for role, name in ROLE_NAMES.items() if role in law.FOR_DELEGATES],
    )
    rank = forms.ChoiceField(
        label=_("Cấp"),
        choices=Rank.choices,
        initial=Rank.PRINCIPAL,
        required=False,
        help_text=_("Cấp phó: Phó Trưởng ban hoặc Tổ phó."),
    )
    committee = forms.ModelChoiceField(
        label=_("Ban"), required=False, queryset=None, empty_label=_("Không thuộc ban nào"),
        help_text=_("Chọn khi là Trưởng ban, Phó Trưởng ban hoặc Uỷ viên ban."),
    )  # fmt: skip
    team = forms.ModelChoiceField(
        label=_("Tổ đại biểu"), required=False, queryset=None, empty_label=_("Không thuộc tổ nào"),
        help_text=_("Chọn khi là Tổ trưởng hoặc Tổ phó."),
    )  # fmt: skip
    from_on = day_field(_("Từ ngày"))
    decision = forms.CharField(
        label=_("Văn bản bầu, phân công"),
        required=False,
        max_length=120,
        help_text=_("Số, ký hiệu và ngày của văn bản."),
    )
    despite = forms.CharField(
        label=_("Lý do vẫn ghi nhận"),
        required=False,
        max_length=300,
        help_text=_("Chỉ ghi khi hệ thống nhắc vượt số lượng hoặc kiêm nhiệm không nên có."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = list_committees()  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["team"].queryset = list_teams()  # type: ignore[attr-defined]  # as above

    def clean_rank(self) -> str:
        """Return the first rank when none is chosen."""
        return self.cleaned_data["rank"] or Rank.PRINCIPAL


class FillForm(AppointForm):
    """A post to be filled, with the delegate who takes it."""

    delegate = forms.ModelChoiceField(
        label=_("Đại biểu"),
        queryset=None,
        empty_label=_("Chọn đại biểu"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Hãy chọn đại biểu.")),
    )
    field_order = ("delegate", "role", "rank", "committee", "team", "from_on", "decision", "despite")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = Mandate.objects.filter(state=MandateState.ACTIVE, term__state=TermState.CURRENT)
        choice: Any = self.fields["delegate"]
        choice.queryset = active.select_related("person").by_name()
        choice.label_from_instance = lambda mandate: mandate.person.full_name


class TeamForm(forms.Form):
    """A team's name and area."""

    name = forms.CharField(label=_("Tên tổ"), max_length=120, error_messages=NAME)
    area = forms.CharField(
        label=_("Địa bàn"), required=False, max_length=300, help_text=_("Các đơn vị bầu cử hoặc xã, phường của tổ.")
    )


class NewTeamForm(TeamForm):
    """A new team, with its number."""

    number = forms.IntegerField(
        label=_("Tổ số"),
        min_value=1,
        max_value=99,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("Hãy nhập số từ 1 đến 99.")),
    )
    field_order = ("number", "name", "area")


class CommitteeForm(forms.Form):
    """A committee's name."""

    name = forms.CharField(label=_("Tên ban"), max_length=120, error_messages=NAME)


class NewCommitteeForm(CommitteeForm):
    """A new committee of one of the kinds that the law knows."""

    kind = forms.ChoiceField(label=_("Lĩnh vực"), choices=[(kind.value, name) for kind, name in KIND_NAMES.items()])
    field_order = ("kind", "name")


class MoveForm(forms.Form):
    """Into which team, from when and by what."""

    team = forms.ModelChoiceField(
        label=_("Tổ mới"),
        queryset=None,
        empty_label=_("Chọn tổ"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Hãy chọn tổ.")),
    )
    on = day_field(_("Từ ngày"))
    document = document_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = list_teams()  # type: ignore[attr-defined]  # a ModelChoiceField


class OutsideOfficeForm(forms.Form):
    """An office in the executive."""

    office = forms.ChoiceField(
        label=_("Chức vụ trong cơ quan hành chính"),
        choices=OutsideOffice.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Dùng để kiểm tra việc kiêm nhiệm khi ghi nhận chức vụ."),
    )


class TermForm(forms.Form):
    """The numbers of the present term."""

    seats_total = forms.IntegerField(label=_("Tổng số đại biểu được bầu"), min_value=0, max_value=500)
    merged_from = forms.IntegerField(
        label=_("Hợp nhất từ mấy đơn vị cùng cấp"),
        min_value=1,
        max_value=9,
        help_text=_("1 khi không sắp xếp; số Phó Chủ tịch, Phó Trưởng ban tối đa tính theo số này."),
    )
