"""The steps of a document's life, each asked for on a page of its own and taken by its action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.documents import actions
from council.documents.models import Document
from council.documents.permissions import Can
from council.documents.queries import get_document
from council.documents.web.forms import FinaliseForm
from council.documents.web.views import press_of
from council.rulebook.queries import load_rules
from kernel import clock
from kernel.access import take
from kernel.accounts.doors import carried_out, needs
from kernel.signing.desk import signing_desk
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import ReasonForm


@dataclass(frozen=True)
class Asking:
    """How a step is asked for: what follows from it, what is typed, and what does it."""

    consequence: Any
    act: Callable[[Any, Document, dict[str, Any]], object]
    form: type[forms.Form] = forms.Form
    tone: str = "primary"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.READ)
def step(request: Any, document_id: UUID, name: str) -> HttpResponseBase:
    """Ask for a step, and take it; who may not, or in a wrong state, is told why."""
    document = get_document(request.actor, document_id)
    taken, asking = take(name, request.actor, document), _ASKINGS[name]
    form = asking.form(request.POST if request.method == "POST" else None)
    back = reverse("documents:detail", args=[document.id])
    if form.is_valid() and carried_out(form, lambda: asking.act(request, document, form.cleaned_data)):
        return HttpResponseRedirect(f"{back}?told={name}")
    heading = _("%(verb)s: %(document)s") % {"verb": taken.label, "document": document.symbol or document.subject}
    consequence = _ON_PAPER if name == "sign" and _is_on_paper() else asking.consequence
    question = Question(heading, taken.label, back, consequence=consequence, tone=asking.tone)
    return confirm_page(request, question, form)


def _is_on_paper() -> bool:
    """Whether no key lies here, so that what is recorded is a signature on paper."""
    desk = signing_desk()
    return desk is None or desk.authority is None


def _finalise(request: Any, document: Document, typed: dict[str, Any]) -> object:
    rules = load_rules(level=request.council.level, at=clock.today())
    return actions.finalise(actor=request.actor, document=document, rules=rules, **typed)


def _reopen(request: Any, document: Document, typed: dict[str, Any]) -> object:
    return actions.reopen(actor=request.actor, document=document, **typed)


def _sign(request: Any, document: Document, _typed: dict[str, Any]) -> object:
    return actions.sign_document(
        actor=request.actor, document=document, desk=signing_desk(), press=press_of(request), now=clock.now()
    )


def _publish(request: Any, document: Document, _typed: dict[str, Any]) -> object:
    return actions.publish(actor=request.actor, document=document, now=clock.now())


def _withdraw(request: Any, document: Document, typed: dict[str, Any]) -> object:
    return actions.withdraw(actor=request.actor, document=document, now=clock.now(), **typed)


_ON_PAPER = _("Ông/bà đã ký bản giấy đúng văn bản đã chốt. Tên và thời điểm ký được ghi lại, không thay đổi được.")
_ASKINGS = {
    "finalise": Asking(
        _("Văn bản được khoá để ký: không sửa được nữa, trừ khi trả lại để sửa."), _finalise, FinaliseForm
    ),
    "reopen": Asking(_("Văn bản trở lại dự thảo; lý do được ghi vào nhật ký."), _reopen, ReasonForm),
    "sign": Asking(_("Ông/bà ký đúng văn bản đã chốt. Tên và thời điểm ký được ghi lại, không thay đổi được."), _sign),
    "publish": Asking(_("Mọi người đọc được văn bản này trên cổng thông tin, qua mã QR và mã tra cứu."), _publish),
    "withdraw": Asking(
        _("Số và nội dung vẫn lưu; trang công khai ghi rõ văn bản đã bị thu hồi và lý do."),
        _withdraw,
        ReasonForm,
        "danger",
    ),
}
