"""What is typed of invitations and excuses. Shape only; meaning is for the actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.sessions.models import Sitting
from council.sessions.models.invitations import Way

NO = "no"
WHOLE = ""


class GuestsForm(forms.Form):
    """Which people of bodies outside are invited."""

    contacts = forms.ModelMultipleChoiceField(
        label=_("Khách mời"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một người.")},
        help_text=_("Người có tài khoản nhận thông báo và thư; người chỉ có thư điện tử nhận thư."),
    )

    def __init__(self, *args: Any, contacts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = contacts
        self.fields["contacts"].label_from_instance = _contact_line


class AnswerForm(forms.Form):
    """Whether one comes, and how."""

    answer = forms.ChoiceField(
        label=_("Trả lời"), widget=forms.RadioSelect, error_messages={"required": _("Hãy chọn câu trả lời.")}
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, *args: Any, is_guest: bool, online: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [(Way.IN_PERSON.value, _("Sẽ dự") if not online else _("Sẽ dự trực tiếp"))]
        if online:
            choices.append((Way.ONLINE.value, _("Sẽ dự trực tuyến")))
        if is_guest:
            choices.append((NO, _("Không dự được")))
        self.fields["answer"].choices = choices

    def answered(self) -> dict[str, Any]:
        """Return what was chosen as the action takes it."""
        chosen = self.cleaned_data["answer"]
        way = Way.IN_PERSON if chosen == NO else Way(chosen)
        return {"attends": chosen != NO, "way": way, "note": self.cleaned_data["note"]}


class ExcuseForm(forms.Form):
    """From what one asks to be excused, and why."""

    when = forms.ChoiceField(label=_("Xin vắng"), required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi lý do."), "max_length": _("Lý do dài quá 500 ký tự.")},
        help_text=_("Chỉ chủ toạ và văn phòng đọc được lý do này."),
    )

    def __init__(self, *args: Any, sittings: Sequence[Sitting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sittings = {str(sitting.id): sitting for sitting in sittings}
        lines = [(key, f"{each.get_part_display()} {each.day_on:%d/%m/%Y}") for key, each in self.sittings.items()]
        self.fields["when"].choices = [(WHOLE, _("Cả kỳ họp")), *lines]

    def asked(self) -> dict[str, Any]:
        """Return what was typed as the action takes it."""
        return {"sitting": self.sittings.get(self.cleaned_data["when"]), "reason": self.cleaned_data["reason"]}


class RefusalForm(forms.Form):
    """Whether an excuse is accepted; a refusal says why."""

    decision = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[("accept", _("Cho vắng mặt")), ("refuse", _("Không chấp nhận"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn quyết định.")},
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        required=False,
        help_text=_("Bắt buộc khi không chấp nhận; đại biểu đọc được lý do này."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def decided(self) -> dict[str, Any]:
        """Return what was chosen as the action takes it."""
        return {"accepts": self.cleaned_data["decision"] == "accept", "reason": self.cleaned_data["reason"]}


def _contact_line(contact: Any) -> str:
    post = f", {contact.post}" if contact.post else ""
    return f"{contact.body.name}: {contact.full_name}{post}"
