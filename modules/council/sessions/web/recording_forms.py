"""What is typed of a recording: the file, when it began, who may hear it. Shape only."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.sessions.models import Recording, Sitting, Visibility
from kernel.clock import VIETNAM
from kernel.ui.forms import VersionedForm

CLOCK = "%H:%M:%S"


def _clock_field() -> forms.TimeField:
    return forms.TimeField(
        label=_("Bắt đầu ghi lúc"),
        widget=forms.TimeInput(attrs={"type": "time", "step": "1"}, format=CLOCK),
        error_messages={"required": _("Hãy ghi giờ bắt đầu."), "invalid": _("Hãy ghi giờ, ví dụ 08:00:00.")},
        help_text=_("Giờ ở hội trường khi máy ghi âm được bật; nhờ đó mỗi đoạn có giờ thật và biết ai đang phát biểu."),
    )


def _instant(sitting: Sitting, typed: Any) -> datetime:
    return datetime.combine(sitting.day_on, typed, tzinfo=VIETNAM)


class RecordingForm(forms.Form):
    """A recording of a sitting. Browsers forget a chosen file, so a refused form asks for it again."""

    file = forms.FileField(
        label=_("Tệp ghi âm"),
        allow_empty_file=True,
        error_messages={"required": _("Hãy chọn tệp."), "invalid": _("Hãy chọn tệp.")},
        widget=forms.FileInput(attrs={"accept": ".mp3,.m4a,.wav,.ogg,.oga,.opus"}),
    )
    starts_at = _clock_field()
    visibility = forms.ChoiceField(
        label=_("Phạm vi"),
        choices=[
            (Visibility.INTERNAL, _("Phiên họp thường")),
            (Visibility.CLOSED, _("Phiên họp kín: chỉ người được đọc tài liệu kín")),
        ],
        initial=Visibility.INTERNAL,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, sitting: Sitting, limit_megabytes: int, **kwargs: Any) -> None:
        started = sitting.started_at.astimezone(VIETNAM).time() if sitting.started_at else None
        super().__init__(*args, initial={"starts_at": started}, **kwargs)
        self.sitting = sitting
        self.fields["file"].help_text = _(
            "MP3, M4A, WAV hoặc Ogg (Opus, Vorbis), tối đa %(limit)d MB. Không tải lên bản ghi có nội dung mật."
        ) % {"limit": limit_megabytes}

    def starts(self) -> datetime:
        """Return when the recorder was switched on."""
        return _instant(self.sitting, self.cleaned_data["starts_at"])

    def ask_for_the_file_again(self) -> None:
        """Say beside the file that it must be chosen again when something else was wrong."""
        if self.errors and "file" not in self.errors:
            self.add_error("file", _("Hãy chọn lại tệp: trình duyệt không giữ tệp khi trang báo lỗi."))


class StartForm(VersionedForm):
    """When a recording began, put right."""

    starts_at = _clock_field()

    @staticmethod
    def typed_of(recording: Recording) -> dict[str, Any]:
        """Return what the form begins with."""
        return {"starts_at": recording.starts_at.astimezone(VIETNAM).time(), "version": recording.version}

    def starts(self, recording: Recording) -> datetime:
        """Return when the recorder was switched on."""
        return _instant(recording.sitting, self.cleaned_data["starts_at"])
