"""What is typed when data kept apart of a person is changed: an empty field keeps what is there, unseen."""

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.people.models import Education, Party, SensitiveProfile
from council.people.models.composition import ETHNIC_GROUPS, RELIGIONS
from kernel import clock
from kernel.ui.forms import day_field

_KEPT = ("", _("Giữ nguyên"))
_FILLED, _EMPTY = _("Đang có dữ liệu; để trống là giữ nguyên."), _("Chưa ghi.")


def _words(words: Collection[str]) -> list[tuple[str, Any]]:
    return [_KEPT, *((word, word) for word in words)]


class SensitiveForm(forms.Form):
    """The fields anew, which to empty, and why."""

    birth_on = day_field(_("Ngày sinh"), required=False)
    id_number = forms.CharField(label=_("Số định danh cá nhân"), required=False, max_length=20)
    home_address = forms.CharField(label=_("Nơi ở"), required=False, max_length=200)
    ethnicity = forms.ChoiceField(label=_("Dân tộc"), required=False, choices=_words(ETHNIC_GROUPS))
    religion = forms.ChoiceField(label=_("Tôn giáo"), required=False, choices=_words(RELIGIONS))
    party = forms.ChoiceField(
        label=_("Đảng viên"),
        required=False,
        choices=[_KEPT, *((each.value, each.label) for each in Party if each.value)],
    )
    education = forms.ChoiceField(label=_("Trình độ"), required=False, choices=[_KEPT, *Education.choices])
    planning = forms.CharField(
        label=_("Quy hoạch chức danh"),
        required=False,
        max_length=300,
        help_text=_("Chức danh và giai đoạn, ví dụ “Phó Trưởng ban, 2026-2031”."),
        error_messages={"max_length": _("Quy hoạch dài quá 300 ký tự.")},
    )
    cleared = forms.MultipleChoiceField(
        label=_("Xoá dữ liệu đang có"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    reason = forms.CharField(
        label=_("Căn cứ sửa"),
        max_length=300,
        help_text=_("Được ghi vào nhật ký cùng tên các ô đã sửa; nội dung dữ liệu không được ghi."),
        error_messages={"required": _("Hãy ghi căn cứ sửa."), "max_length": _("Căn cứ dài quá 300 ký tự.")},
    )

    def __init__(self, *args: Any, filled: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SensitiveProfile.FIELDS:
            stands = _FILLED if name in filled else _EMPTY
            self.fields[name].help_text = " ".join(
                str(words) for words in (self.fields[name].help_text, stands) if words
            )
        choice: Any = self.fields["cleared"]
        choice.choices = [(name, self.fields[name].label) for name in SensitiveProfile.FIELDS if name in filled]
        if not filled:
            del self.fields["cleared"]

    def clean_id_number(self) -> str:
        """Return twelve digits, or nothing."""
        digits: str = self.cleaned_data["id_number"].replace(" ", "")
        if digits and not re.fullmatch(r"\d{12}", digits, re.ASCII):
            raise forms.ValidationError(_("Số định danh phải gồm đúng 12 chữ số."))
        return digits

    def clean_birth_on(self) -> Any:
        """Refuse a day of birth that is still to come."""
        day = self.cleaned_data["birth_on"]
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("Ngày sinh không được ở tương lai."))
        return day

    def amendment(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {
            "values": {name: self.cleaned_data[name] for name in SensitiveProfile.FIELDS},
            "cleared": self.cleaned_data.get("cleared", ()),
            "reason": self.cleaned_data["reason"],
        }
