"""What is typed of a dossier: its registration, each step, its papers, remarks and those who look on. Shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.people.queries import list_committees
from council.sessions.actions.dossiers import Registration
from council.sessions.actions.verification import CommitteeSitting
from council.sessions.law import DossierPaperKind
from council.sessions.models import AnswerKind, Dossier, ItemKind, View
from council.sessions.models.dossiers import DOSSIER_KINDS, PAPER_KIND_NAMES
from council.sessions.queries.dossiers import list_registrable_sessions, list_year_matters
from council.sessions.web.forms_preparing import FileAgain
from kernel.ui import forms as shared
from kernel.ui.forms import VersionedForm, day_field

LIMIT_MEGABYTES = 50
SMALL, LARGE = {"rows": 2}, {"rows": 5}
_FILE_ERRORS = {"required": _("Hãy chọn tệp."), "invalid": _("Hãy chọn tệp.")}
_FILE_HELP = _("PDF, Word (.docx) hoặc Excel (.xlsx), tối đa 50 MB. Không tải lên tài liệu có dấu chỉ độ mật.")
_FILES = {"accept": ".pdf,.docx,.xlsx"}


def _text(
    label: Any, limit: int, *, required: bool = True, help_text: Any = "", large: bool = False
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=limit,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs=LARGE if large else SMALL),
        error_messages={"required": _("Hãy ghi nội dung.")},
    )


class RegistrationForm(forms.Form):
    """A matter that somebody registers for a session."""

    session: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Kỳ họp"),
        queryset=None,
        empty_label=_("Chọn kỳ họp"),
        error_messages={"required": _("Hãy chọn kỳ họp.")},
    )
    title = _text(_("Nội dung"), 400, help_text=_("Tên nội dung như sẽ ghi trong chương trình kỳ họp."))
    kind = forms.ChoiceField(label=_("Loại"), choices=DOSSIER_KINDS, widget=forms.RadioSelect)
    purpose = _text(_("Sự cần thiết"), 2000, required=False, large=True)
    body: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Cơ quan trình"), queryset=None, required=False, empty_label=_("Không phải cơ quan ngoài Hội đồng")
    )
    submitting_committee: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Ban trình"), queryset=None, required=False, empty_label=_("Không phải ban của Hội đồng")
    )

    def __init__(self, *args: Any, bodies: Any, committees: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("session", list_registrable_sessions(), lambda one: f"{one.title} ({one.opens_on:%d/%m/%Y})")
        self._choose("body", bodies, lambda one: one.name)
        self._choose("submitting_committee", committees, lambda one: one.name)
        for name, several in (("body", bodies), ("submitting_committee", committees)):
            if not several:
                del self.fields[name]

    def _choose(self, name: str, queryset: Any, label: Any) -> None:
        field: Any = self.fields[name]
        field.queryset, field.label_from_instance = queryset, label

    def registration(self) -> Registration:
        """Return what was typed as the action takes it."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Registration(**{**typed, "kind": ItemKind(typed["kind"])})

    @staticmethod
    def typed_of(dossier: Dossier) -> dict[str, Any]:
        """Return what the form begins with for a matter that is registered already."""
        names = ("title", "kind", "purpose", "version")
        keys = {name: getattr(dossier, f"{name}_id") for name in ("session", "body", "submitting_committee")}
        return {**{name: getattr(dossier, name) for name in names}, **keys}


class EditRegistrationForm(VersionedForm, RegistrationForm):
    """What was registered, before it is decided."""


class AcceptForm(forms.Form):
    """The ground on which a matter comes onto the list."""

    listed: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Dòng trong danh mục của năm"), queryset=None, required=False, empty_label=_("Không có trong danh mục")
    )
    exception_document = forms.CharField(
        label=_("Văn bản chỉ đạo cho phép trình ngoài danh mục"),
        max_length=200,
        required=False,
        help_text=_("Số, ký hiệu, cơ quan ban hành, ví dụ “115-CV/TU ngày 02/11/2026 của Thường trực Tỉnh uỷ”."),
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["listed"]
        field.queryset = list_year_matters(dossier.session.opens_on.year)


class AssignForm(forms.Form):
    """Who examines a matter, and who drafts it."""

    committee: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Ban thẩm tra"),
        queryset=None,
        empty_label=_("Chọn ban"),
        error_messages={"required": _("Hãy chọn ban thẩm tra.")},
    )
    drafter = forms.CharField(
        label=_("Đơn vị soạn thảo"),
        max_length=200,
        required=False,
        help_text=_("Để trống khi cơ quan trình tự soạn thảo."),
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:  # noqa: ARG002 -- each step's form is made alike
        super().__init__(*args, **kwargs)
        field: Any = self.fields["committee"]
        field.queryset, field.label_from_instance = list_committees(), lambda one: one.name


class NoWords(forms.Form):
    """A step that asks for nothing."""

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:  # noqa: ARG002 -- as above
        super().__init__(*args, **kwargs)


class WhyForm(NoWords, shared.ReasonForm):
    """A step that says why."""


class GiveBackForm(WhyForm):
    """What is missing, and until when the dossier comes again."""

    again_due_on = day_field(_("Hạn gửi lại"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Tài liệu còn thiếu, điều phải bổ sung")


class ExaminationForm(NoWords):
    """The committee's sitting on a dossier."""

    held_on = day_field(_("Ngày họp"))
    attendees = _text(
        _("Thành viên dự"), 1000, help_text=_("Họ tên, chức vụ; nhiều người cách nhau bằng dấu chấm phẩy.")
    )
    invited = _text(_("Cơ quan được mời"), 1000, required=False)
    conclusion = _text(_("Kết luận"), 2000, required=False, large=True)

    def sitting(self) -> CommitteeSitting:
        """Return what was typed as the action takes it."""
        return CommitteeSitting(**self.cleaned_data)


class ReportForm(FileAgain, NoWords):
    """The verification report."""

    upload = "file"

    report_number = forms.CharField(
        label=_("Số báo cáo thẩm tra"), max_length=120, help_text=_("Ví dụ “71/BC-HĐND ngày 12/11/2026”.")
    )
    opinion = _text(
        _("Chính kiến của Ban"), 2000, large=True, help_text=_("Nhất trí hay không, đề nghị gì với Hội đồng.")
    )
    file = forms.FileField(
        label=_("Tệp báo cáo"),
        allow_empty_file=True,
        error_messages=_FILE_ERRORS,
        help_text=_FILE_HELP,
        widget=forms.FileInput(attrs=_FILES),
    )


class PlaceForm(NoWords):
    """Why a matter comes late onto the agenda, if it does."""

    late_reason = _text(
        _("Lý do bổ sung muộn"),
        300,
        required=False,
        help_text=_("Chỉ cần khi đã quá hạn gửi tài liệu; đại biểu thấy lý do này."),
    )


class TakeUpForm(forms.Form):
    """For which session a matter is prepared now."""

    session: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Kỳ họp"),
        queryset=None,
        empty_label=_("Chọn kỳ họp"),
        error_messages={"required": _("Hãy chọn kỳ họp.")},
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.queryset = list_registrable_sessions().exclude(id=dossier.session_id)
        field.label_from_instance = lambda one: f"{one.title} ({one.opens_on:%d/%m/%Y})"


class DossierPaperForm(FileAgain):
    """A paper that the submitter gives; the one that stands for its kind is replaced."""

    upload = "file"

    kind = forms.ChoiceField(label=_("Loại tài liệu"), choices=list(PAPER_KIND_NAMES.items()))
    title = forms.CharField(
        label=_("Tên tài liệu"),
        max_length=300,
        required=False,
        help_text=_("Để trống thì lấy tên loại tài liệu."),
    )
    file = forms.FileField(
        label=_("Tệp"),
        allow_empty_file=True,
        error_messages=_FILE_ERRORS,
        help_text=_FILE_HELP,
        widget=forms.FileInput(attrs=_FILES),
    )
    change_note = _text(
        _("Nội dung thay đổi"),
        500,
        required=False,
        help_text=_("Khi thay bản cũ: bản này khác gì. Ban thẩm tra đọc câu này."),
    )

    def kind_given(self) -> DossierPaperKind:
        """Return the kind that was chosen."""
        return DossierPaperKind(self.cleaned_data["kind"])


class RemarkForm(forms.Form):
    """One point of the verification report; the committee's view of it must be said (Q-108)."""

    point = _text(_("Ý kiến thẩm tra"), 2000, large=True, help_text=_("Một ý kiến một lần: điểm nào, đề nghị gì."))
    view = forms.ChoiceField(
        label=_("Chính kiến của Ban"),
        choices=View.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn chính kiến của Ban về ý kiến này.")},
    )


class EditRemarkForm(VersionedForm, RemarkForm):
    """A point that stands already."""


class AnswerForm(VersionedForm):
    """The submitter's answer to one remark."""

    kind = forms.ChoiceField(
        label=_("Trả lời"),
        choices=AnswerKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn tiếp thu hay giải trình.")},
    )
    answer = _text(_("Nội dung trả lời"), 2000, large=True, help_text=_("Sửa ở điều nào, hoặc vì sao giữ nguyên."))


class ConfirmForm(VersionedForm):
    """Nothing is typed: the committee has read the answer that stands in this version."""


class DisputeForm(VersionedForm):
    """Why the committee does not agree with an answer."""

    objection = _text(_("Vì sao chưa thống nhất"), 500)


class SettleForm(VersionedForm):
    """What the standing committee decides on a disputed remark."""

    decision = _text(_("Quyết định của Thường trực"), 2000, large=True)


class ObserverForm(forms.Form):
    """A member of a committee who takes part from the drafting on."""

    person: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Thành viên ban"),
        queryset=None,
        empty_label=_("Chọn người"),
        error_messages={"required": _("Hãy chọn người.")},
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset, field.label_from_instance = people, lambda one: one.full_name


class MatterForm(forms.Form):
    """A line of the year's list."""

    title = _text(_("Nội dung"), 400)
    kind = forms.ChoiceField(label=_("Loại"), choices=DOSSIER_KINDS, widget=forms.RadioSelect)
    submitter = forms.CharField(label=_("Cơ quan trình"), max_length=200, required=False)
    document = forms.CharField(
        label=_("Nghị quyết về danh mục"),
        max_length=200,
        help_text=_("Số, ký hiệu của nghị quyết thông qua hoặc điều chỉnh danh mục, ví dụ “46/NQ-HĐND”."),
        error_messages={"required": _("Hãy ghi số, ký hiệu của văn bản.")},
    )
