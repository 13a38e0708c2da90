"""What is typed on the pages of the books of numbers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.documents.actions.books import MOST_AT_ONCE
from council.documents.law import ISSUERS, KINDS, Issuer, Kind, Numbering, kinds_of
from council.documents.models import NumberingRule
from kernel.ui.forms import day_field

_REASON = {"required": _("Hãy ghi lý do."), "max_length": _("Lý do dài quá 500 ký tự.")}


class BookForm(forms.Form):
    """Which book: of whom, for which kind, and why."""

    body = forms.ChoiceField(label=_("Cơ quan ban hành"))
    kind = forms.ChoiceField(
        label=_("Loại văn bản"),
        choices=[(kind.value, rule.name) for kind, rule in KINDS.items()],
        help_text=_("Nếu cơ quan đánh số chung mọi loại thì chọn loại nào cũng vào cùng một sổ."),
    )
    reason = forms.CharField(
        label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), error_messages=_REASON
    )

    def __init__(self, *args: Any, issuers: list[Issuer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(one.value, ISSUERS[one].name) for one in issuers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a kind that the body does not issue."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("body") and typed.get("kind") and Kind(typed["kind"]) not in kinds_of(Issuer(typed["body"])):
            self.add_error("kind", _("Cơ quan này không ban hành loại văn bản đó."))
        return typed

    def wanted(self) -> dict[str, Any]:
        """Return what the action takes."""
        typed = self.cleaned_data
        return {"issuer": Issuer(typed["body"]), "kind": Kind(typed["kind"]), "reason": typed["reason"]}


class DayForm(forms.Form):
    """On which day a number was given."""

    done_on = day_field(_("Ngày cấp số"))


class ReserveForm(BookForm):
    """How many numbers are held back."""

    count = forms.IntegerField(
        label=_("Giữ mấy số"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=1,
        error_messages={
            "required": _("Hãy ghi số lượng."),
            "invalid": _("Hãy ghi một số nguyên."),
            "min_value": _("Giữ ít nhất 1 số."),
            "max_value": _("Mỗi lần giữ nhiều nhất 20 số."),
        },
    )
    field_order = ["body", "kind", "count", "reason"]

    def wanted(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {**super().wanted(), "count": self.cleaned_data["count"]}


class OpenForm(BookForm):
    """With which number the book begins in the system."""

    first_number = forms.IntegerField(
        label=_("Số đầu tiên cấp trên hệ thống"),
        min_value=1,
        max_value=99_999,
        help_text=_("Ví dụ: đã cấp trên giấy đến số 44 thì ghi 45."),
        error_messages={
            "required": _("Hãy ghi số."),
            "invalid": _("Hãy ghi một số nguyên."),
            "min_value": _("Số nhỏ nhất là 1."),
            "max_value": _("Số lớn nhất là 99999."),
        },
    )
    field_order = ["body", "kind", "first_number", "reason"]

    def wanted(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {**super().wanted(), "first_number": self.cleaned_data["first_number"]}


class NumberingForm(forms.Form):
    """How a body numbers, and the document that orders it."""

    code = forms.ChoiceField(
        label=_("Chữ viết tắt trong ký hiệu"),
        help_text=_("Các cơ quan dùng chung chữ viết tắt thì dùng chung sổ, để không ký hiệu nào trùng."),
    )
    sequences = forms.ChoiceField(
        label=_("Cách đánh số"),
        choices=NumberingRule.Sequences.choices,
        help_text=_("Nghị quyết quy phạm pháp luật luôn có dãy số riêng. Chỉ đổi được khi năm nay chưa cấp số."),
    )
    document = forms.CharField(
        label=_("Văn bản quy định"),
        max_length=200,
        help_text=_("Số, ký hiệu và ngày của văn bản, ví dụ: Quy chế công tác văn thư số 12/QC-HĐND."),
        error_messages={"required": _("Hãy ghi văn bản quy định."), "max_length": _("Dài quá 200 ký tự.")},
    )

    def __init__(self, *args: Any, issuer: Issuer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [(code, code) for code in ISSUERS[issuer].codes]  # type: ignore[attr-defined]

    @staticmethod
    def typed_of(numbering: Numbering, rule: NumberingRule | None) -> dict[str, Any]:
        """Return what the form begins with."""
        ways = NumberingRule.Sequences
        return {
            "code": numbering.code,
            "sequences": ways.TOGETHER if numbering.together else ways.BY_KIND,
            "document": rule.document if rule else "",
        }

    def wanted(self) -> dict[str, Any]:
        """Return what the action takes."""
        typed = self.cleaned_data
        together = typed["sequences"] == NumberingRule.Sequences.TOGETHER
        return {"numbering": Numbering(typed["code"], together), "document": typed["document"]}
