"""What is typed of indicators: a period to look at, a target with its document."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.indicators.law import Indicator, Period, Unit
from kernel.ui.forms import day_field

DOCUMENT_ERRORS = {"required": _("Hãy ghi số, ký hiệu văn bản đặt mục tiêu.")}


class PeriodForm(forms.Form):
    """Which of the periods that have begun is shown; what is no such period counts as not asked."""

    ky = forms.ChoiceField(label=_("Kỳ"), required=False)

    def __init__(self, *args: Any, groups: Iterable[tuple[Any, list[Period]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = [(name, periods) for name, periods in groups if periods]
        self.periods = {period.key: period for _name, periods in self.groups for period in periods}
        self.fields["ky"].choices = [  # type: ignore[attr-defined]
            (name, [(period.key, period.title) for period in periods]) for name, periods in self.groups
        ]

    def period(self, otherwise: str) -> Period:
        """Return the period that was chosen, or another one by its key."""
        chosen = self.cleaned_data.get("ky", "") if self.is_valid() else ""
        return self.periods[chosen or otherwise]


class EndTargetForm(forms.Form):
    """By which document the general target returns, and from which day."""

    document = forms.CharField(
        label=_("Văn bản làm căn cứ"),
        max_length=200,
        help_text=_("Số, ký hiệu và ngày của văn bản, ví dụ Nghị quyết số 12/NQ-HĐND ngày 10/7/2026."),
        error_messages=DOCUMENT_ERRORS,
    )
    from_on = day_field(_("Áp dụng từ ngày"), help_text=_("Kết quả của những kỳ đã qua vẫn được so với mục tiêu cũ."))


class TargetForm(EndTargetForm):
    """A council's own target."""

    value = forms.IntegerField(error_messages={"required": _("Hãy nhập mục tiêu."), "invalid": _("Hãy nhập một số.")})
    field_order = ("value", "document", "from_on")

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_part = indicator.unit is Unit.PERCENT
        field = self.fields["value"]
        field.label = _("Mục tiêu (%)") if self._is_part else _("Mục tiêu (ngày)")
        field.help_text = (
            _("Một số nguyên từ 1 đến 100.") if self._is_part else _("Số ngày trung bình nhiều nhất, ví dụ 5.")
        )

    def exact(self) -> Fraction:
        """Return what was typed as an exact value: a part of the whole, or days."""
        typed = Fraction(self.cleaned_data["value"])
        return typed / 100 if self._is_part else typed
