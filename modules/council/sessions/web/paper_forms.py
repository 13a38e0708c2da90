"""What is typed of a paper: the paper itself, what a new version changes, who may read a restricted one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.people.queries import list_committees
from council.roles import ROLE_NAMES, Role
from council.sessions.actions.audience import Audience
from council.sessions.models import Paper, Visibility
from council.sessions.queries.papers import list_possible_readers

# Whom papers are handed to; the office sees them all, and nobody else comes to the list.
RECEIVING_ROLES = (
    Role.COUNCIL_CHAIR,
    Role.COUNCIL_VICE_CHAIR,
    Role.COMMITTEE_HEAD,
    Role.COMMITTEE_MEMBER,
    Role.TEAM_LEADER,
    Role.DELEGATE,
    Role.SESSION_SECRETARY,
)


class AudienceForm(forms.Form):
    """Who may read a restricted paper."""

    roles = forms.MultipleChoiceField(
        label=_("Vai trò được đọc"),
        choices=[(role.value, ROLE_NAMES[role]) for role in RECEIVING_ROLES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    committees: "forms.ModelMultipleChoiceField[Any]" = forms.ModelMultipleChoiceField(
        label=_("Ban được đọc"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    people: "forms.ModelMultipleChoiceField[Any]" = forms.ModelMultipleChoiceField(
        label=_("Đại biểu được đọc"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        committees: Any = self.fields["committees"]
        people: Any = self.fields["people"]
        committees.queryset, people.queryset = list_committees(), list_possible_readers()
        committees.label_from_instance = lambda committee: committee.name
        people.label_from_instance = lambda person: person.full_name

    @staticmethod
    def typed_of(paper: Paper) -> dict[str, Any]:
        """Return what the form begins with for a paper that stands already."""
        lines = list(paper.audience.all())
        return {
            "roles": [line.role for line in lines if line.role],
            "committees": [line.committee_id for line in lines if line.committee_id],
            "people": [line.person_id for line in lines if line.person_id],
        }

    def audience(self) -> Audience:
        """Return what was ticked as the action takes it."""
        typed = self.cleaned_data
        return Audience(frozenset(typed["roles"]), frozenset(typed["committees"]), frozenset(typed["people"]))


class PaperForm(AudienceForm):
    """A paper with its file. Browsers forget a chosen file, so a refused form asks for it again."""

    title = forms.CharField(
        label=_("Tên tài liệu"),
        max_length=300,
        error_messages={"required": _("Hãy ghi tên tài liệu.")},
        help_text=_("Ví dụ “Tờ trình về dự toán ngân sách năm 2027”."),
    )
    item: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Thuộc nội dung"), queryset=None, required=False, empty_label=_("Tài liệu chung của kỳ họp")
    )
    visibility = forms.ChoiceField(
        label=_("Phạm vi"),
        choices=Visibility.choices,
        initial=Visibility.INTERNAL,
        widget=forms.RadioSelect,
        help_text=_(
            "Tài liệu công khai được đưa lên cổng thông tin khi phát hành. Tài liệu của phiên họp kín và tài liệu "
            "hạn chế không bao giờ được lưu về máy của đại biểu; tài liệu hạn chế chỉ những người chọn ở dưới tìm thấy."
        ),
    )
    file = forms.FileField(
        label=_("Tệp"),
        allow_empty_file=True,
        error_messages={"required": _("Hãy chọn tệp."), "invalid": _("Hãy chọn tệp.")},
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx"}),
    )
    field_order = ("title", "item", "file", "change_note", "visibility", "roles", "committees", "people")

    def __init__(self, *args: Any, items: Any, limit_megabytes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["item"]
        choice.queryset = items
        self.fields["roles"].help_text = _("Chỉ dùng cho tài liệu hạn chế.")
        self.fields["file"].help_text = _(
            "PDF, Word (.docx) hoặc Excel (.xlsx), tối đa %(limit)d MB. Không tải lên tài liệu có dấu chỉ độ mật."
        ) % {"limit": limit_megabytes}

    def ask_for_the_file_again(self) -> None:
        """Say beside the file that it must be chosen again when something else was wrong."""
        if self.errors and "file" not in self.errors:
            self.add_error("file", _("Hãy chọn lại tệp: trình duyệt không giữ tệp khi trang báo lỗi."))


class NewVersionForm(PaperForm):
    """A new version, with what it changes: whoever had opened the old one reads it in the notice."""

    change_note = forms.CharField(
        label=_("Nội dung thay đổi"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Người đã mở bản cũ được báo kèm câu này. Ví dụ “Sửa số liệu chi đầu tư ở trang 4”."),
    )
