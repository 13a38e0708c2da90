"""Reading documents and writing the text of a draft."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.documents import actions, papers, sheets
from council.documents.law import KINDS, Confidentiality, Form, Issuer, Kind, Text, labelled, public_path
from council.documents.models import Document
from council.documents.papers.word import CONTENT_TYPE, paper_docx
from council.documents.permissions import Can
from council.documents.queries import (
    find_class_change,
    get_document,
    list_attachments,
    list_corrections,
    list_documents,
    numbering_of,
)
from council.documents.queries.publicity import list_publicity
from council.documents.web.forms import Articles, BaseArticles, DocumentFilter, DraftForm, text_of
from council.documents.web.progress import WORKS, buttons_of, stages_of, waiting_for
from council.documents.web.signatures import card_of
from council.documents.workflow import IN_FORCE, UNNUMBERED, State
from kernel import clock, drafts, files, lists
from kernel.access import may, may_at_all, take
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.accounts.history import HistoryLine, list_history
from kernel.refusal import NotFound
from kernel.rows import VersionClash
from kernel.signing.desk import signing_desk
from kernel.ui.press import paper_fonts

ROWS = 50
LIST = lists.declare("documents:index", _("Văn bản"), sheets.DOCUMENTS, filtered_by=DocumentFilter.base_fields)
TOLD = {
    "edited": _("Đã lưu dự thảo."),
    "finalise": _("Đã chốt văn bản, chờ ký."),
    "reopen": _("Đã trả văn bản lại để sửa."),
    "sign": _("Đã ký; văn thư cấp số và ban hành."),
    "issue": _("Đã cấp số và ban hành."),
    "publish": _("Đã công bố trên cổng thông tin."),
    "withdraw": _("Đã thu hồi văn bản."),
    "drafted": _("Đã tạo dự thảo. Hãy soạn nội dung rồi chốt văn bản."),
    "attached": _("Đã thêm phụ lục."),
    "detached": _("Đã bỏ phụ lục."),
    "class": _("Đã đổi mức tiếp cận."),
    "class_asked": _("Đã ghi đề nghị; chờ người thứ hai đồng ý."),
    "class_refused": _("Đã từ chối đề nghị mở rộng."),
    "request_withdrawn": _("Đã huỷ yêu cầu ký."),
    "sent_to_phone": _("Đã gửi yêu cầu ký. Hãy mở điện thoại và xác nhận."),
    "publicity": _("Đã ghi việc công bố, phổ biến."),
    "publicity_removed": _("Đã bỏ bản ghi."),
    "looked_again": _("Đang hỏi lại dịch vụ ký từ xa."),
}
DONE = {
    "documents.draft": _("Soạn dự thảo"),
    "documents.edit": _("Sửa dự thảo"),
    "documents.finalise": _("Chốt văn bản"),
    "documents.reopen": _("Trả lại để sửa"),
    "documents.sign": _("Ký"),
    "documents.issue": _("Cấp số và ban hành"),
    "documents.publish": _("Công bố"),
    "documents.withdraw": _("Thu hồi"),
    "documents.attach": _("Thêm phụ lục"),
    "documents.order_attachments": _("Đổi thứ tự phụ lục"),
    "documents.detach": _("Bỏ phụ lục"),
    "documents.ask_class": _("Đề nghị đổi mức tiếp cận"),
    "documents.set_class": _("Đổi mức tiếp cận"),
    "documents.refuse_class": _("Từ chối mở rộng người đọc"),
    "documents.ask_signature": _("Lấy bản chờ ký"),
    "documents.ask_seal": _("Lấy bản chờ đóng dấu"),
    "documents.answer_request": _("Đã xác nhận trên điện thoại"),
    "documents.refuse_request": _("Từ chối ký trên điện thoại"),
    "documents.expire_request": _("Yêu cầu ký quá thời gian"),
    "documents.complete_request": _("Nhận chữ ký số"),
    "documents.withdraw_request": _("Huỷ yêu cầu ký"),
    "documents.record_publicity": _("Ghi việc công bố, phổ biến"),
    "documents.remove_publicity": _("Bỏ bản ghi công bố, phổ biến"),
    "documents.note_publishing_term": _("Ghi hạn công bố"),
    "documents.correct": _("Soạn công văn đính chính"),
    "documents.replace": _("Soạn văn bản thay thế"),
}


@require_GET
@needs(Can.READ)
def index(request: Any) -> HttpResponseBase:
    """List the documents, drafts first, then by day of issue."""
    chosen = DocumentFilter(request.GET)
    wanted = chosen.wanted()
    documents = list_documents(request.actor, **wanted)
    if LIST.wants_sheet(request):
        return LIST.sheet(request, documents)
    page = {
        "page": Paginator(documents, ROWS).get_page(request.GET.get("trang")),
        "listing": LIST.shown(request),
        "filter": chosen,
        "is_filtered": any(wanted.values()),
        "may_keep_books": may_at_all(request.actor, Can.KEEP_BOOKS),
        "may_draft": may_at_all(request.actor, Can.DRAFT),
        "sees_certificates": may_at_all(request.actor, Can.WITHDRAW_CERTIFICATE),
        "kept": urlencode({name: request.GET[name] for name in chosen.fields if request.GET.get(name)}),
    }
    return render(request, "documents/index.html", page)


@require_GET
@needs(Can.READ)
def detail(request: Any, document_id: UUID) -> HttpResponse:
    """Show one document: its way, its text, what comes next, who did what."""
    document = get_document(request.actor, document_id)
    works = any(may_at_all(request.actor, can) for can in WORKS)
    text = Text.from_json(document.body)
    page = {
        "document": document,
        "text": text,
        "parts": labelled(Kind(document.kind), text),
        "stages": stages_of(document),
        "steps": buttons_of(request.actor, document),
        "waiting": waiting_for(request.actor, document) if works else None,
        "public_address": public_path(document.short_code) if document.published_on else "",
        "is_draft": document.state in UNNUMBERED,
        "history": [(line, words_of(line)) for line in list_history(document)] if works else [],
        "told": TOLD.get(request.GET.get("told", "")),
        "signing": card_of(request.actor, document, signing_desk(), now=clock.now()),
        **beside(request.actor, document),
    }
    return render(request, "documents/detail.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.DRAFT)
@drafts.keeps_drafts
def edit(request: Any, document_id: UUID) -> HttpResponseBase:
    """Write the text of a draft; “one more article” keeps what was typed and saves nothing."""
    document = get_document(request.actor, document_id)
    take("edit", request.actor, document)
    kind = Kind(document.kind)
    if request.method != "POST":
        form = DraftForm(initial={**DraftForm.typed_of(document), **drafts.typed(request)}, kind=kind)
        return _edit_page(request, document, form, _articles_of(request, document))
    form, articles = DraftForm(request.POST, kind=kind), Articles(request.POST, prefix="dieu")
    if "more" in request.POST:
        return _edit_page(request, document, DraftForm(initial=request.POST.dict(), kind=kind), _with_one_more(request))
    if not (form.is_valid() and articles.is_valid()):
        if not articles.is_valid():
            form.add_error(None, _("Có điều chưa hợp lệ; lỗi ghi cạnh điều đó."))
        return _edit_page(request, document, form, articles)
    try:
        if carried_out(form, lambda: _save(request, document, form, articles)):
            return HttpResponseRedirect(f"{reverse('documents:detail', args=[document.id])}?told=edited")
    except VersionClash as refusal:
        refusal_to_form(form, refusal)
        form.read_again(document.version)
        return _edit_page(request, document, form, articles, clash=True)
    return _edit_page(request, document, form, articles)


@require_GET
@needs(Can.READ)
def preview(request: Any, document_id: UUID) -> HttpResponse:
    """Show the stored text as it will be printed, marked as a draft.

    :raises NotFound: it is issued already.
    """
    document = get_document(request.actor, document_id)
    if document.state not in UNNUMBERED:
        raise NotFound()
    draft = papers.draft_of(document, numbering_of(Issuer(document.issuing_body)).code)
    printed = papers.paper_pdf(draft, press_of(request))
    response = HttpResponse(printed, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="du-thao-{document.short_code}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_GET
@needs(Can.READ)
def word(request: Any, document_id: UUID) -> HttpResponse:
    """Give the stored text as a Word file; before the issue it is marked as a draft."""
    document = get_document(request.actor, document_id)
    if document.state in UNNUMBERED:
        paper = papers.draft_of(document, numbering_of(Issuer(document.issuing_body)).code)
    else:
        paper = papers.paper_of(document)
    response = HttpResponse(paper_docx(paper, press_of(request)), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="van-ban-{document.short_code}.docx"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_GET
@needs(Can.READ)
def pdf(request: Any, document_id: UUID) -> HttpResponseBase:
    """Give the PDF that was made at the issue.

    :raises NotFound: it is not issued yet.
    """
    document = get_document(request.actor, document_id)
    if document.pdf is None:
        raise NotFound()
    return files.serve(request, document.pdf, inline=True)


def beside(actor: Any, document: Document) -> dict[str, Any]:
    """Return what stands beside a document: attachments, corrections, its class and what may be done about them."""
    change = find_class_change(document)
    is_public = document.confidentiality == Confidentiality.PUBLIC
    in_force = document.state in IN_FORCE and may_at_all(actor, Can.DRAFT)
    return {
        "attachments": list_attachments(document),
        "may_attach": document.state == State.DRAFT and may_at_all(actor, Can.DRAFT),
        "publicity": list_publicity(document) if document.issued_on else [],
        "may_publicise": document.state in IN_FORCE and is_public and may(actor, Can.PUBLISH, document),
        "corrections": list_corrections(document),
        "may_correct": in_force,
        "class_change": change,
        "may_decide": change is not None and may(actor, Can.OPEN_CLASS, change),
        "may_change_class": change is None and document.published_on is None and may(actor, Can.CHANGE_CLASS),
    }


def press_of(request: Any) -> papers.Press:
    """Return the press of this installation with the public root of the request's council."""
    return papers.Press(paper_fonts(), request.build_absolute_uri("/"))


def words_of(line: HistoryLine) -> Any:
    """Return what was done, in words."""
    return DONE.get(line.action, line.action)


def _edit_page(
    request: Any, document: Document, form: DraftForm, articles: BaseArticles, *, clash: bool = False
) -> HttpResponse:
    stored = Text.from_json(document.body)
    page = {
        "document": document,
        "form": form,
        "articles": articles,
        "part": _("Điều") if KINDS[Kind(document.kind)].form is Form.ARTICLES else _("Mục"),
        "told": TOLD.get(request.GET.get("told", "")),
        "stored": stored if clash else None,
        "stored_parts": labelled(Kind(document.kind), stored) if clash else [],
    }
    failed = form.is_bound and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK
    return render(request, "documents/edit.html", page, status=HTTPStatus.CONFLICT if clash else status)


def _articles_of(request: Any, document: Document) -> BaseArticles:
    """Return the articles as they are stored, or as they were typed before."""
    if typed := drafts.restored(request):
        return Articles(typed, prefix="dieu")
    return Articles(initial=BaseArticles.typed_of(document), prefix="dieu")


def _with_one_more(request: Any) -> BaseArticles:
    typed = request.POST.copy()
    count = Articles(request.POST, prefix="dieu").total_form_count()
    typed["dieu-TOTAL_FORMS"] = str(count + 1)
    return Articles(typed, prefix="dieu")


def _save(request: Any, document: Document, form: DraftForm, articles: BaseArticles) -> None:
    actions.edit_draft(
        actor=request.actor,
        document=document,
        version=form.cleaned_data["version"],
        subject=form.cleaned_data["subject"],
        text=text_of(form, articles),
        adopted_on=form.typed("adopted_on"),
        effective_on=form.typed("effective_on"),
        note=form.cleaned_data["note"],
    )
