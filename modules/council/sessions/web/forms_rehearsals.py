"""What is chosen for a rehearsal."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from council.sessions.models import CouncilSession


class RehearsalForm(forms.Form):
    """From which session it is filled, and whether everybody counts as present from the start."""

    of = forms.ModelChoiceField(
        label=_("Tập theo chương trình"),
        queryset=CouncilSession.objects.none(),
        required=False,
        empty_label=_("Chương trình ngắn có sẵn (3 nội dung)"),
        help_text=_("Lấy chương trình, tài liệu đã phát hành và danh sách mời của kỳ họp được chọn."),
    )
    all_present = forms.BooleanField(
        label=_("Ghi sẵn mọi đại biểu có mặt"),
        required=False,
        initial=True,
        help_text=_("Để chủ toạ tập một mình. Bỏ chọn khi đại biểu cùng dự và tự điểm danh."),
    )

    def __init__(self, *args: Any, sessions: QuerySet[CouncilSession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].queryset = sessions


class WipeForm(forms.Form):
    """Nothing is typed: whoever presses has read what will be gone."""
