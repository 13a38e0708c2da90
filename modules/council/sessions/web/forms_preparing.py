"""What is typed of the joint conference, the year's plan, a break and the completed file. Shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.sessions.actions.preparing import Meeting
from council.sessions.models import YearPlan
from kernel.files.models import StoredFile
from kernel.ui import forms as shared
from kernel.ui.forms import day_field

SMALL = {"rows": 2}
_PDF = {"accept": ".pdf,.docx"}
_BODY = {"required": _("Hãy ghi ai dự hội nghị thay mặt cơ quan này.")}


class FileAgain(forms.Form):
    """A form with an upload; ``upload`` names its field."""

    upload = "minutes"

    def ask_for_the_file_again(self) -> None:
        """Say beside the file that it must be chosen again when something else was wrong."""
        if self.errors and self.upload not in self.errors and self.files.get(self.upload):
            self.add_error(self.upload, _("Hãy chọn lại tệp: trình duyệt không giữ tệp khi trang báo lỗi."))


class ConferenceForm(FileAgain):
    """The joint conference: who took part, when, and where it is written."""

    held_on = day_field(_("Ngày họp"))
    for_council = forms.CharField(
        label=_("Dự họp thay mặt Thường trực Hội đồng nhân dân"),
        max_length=300,
        error_messages=_BODY,
        help_text=_("Họ tên, chức vụ; nhiều người cách nhau bằng dấu chấm phẩy."),
    )
    for_executive = forms.CharField(label=_("Dự họp thay mặt Uỷ ban nhân dân"), max_length=300, error_messages=_BODY)
    for_front = forms.CharField(
        label=_("Dự họp thay mặt Ban Thường trực Uỷ ban Mặt trận Tổ quốc"), max_length=300, error_messages=_BODY
    )
    document = forms.CharField(
        label=_("Số biên bản hoặc thông báo kết luận"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ “15/TB-HĐND ngày 20/10/2026”. Ghi số, hoặc tải tệp biên bản lên."),
    )
    minutes = forms.FileField(
        label=_("Tệp biên bản"), required=False, allow_empty_file=True, widget=forms.FileInput(attrs=_PDF),
        help_text=_("PDF hoặc Word (.docx), tối đa 50 MB. Không tải lên tài liệu có dấu chỉ độ mật."),
    )  # fmt: skip
    late_reason = forms.CharField(
        label=_("Lý do họp muộn"),
        max_length=500,
        required=False,
        help_text=_("Chỉ cần khi hội nghị họp sau ngày ghi ở trên."),
        widget=forms.Textarea(attrs=SMALL),
    )

    def meeting(self, stored: StoredFile | None) -> Meeting:
        """Return what was typed as the action takes it."""
        return Meeting(**{**self.cleaned_data, "minutes": stored})


class YearPlanForm(forms.Form):
    """By which resolution the council planned the regular sessions of a year."""

    document = forms.CharField(
        label=_("Nghị quyết về kế hoạch"),
        max_length=200,
        help_text=_("Số, ký hiệu, ví dụ “45/NQ-HĐND”."),
        error_messages={"required": _("Hãy ghi số, ký hiệu của văn bản.")},
    )
    decided_on = day_field(_("Ngày thông qua"))

    @staticmethod
    def typed_of(plan: YearPlan | None) -> dict[str, Any]:
        """Return what the form begins with."""
        return {} if plan is None else {"document": plan.document, "decided_on": plan.decided_on}


class PauseForm(shared.ReasonForm):
    """Why the session is interrupted, and when it goes on."""

    resumes_on = day_field(_("Họp tiếp từ ngày"))


class PostponeForm(shared.ReasonForm):
    """Why the session is put off, and to which day if that is known."""

    expected_on = day_field(_("Dự kiến họp lại ngày"), required=False, help_text=_("Để trống khi chưa định được ngày."))


class ArchiveForm(FileAgain):
    """The signed minutes that complete the file."""

    minutes = forms.FileField(
        label=_("Biên bản kỳ họp đã ký"),
        allow_empty_file=True,
        error_messages={"required": _("Hãy chọn tệp."), "invalid": _("Hãy chọn tệp.")},
        help_text=_("PDF hoặc Word (.docx), tối đa 50 MB, có chữ ký của chủ toạ và thư ký."),
        widget=forms.FileInput(attrs=_PDF),
    )
    signed_on = day_field(_("Ngày ký biên bản"))
    late_reason = forms.CharField(
        label=_("Lý do ký chậm"),
        max_length=500,
        required=False,
        help_text=_("Chỉ cần khi biên bản ký sau ngày ghi ở trên và chưa ghi lý do."),
        widget=forms.Textarea(attrs=SMALL),
    )
