"""Pages that change who may read a document, and that begin what corrects or replaces an issued one."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.documents import actions
from council.documents.law import CLASS_NAMES, Confidentiality, opens
from council.documents.permissions import Can
from council.documents.queries import find_class_change, get_document
from council.documents.web.pages import back_to, typing_page
from kernel import clock
from kernel.access import StepNotAllowed, require, take
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import ReasonForm

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


class ClassForm(ReasonForm):
    """The class a document shall have, and why."""

    to_class = forms.ChoiceField(
        label=_("Mức tiếp cận mới"),
        choices=[(one.value, name) for one, name in CLASS_NAMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn mức tiếp cận.")},
        help_text=_(
            "Công khai: được công bố. Nội bộ: người của Hội đồng đọc. Hạn chế: chỉ người xử lý, người soạn, người ký."
        ),
    )
    field_order = ["to_class", "reason"]


@_SHOWS_AND_TAKES
@needs(Can.CHANGE_CLASS)
def change_class(request: Any, document_id: UUID) -> HttpResponseBase:
    """Close a document at once, or ask a second person to open it."""
    document = get_document(request.actor, document_id)
    form = ClassForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(form, lambda: _change(request, document, form)):
        wanted = Confidentiality(form.cleaned_data["to_class"])
        return back_to(document, "class_asked" if opens(Confidentiality(document.confidentiality), wanted) else "class")
    note = _("Thu hẹp có hiệu lực ngay. Mở rộng người đọc phải có người thứ hai đồng ý. Không nhập bí mật nhà nước.")
    heading = _("Đổi mức tiếp cận")
    return typing_page(request, form, heading=heading, verb=_("Lưu mức tiếp cận"), note=note, document=document)


@_SHOWS_AND_TAKES
@needs(Can.OPEN_CLASS)
def decide_class(request: Any, document_id: UUID, agreed: bool) -> HttpResponseBase:
    """Agree or not that a document is opened, as somebody else asked.

    :raises StepNotAllowed: nobody asks any more.
    """
    document = get_document(request.actor, document_id)
    change = find_class_change(document)
    if change is None:
        raise StepNotAllowed(step="decide_class")
    step = take("approve_class" if agreed else "refuse_class", request.actor, change)
    act = actions.approve_class if agreed else actions.refuse_class
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(form, lambda: act(actor=request.actor, change=change, now=clock.now())):
        return back_to(document, "class" if agreed else "class_refused")
    consequence = _("Đề nghị: từ %(old)s sang %(new)s. Lý do: %(reason)s") % {
        "old": change.get_from_class_display(),
        "new": change.get_to_class_display(),
        "reason": change.reason,
    }
    back = reverse("documents:detail", args=[document.id])
    return confirm_page(request, Question(step.label, step.label, back, consequence=consequence), form)


@_SHOWS_AND_TAKES
@needs(Can.DRAFT)
def correct(request: Any, document_id: UUID, way: str) -> HttpResponseBase:
    """Begin the letter that corrects an issued document, or the document that replaces it."""
    document = get_document(request.actor, document_id)
    require(request.actor, Can.DRAFT)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    made: list[Any] = []
    act = actions.draft_correction if way == "correction" else actions.draft_replacement
    if form.is_valid() and carried_out(
        form, lambda: made.append(act(actor=request.actor, document=document, **form.cleaned_data))
    ):
        return HttpResponseRedirect(f"{reverse('documents:edit', args=[made[0].id])}?told=drafted")
    heading, note = _WAYS[way]
    return typing_page(request, form, heading=heading, verb=heading, note=note, document=document)


def _change(request: Any, document: Any, form: ClassForm) -> object:
    return actions.change_class(
        actor=request.actor,
        document=document,
        to_class=Confidentiality(form.cleaned_data["to_class"]),
        reason=form.cleaned_data["reason"],
        now=clock.now(),
    )


_WAYS = {
    "correction": (
        _("Soạn công văn đính chính"),
        _("Sai sót về thể thức, kỹ thuật trình bày, thủ tục được đính chính bằng công văn. Ghi rõ sai ở đâu."),
    ),
    "replacement": (
        _("Soạn văn bản thay thế"),
        _("Sai sót về nội dung phải sửa đổi, thay thế bằng văn bản cùng hình thức. Văn bản cũ giữ nguyên số."),
    ),
}
