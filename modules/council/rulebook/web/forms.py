"""Forms of the rulebook: they check the shape, the action checks the meaning."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council import law
from council.law import values
from council.law.national import TOPIC_NAMES
from council.rulebook.models import DayOff
from council.rulebook.web.lines import Shown, Wanted
from kernel.ui.forms import day_field

YES_NO = (("yes", _("Có")), ("no", _("Không")))


DOCUMENT_ERRORS = {
    "required": _("Hãy ghi số, ký hiệu văn bản làm căn cứ."),
    "max_length": _("Số, ký hiệu văn bản dài quá 200 ký tự."),
}


def pausable_topics() -> list[tuple[str, str]]:
    """Return the topics in which a term runs forward, which alone a pause stops."""
    topics = {each.topic for each in law.national_book() if each.direction is law.Direction.FORWARD}
    return [(topic, name) for topic, name in TOPIC_NAMES.items() if topic in topics]


class EndForm(forms.Form):
    """By which document and from which day the national value returns."""

    document = forms.CharField(
        label=_("Văn bản làm căn cứ"),
        help_text=_("Ví dụ: Nghị quyết 05/NQ-HĐND ngày 10/12/2026"),
        max_length=200,
        error_messages=DOCUMENT_ERRORS,
    )
    in_force_on = day_field(
        _("Có hiệu lực từ ngày"), help_text=_("Từ hôm nay trở đi; hạn đang chạy được tính lại và cho xem trước.")
    )
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

    day_on = day_field(_("Ngày"))
    kind = forms.ChoiceField(label=_("Loại ngày"), choices=DayOff.Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Tên ngày"), max_length=120, error_messages={"required": _("Hãy ghi tên ngày, ví dụ Ngày hội xã.")}
    )
    document = forms.CharField(label=_("Văn bản làm căn cứ"), max_length=200, error_messages=DOCUMENT_ERRORS)


class PauseForm(forms.Form):
    """A storm or an epidemic in which terms stand still."""

    name = forms.CharField(
        label=_("Tên đợt tạm dừng"),
        help_text=_("Ví dụ: Bão số 10"),
        max_length=120,
        error_messages={"required": _("Hãy ghi tên đợt tạm dừng.")},
    )
    first_on = day_field(_("Từ ngày"), help_text=_("Ngày đầu tiên không tính vào thời hạn."))
    last_on = day_field(
        _("Đến hết ngày"), required=False, help_text=_("Để trống khi chưa biết; sau này kết thúc bằng văn bản.")
    )
    topics = forms.MultipleChoiceField(
        label=_("Chỉ cho nhóm việc"),
        help_text=_("Không chọn nhóm nào: mọi thời hạn tính tới đều tạm dừng."),
        required=False,
        choices=pausable_topics,
        widget=forms.CheckboxSelectMultiple,
    )
    document = forms.CharField(label=_("Văn bản làm căn cứ"), max_length=200, error_messages=DOCUMENT_ERRORS)
    reason = forms.CharField(
        label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": _("Hãy ghi lý do.")}
    )


class EndPauseForm(forms.Form):
    """By which document terms run again, and after which day."""

    ended_on = day_field(_("Ngày tạm dừng cuối cùng"), help_text=_("Từ ngày sau đó thời hạn lại được tính."))
    document = forms.CharField(label=_("Văn bản kết thúc"), max_length=200, error_messages=DOCUMENT_ERRORS)


class FilterForm(forms.Form):
    """What a reader of the rules looks for."""

    tu_khoa = forms.CharField(
        label=_("Từ cần tìm (không cần dấu)"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    nhom = forms.ChoiceField(label=_("Nhóm việc"), required=False, choices=[("", _("Tất cả")), *TOPIC_NAMES.items()])
    loc = forms.ChoiceField(
        label=_("Ai đặt"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            (Shown.OWN, _("Hội đồng đã đặt riêng")),
            (Shown.FREE, _("Hội đồng được đặt riêng")),
            (Shown.FIXED, _("Luật ấn định")),
        ],
    )

    def wanted(self) -> Wanted:
        """Return what is looked for; a word that no list knows is nothing."""
        typed = self.cleaned_data if self.is_valid() else {}
        return Wanted(typed.get("tu_khoa", ""), typed.get("nhom", ""), typed.get("loc", ""))


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
