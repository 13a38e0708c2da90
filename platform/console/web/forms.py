"""What operators type. Shape only; what it means is for the actions."""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from console.actions import OWN_NAME
from presets.units import UnknownUnit, provinces, unit_of
from tenancy.workflow import Status


class FleetForm(forms.Form):
    """The filter of the fleet; everything may be left empty."""

    tim = forms.CharField(label=_("Tên đơn vị, mã hoặc tên miền"), max_length=120, required=False)
    tinh = forms.ChoiceField(label=_("Tỉnh, thành phố"), required=False)
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Mọi trạng thái")), *Status.choices]
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tinh"].choices = [("", _("Cả nước")), *choices]  # type: ignore[attr-defined]  # a ChoiceField


class ChooseForm(forms.Form):
    """Which units to look at: by province, or by name over the nation."""

    tinh = forms.ChoiceField(label=_("Tỉnh, thành phố"), required=False)
    tim = forms.CharField(
        label=_("Tìm đơn vị trên cả nước"),
        max_length=120,
        required=False,
        help_text=_("Gõ có dấu hoặc không dấu, ví dụ: hoa lu."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(unit.code, unit.name) for unit in provinces()]
        self.fields["tinh"].choices = [("", _("Chọn tỉnh, thành phố")), *names]  # type: ignore[attr-defined]  # as above


class UnitsForm(forms.Form):
    """The chosen units, by their official codes."""

    don_vi = forms.TypedMultipleChoiceField(label=_("Đơn vị"), coerce=unit_of)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        codes = data.getlist("don_vi")
        self.fields["don_vi"].choices = [(code, code) for code in codes if _is_unit(code)]  # type: ignore[attr-defined]  # as above
        self.fields["don_vi"].error_messages["required"] = _("Hãy chọn ít nhất một hội đồng.")


class StartForm(forms.Form):
    """On which document the onboarding rests, and whom to invite."""

    ground = forms.CharField(
        label=_("Căn cứ khởi tạo"), max_length=300, help_text=_("Số, ngày văn bản hoặc hợp đồng làm căn cứ.")
    )
    admin_name = forms.CharField(label=_("Họ tên người quản trị đầu tiên"), max_length=200, required=False)
    admin_email = forms.CharField(
        label=_("Địa chỉ thư của người quản trị đầu tiên"),
        max_length=254,
        required=False,
        help_text=_(
            "Với nhiều hội đồng, viết {ten} ở chỗ tên miền con, ví dụ: hdnd.{ten}@ninhbinh.gov.vn. "
            "Để trống nếu sẽ mời sau."
        ),
        widget=forms.TextInput(attrs={"inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_admin_email(self) -> str:
        """Return the address or the pattern of addresses.

        :raises ValidationError: with a name put in, it would be no address.
        """
        typed: str = self.cleaned_data["admin_email"].strip().lower()
        if typed:
            validate_email(typed.replace(OWN_NAME, "ten"))
        return typed


class ReasonForm(forms.Form):
    """The reason of a step that cannot be taken back silently."""

    reason = forms.CharField(label=_("Lý do, số văn bản"), max_length=500, widget=forms.Textarea(attrs={"rows": "3"}))


class ReaderForm(forms.Form):
    """Whom to let in as a reader for a central agency, and on which document that rests."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=80)
    agency = forms.CharField(label=_("Cơ quan"), max_length=68, help_text=_("Ví dụ: Ban Công tác đại biểu"))
    email = forms.EmailField(label=_("Địa chỉ thư điện tử"), max_length=254)
    ground = forms.CharField(label=_("Văn bản đề nghị"), max_length=200, help_text=_("Số, ngày văn bản của cơ quan."))


class InviteForm(forms.Form):
    """Whom to invite as a council's first administrator."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=200)
    email = forms.EmailField(label=_("Địa chỉ thư điện tử"), max_length=254)


def _is_unit(code: str) -> bool:
    try:
        unit_of(code)
    except UnknownUnit:
        return False
    return True
