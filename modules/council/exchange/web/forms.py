"""Forms of reminders: they check the shape, the actions check the meaning."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.exchange import law
from council.exchange.actions import Said
from council.exchange.queries.crossing import Direction, Kind
from council.exchange.workflow import Reply
from kernel.ui.forms import day_field

NEVER = datetime.min.replace(tzinfo=UTC)
LONGEST_PERIOD = timedelta(days=731)
GONE = _("Danh sách vừa thay đổi: có xã, phường không còn việc này. Hãy chọn lại.")


class CrossingsForm(forms.Form):
    """Which of what crossed the border is shown; without days the last three months."""

    loai = forms.ChoiceField(label=_("Loại"), required=False)
    chieu = forms.ChoiceField(label=_("Chiều"), required=False, choices=[("", _("Cả hai")), *Direction.choices])
    tu = day_field(_("Từ ngày"), required=False)
    den = day_field(_("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, kinds: list[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["loai"].choices = [("", _("Tất cả")), *((kind.value, kind.label) for kind in kinds)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """See that the days are in their order and not more than two years."""
        given = super().clean() or {}
        first, last = given.get("tu"), given.get("den")
        if first and last and first > last:
            self.add_error("den", _("Ngày cuối phải sau ngày đầu."))
        if first and last and last - first > LONGEST_PERIOD:
            self.add_error("tu", _("Chọn một khoảng không quá hai năm."))
        return given


class RemindForm(forms.Form):
    """What communes are asked to do; ``key`` makes two presses of the button one reminder."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    communes = forms.MultipleChoiceField(
        label=_("Gửi đến"),
        help_text=_("Mỗi xã, phường nhận một lời nhắc riêng, có ghi căn cứ của chính đơn vị mình."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một xã, phường."), "invalid_choice": GONE},
    )
    subject = forms.CharField(
        label=_("Việc cần làm"),
        max_length=law.LONGEST_SUBJECT,
        error_messages={"required": _("Hãy ghi việc cần làm."), "max_length": _("Việc cần làm dài quá 300 ký tự.")},
    )
    due_on = day_field(_("Làm trước ngày"), help_text=_("Hết ngày này mà chưa làm thì lời nhắc thành quá hạn."))
    note = forms.CharField(
        label=_("Ghi chú"),
        help_text=_("Nơi nhận đọc được câu này."),
        max_length=law.LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Ghi chú dài quá 2.000 ký tự.")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["communes"].choices = choices  # type: ignore[attr-defined]  # a field of choices

    def clean_communes(self) -> list[str]:
        """Return each receiver once, however often it was sent."""
        return list(dict.fromkeys(self.cleaned_data["communes"]))


class MomentRead(forms.Field):
    """When something was changed last, as its writer saw it, to the microsecond; no moment at all is never the last."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the page."""
        return value.isoformat() if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment that came back."""
        try:
            return datetime.fromisoformat(value) if value else None
        except ValueError:
            return NEVER


class AnswerForm(forms.Form):
    """What the commune says; ``read`` is when it said what was on the page."""

    read = MomentRead(required=False)
    reply = forms.ChoiceField(
        label=_("Trả lời"),
        choices=Reply.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một câu trả lời.")},
    )
    promised_on = day_field(_("Ngày sẽ làm xong"), required=False, help_text=_("Chỉ cần khi chọn “Sẽ làm trước ngày”."))
    words = forms.CharField(
        label=_("Lời trả lời"),
        help_text=_("Bắt buộc khi chọn “Không đúng, vì”. Nơi nhắc đọc được câu này."),
        max_length=law.LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Lời trả lời dài quá 2.000 ký tự.")},
    )

    def said(self) -> Said:
        """Return what was answered."""
        given = self.cleaned_data
        return Said(Reply(given["reply"]), given["promised_on"], given["words"])

    def read_again(self, answered_at: datetime | None) -> None:
        """Keep what was typed and let the next answer replace the one that its writer sees now."""
        typed = self.data.copy()
        typed[self.add_prefix("read")] = answered_at.isoformat() if answered_at else ""
        self.data = typed
