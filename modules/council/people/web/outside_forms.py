"""What is typed of bodies outside the council and of their contacts."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from council.people.actions import Particulars, Reached
from council.people.law import OutsideKind
from council.people.models import OUTSIDE_KINDS
from council.people.queries import list_active
from council.people.web.forms import EMAIL, FULL_NAME, not_ahead, past_day_field
from kernel.ui.forms import VersionedForm, day_field

KINDS = [(kind.value, name) for kind, name in OUTSIDE_KINDS.items()]
_REASON = {"required": _("Hãy ghi lý do."), "max_length": _("Lý do dài quá 300 ký tự.")}


class OutsideFilter(forms.Form):
    """Which bodies the list shows; what is strange filters nothing."""

    tim = forms.CharField(label=_("Tên, tên viết tắt"), required=False, max_length=120)
    loai = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Tất cả")), *KINDS])
    ca_da_ngung = forms.BooleanField(label=_("Cả cơ quan đã ngừng"), required=False)

    def wanted(self) -> dict[str, Any]:
        """Return what the query filters by."""
        if not self.is_valid():
            return {}
        names = {"text": "tim", "kind": "loai", "with_ended": "ca_da_ngung"}
        return {name: self.cleaned_data[field] for name, field in names.items()}


class OutsideForm(forms.Form):
    """A body outside the council."""

    name = forms.CharField(label=_("Tên"), max_length=160, error_messages={"required": _("Hãy nhập tên.")})
    abbreviation = forms.CharField(
        label=_("Tên viết tắt"), required=False, max_length=40, help_text=_("Ví dụ “STC”, “UBMTTQ”.")
    )
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=[("", _("Chọn loại")), *KINDS],
        help_text=_("Vai trò của tài khoản được mời tính theo loại này; khách mời không có tài khoản."),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Hãy chọn loại.")),
    )
    address = forms.CharField(label=_("Địa chỉ"), required=False, max_length=200)
    email = forms.EmailField(label=_("Hộp thư chung"), required=False, max_length=254, error_messages=EMAIL)

    def particulars(self) -> Particulars:
        """Return what was typed."""
        typed = {name: self.cleaned_data[name] for name in OutsideForm.base_fields}
        return Particulars(**{**typed, "kind": OutsideKind(typed["kind"])})


class EditOutsideForm(VersionedForm, OutsideForm):
    """What is known of a body, changed."""


class ContactForm(forms.Form):
    """Somebody to whom the council writes."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120, error_messages=FULL_NAME)
    post = forms.CharField(label=_("Chức vụ"), required=False, max_length=160)
    phone = forms.CharField(label=_("Điện thoại"), required=False, max_length=20)
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        max_length=254,
        help_text=_("Thư mời dùng hệ thống gửi đến đây; đây cũng là tên đăng nhập."),
        error_messages=EMAIL,
    )

    def reached(self) -> Reached:
        """Return what was typed of the person."""
        return Reached(*(self.cleaned_data[name] for name in ("full_name", "post", "phone", "email")))


class EditContactForm(VersionedForm, ContactForm):
    """What is known of a contact, changed."""


class NewContactForm(ContactForm):
    """A new contact, with the first day."""

    from_on = day_field(_("Là đầu mối từ ngày"))


class EndContactForm(forms.Form):
    """From when somebody is no longer a contact, and why."""

    on = past_day_field(_("Thôi từ ngày"), help_text=_("Từ 0 giờ ngày này, tài khoản không còn quyền của cơ quan."))
    reason = forms.CharField(label=_("Lý do"), required=False, max_length=300, error_messages=_REASON)

    def clean_on(self) -> date:
        """Refuse a day that is still to come."""
        return not_ahead(self.cleaned_data["on"])


class EndOutsideForm(EndContactForm):
    """From when a body is no more, why, and which body takes its place."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=300, help_text=_("Ví dụ “sáp nhập theo Nghị quyết số …”."), error_messages=_REASON
    )
    successor = forms.ModelChoiceField(
        label=_("Cơ quan kế thừa"), required=False, queryset=None, empty_label=_("Không có")
    )

    def __init__(self, *args: Any, ending: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["successor"]
        choice.queryset = list_active().exclude(pk=ending)
