"""What is typed of a film. Shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.sessions.models import Visibility
from council.sessions.models.films import SHOWN_TO


class FilmForm(forms.Form):
    """A film: an upload, or a link where the installation knows hosts for one."""

    title = forms.CharField(
        label=_("Tên phim"),
        max_length=200,
        error_messages={"required": _("Hãy ghi tên phim.")},
        help_text=_("Ví dụ “Phóng sự về tiến độ các công trình trọng điểm”."),
    )
    file = forms.FileField(
        label=_("Tệp phim"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".mp4,.webm"}),
    )
    address = forms.URLField(
        label=_("Hoặc liên kết đến phim"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Hãy nhập một địa chỉ đúng, bắt đầu bằng https.")},
    )
    visibility = forms.ChoiceField(
        label=_("Phạm vi"),
        choices=[(each.value, each.label) for each in SHOWN_TO],
        initial=Visibility.INTERNAL,
        widget=forms.RadioSelect,
        help_text=_("Phim công khai hiện trên trang kỳ họp của cổng thông tin sau khi phát hành."),
    )

    def __init__(self, *args: Any, limit_megabytes: int, hosts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("MP4 hoặc WebM, tối đa %(limit)d MB.") % {"limit": limit_megabytes}
        if hosts:
            self.fields["address"].help_text = _("Địa chỉ https tại: %(hosts)s.") % {"hosts": ", ".join(hosts)}
        else:
            del self.fields["address"]

    def ask_for_the_file_again(self) -> None:
        """Say beside the file that it must be chosen again when something else was wrong."""
        if self.errors and self.files.get("file") and "file" not in self.errors:
            self.add_error("file", _("Hãy chọn lại tệp: trình duyệt không giữ tệp khi trang báo lỗi."))
