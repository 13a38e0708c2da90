"""Signing with one's own token: the file that waits is fetched, signed anywhere, and brought back."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from council.documents import actions
from council.documents.models import Document
from council.documents.permissions import Can
from council.documents.queries import get_document
from council.documents.queries.certificates import certificates_in_use
from council.documents.queries.checking import LARGEST_MB
from council.documents.queries.signing import STEP_OF, awaited_part, find_request, get_open_request
from council.documents.web.pages import back_to
from council.documents.web.views import press_of
from council.documents.workflow import OPEN_REQUESTS, Means, Part
from kernel import clock, files
from kernel.access import take
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.signing.desk import Desk, signing_desk


class SignedFileForm(forms.Form):
    """The file that was signed outside. Browsers forget a chosen file, so a refused form asks for it again."""

    file = forms.FileField(
        label=_("Tệp PDF đã ký"),
        help_text=_("Đúng tệp đã tải về ở bước 1, sau khi ký; tối đa %(limit)d MB.") % {"limit": LARGEST_MB},
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": _("Hãy chọn tệp PDF đã ký."), "invalid": _("Hãy chọn tệp PDF đã ký.")},
    )

    def clean_file(self) -> bytes:
        """Return the bytes of a file that is small enough."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_MB * 1024 * 1024:
            raise forms.ValidationError(_("Tệp quá lớn. Dung lượng tối đa là %(limit)d MB.") % {"limit": LARGEST_MB})
        return bytes(upload.read())


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.READ)
def sign_outside(request: Any, document_id: UUID) -> HttpResponseBase:
    """Show the three steps of signing outside; hand out the file, and take the signed one."""
    document, desk = get_document(request.actor, document_id), _desk()
    part = awaited_part(document) or Part.PERSON
    take(STEP_OF[part], request.actor, document)
    form, asking = SignedFileForm(), forms.Form()
    if request.method == "POST" and "ask" in request.POST:
        asking = forms.Form(request.POST)
        carried_out(asking, lambda: _ask(request, document, part))
    elif request.method == "POST":
        form = SignedFileForm(request.POST, request.FILES)
        if form.is_valid() and carried_out(form, lambda: _take(request, document, part, desk, form)):
            return back_to(document, STEP_OF[part])
    return _page(request, document, part, form, asking)


@require_safe
@needs(Can.READ)
def waiting_file(request: Any, document_id: UUID) -> HttpResponseBase:
    """Give the very file that was handed out to be signed, to whom it was handed out.

    :raises NotFound: none was, or it went to somebody else.
    """
    document = get_document(request.actor, document_id)
    return files.serve(request, get_open_request(request.actor, document).waiting, inline=False)


@require_http_methods(["POST"])
@needs(Can.READ)
def withdraw_request(request: Any, document_id: UUID) -> HttpResponseBase:
    """Take back what was handed out or sent to a phone."""
    document = get_document(request.actor, document_id)
    actions.withdraw_request(actor=request.actor, document=document, now=clock.now())
    return back_to(document, "request_withdrawn")


def _desk() -> Desk:
    desk = signing_desk()
    if desk is None or not desk.takes_files:
        raise NotFound()
    return desk


def _page(request: Any, document: Document, part: Part, form: SignedFileForm, asking: forms.Form) -> HttpResponse:
    now = clock.now()
    asked = find_request(document, part)
    is_out = asked is not None and asked.state in OPEN_REQUESTS and asked.means == Means.OUTSIDE
    is_own = is_out and asked is not None and (part is Part.SEAL or asked.asked_by == request.actor.account_id)
    is_late = is_own and asked is not None and asked.dated_on not in {None, clock.local_day(now)}
    page = {
        "document": document,
        "is_seal": part is Part.SEAL,
        "asked": asked if is_own and not is_late else None,
        "is_late": is_late,
        "certificates": certificates_in_use(part, request.actor.account_id, now=now),
        "form": form,
        "asking": asking,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or asking.errors else HTTPStatus.OK
    return render(request, "documents/sign_outside.html", page, status=status)


def _ask(request: Any, document: Document, part: Part) -> object:
    ask = actions.ask_seal_outside if part is Part.SEAL else actions.ask_outside
    return ask(actor=request.actor, document=document, press=press_of(request), now=clock.now())


def _take(request: Any, document: Document, part: Part, desk: Desk, form: SignedFileForm) -> object:
    given = {"actor": request.actor, "document": document, "signed": form.cleaned_data["file"], "desk": desk}
    if part is Part.SEAL:
        return actions.issue_with_file(**given, press=press_of(request), now=clock.now())
    return actions.sign_with_file(**given, now=clock.now())
