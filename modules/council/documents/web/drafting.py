"""Beginning a document: of which body, of which kind, about what."""

from typing import Any

from django import forms
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.documents import actions, law
from council.documents.law import ISSUERS, KINDS, OFFICE_UNIT, Issuer, Kind
from council.documents.permissions import Can
from council.documents.queries import get_letterhead, list_issuers
from council.documents.web.pages import typing_page
from kernel.accounts.doors import carried_out, needs


class NewForm(forms.Form):
    """What a draft begins with."""

    body = forms.ChoiceField(label=_("Cơ quan ban hành"), error_messages={"required": _("Hãy chọn cơ quan ban hành.")})
    kind = forms.ChoiceField(
        label=_("Loại văn bản"),
        choices=[("", _("Chọn loại")), *((kind.value, rule.name) for kind, rule in KINDS.items())],
        error_messages={"required": _("Hãy chọn loại văn bản.")},
    )
    subject = forms.CharField(
        label=_("Trích yếu"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nội dung chính của văn bản trong một câu, ví dụ “Kết quả giám sát việc phân loại rác thải”."),
        error_messages={"required": _("Hãy ghi trích yếu."), "max_length": _("Trích yếu dài quá 500 ký tự.")},
    )
    unit = forms.RegexField(
        label=_("Chữ viết tắt đơn vị soạn thảo"),
        regex=r"^[A-ZĐ]{1,20}$",
        initial=OFFICE_UNIT,
        help_text=_("Chỉ in trên công văn, ví dụ VP trong 12/HĐND-VP."),
        error_messages={"required": _("Hãy ghi chữ viết tắt."), "invalid": _("Chỉ gồm chữ in hoa, ví dụ VP.")},
    )

    def __init__(self, *args: Any, issuers: list[Issuer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(one.value, ISSUERS[one].name) for one in issuers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a kind that the body does not issue, and name those that it does."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("body") and typed.get("kind"):
            kinds = law.kinds_of(Issuer(typed["body"]))
            if Kind(typed["kind"]) not in kinds:
                names = ", ".join(KINDS[kind].name for kind in kinds)
                sentence = _("Cơ quan này không ban hành loại văn bản đó. Các loại được ban hành: %(kinds)s.")
                self.add_error("kind", sentence % {"kinds": names})
        return typed


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.DRAFT)
def begin(request: Any) -> HttpResponseBase:
    """Begin a draft with the outline of its kind, and go on to its text."""
    form = NewForm(request.POST if request.method == "POST" else None, issuers=list_issuers())
    made: list[Any] = []
    if form.is_valid() and carried_out(form, lambda: made.append(_drafted(request, form))):
        return HttpResponseRedirect(f"{reverse('documents:edit', args=[made[0].id])}?told=drafted")
    note = _("Dự thảo mở sẵn đề cương của loại văn bản. Số chỉ được cấp khi ban hành.")
    return typing_page(request, form, heading=_("Soạn văn bản"), verb=_("Tạo dự thảo"), note=note)


def _drafted(request: Any, form: NewForm) -> object:
    typed = form.cleaned_data
    kind = Kind(typed["kind"])
    return actions.draft_document(
        actor=request.actor,
        kind=kind,
        subject=typed["subject"],
        text=law.outline(kind),
        letterhead=get_letterhead(Issuer(typed["body"]), unit=typed["unit"]),
    )
