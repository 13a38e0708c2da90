"""What is typed of constituencies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.people.actions import Ground
from council.people.queries import list_constituencies
from council.people.web.forms import document_field
from kernel.ui.forms import VersionedForm

_NUMBER = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("Hãy nhập số từ 1 đến 999."))
_SEATS = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("Hãy nhập số từ 0 đến 99."))


class ConstituencyForm(forms.Form):
    """A constituency's name, places and seats; of a merged council also of which unit it was before."""

    name = forms.CharField(
        label=_("Tên đơn vị bầu cử"), max_length=160, error_messages={"required": _("Hãy nhập tên.")}
    )
    area = forms.CharField(
        label=_("Địa bàn"), required=False, max_length=300, help_text=_("Các xã, phường hoặc thôn, tổ dân phố.")
    )
    seats = forms.IntegerField(
        label=_("Số đại biểu được bầu"),
        initial=0,
        min_value=0,
        max_value=99,
        help_text=_("Theo nghị quyết của Uỷ ban bầu cử; 0 khi chưa ghi."),
        error_messages=_SEATS,
    )
    former_unit = forms.CharField(
        label=_("Đơn vị trước sắp xếp"),
        required=False,
        max_length=120,
        help_text=_("Tỉnh, xã hoặc phường mà địa bàn này thuộc về trước khi hợp nhất."),
    )

    def __init__(self, *args: Any, merged: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not merged:
            del self.fields["former_unit"]

    def ground(self) -> Ground:
        """Return what was typed of it."""
        typed = self.cleaned_data
        return Ground(typed["name"], typed["area"], typed["seats"], typed.get("former_unit", ""))


class EditConstituencyForm(VersionedForm, ConstituencyForm):
    """A constituency, changed."""


class NewConstituencyForm(ConstituencyForm):
    """A new constituency, with its number."""

    number = forms.IntegerField(label=_("Số"), min_value=1, max_value=999, error_messages=_NUMBER)
    field_order = ("number", "name", "area", "former_unit", "seats")


class ElectedForm(forms.Form):
    """In which constituency a delegate was elected, and the paper that says so."""

    constituency = forms.ModelChoiceField(
        label=_("Đơn vị bầu cử"),
        queryset=None,
        empty_label=_("Chọn đơn vị bầu cử"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Hãy chọn đơn vị bầu cử.")),
    )
    document = document_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["constituency"].queryset = list_constituencies()  # type: ignore[attr-defined]  # a choice of rows
