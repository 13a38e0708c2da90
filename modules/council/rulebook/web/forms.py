"""Forms of the rulebook: they check the shape, the action checks the meaning."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council import law
from council.law import values
from council.rulebook.models import DayOff

YES_NO = (("yes", _("Có")), ("no", _("Không")))


def _day_field(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, error_messages=DAY_ERRORS)


DAY_ERRORS = {"required": _("Hãy chọn ngày."), "invalid": _("Hãy nhập một ngày có thật.")}
DOCUMENT_ERRORS = {
    "required": _("Hãy ghi số, ký hiệu văn bản làm căn cứ."),
    "max_length": _("Số, ký hiệu văn bản dài quá 200 ký tự."),
}


class EndForm(forms.Form):
    """By which document and from which day the national value returns."""

    document = forms.CharField(
        label=_("Văn bản làm căn cứ"),
        help_text=_("Ví dụ: Nghị quyết 05/NQ-HĐND ngày 10/12/2026"),
        max_length=200,
        error_messages=DOCUMENT_ERRORS,
    )
    in_force_on = _day_field(_("Có hiệu lực từ ngày"), _("Từ hôm nay trở đi; các thời hạn đã tính giữ nguyên."))
    reason = forms.CharField(label=_("Lý do"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class RuleForm(EndForm):
    """The council's own value of one parameter, with an input that fits its unit."""

    field_order = ("value", "document", "in_force_on", "reason")

    def __init__(self, *args: Any, parameter: law.Parameter, **kwargs: Any) -> None:
        self.parameter = parameter
        super().__init__(*args, **kwargs)
        self.fields["value"] = _value_field(parameter)
        self.order_fields(self.field_order)

    def typed_value(self) -> str:
        """Return the value as the text that the action reads."""
        value = self.cleaned_data["value"]
        return value if isinstance(value, str) else ",".join(value)


class DayForm(forms.Form):
    """One local day off or local working day."""

    day_on = _day_field(_("Ngày"))
    kind = forms.ChoiceField(label=_("Loại ngày"), choices=DayOff.Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Tên ngày"), max_length=120, error_messages={"required": _("Hãy ghi tên ngày, ví dụ Ngày hội xã.")}
    )
    document = forms.CharField(label=_("Văn bản làm căn cứ"), max_length=200, error_messages=DOCUMENT_ERRORS)


class ReasonForm(forms.Form):
    """Why a local day is taken off the calendar."""

    reason = forms.CharField(
        label=_("Lý do"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi lý do bỏ ngày này.")},
    )


def _value_field(parameter: law.Parameter) -> forms.Field:
    label = _("Giá trị Hội đồng quy định")
    required = {"required": _("Hãy nhập giá trị.")}
    if parameter.unit is law.Unit.YES_NO:
        return forms.ChoiceField(label=label, choices=YES_NO, widget=forms.RadioSelect, error_messages=required)
    if parameter.unit is law.Unit.OPTIONS:
        choices = [(choice, values.OPTION_NAMES[choice]) for choice in parameter.choices]
        return forms.MultipleChoiceField(
            label=label, choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=required
        )
    if parameter.unit is law.Unit.CHOICE:
        choices = [(choice, values.OPTION_NAMES[choice]) for choice in parameter.choices]
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=required)
    if parameter.unit in values.HINTS:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        hint = values.HINTS[parameter.unit]
        return forms.CharField(label=label, help_text=hint, widget=widget, max_length=60, error_messages=required)
    help_text = _("Số nguyên từ %(least)s đến %(most)s, đơn vị: %(unit)s") % {
        "least": parameter.at_least,
        "most": parameter.at_most,
        "unit": values.UNIT_NAMES[parameter.unit],
    }
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.CharField(label=label, help_text=help_text, widget=widget, max_length=20, error_messages=required)
