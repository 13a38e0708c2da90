"""Lists in Excel: the template, the upload, the preview with its faults by cell, and the import of the whole."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council.people import actions
from council.people.models import SheetImport, SheetKind
from council.people.permissions import Can
from council.people.queries import (
    check_sheet,
    find_open_sheet,
    get_current_term,
    get_sheet,
    list_delegates,
    load_register,
    typed_of,
)
from council.people.sheets import delegate_columns, delegates_out
from council.people.web.asking import in_term
from council.people.web.forms import DelegateFilter
from council.people.web.office import LIST
from council.people.web.sheet_pages import SheetPage, cells_of, dropped_of, page_of
from council.people.workflow import SheetState
from kernel import clock
from kernel.access import Actor, may
from kernel.accounts.doors import carried_out, needs
from kernel.rows import VersionClash
from kernel.sheets import read_upload, streamed, template
from kernel.sheets.reading import LIMIT_BYTES, MOST_ROWS
from kernel.ui.forms import day_field

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
MEGABYTE = 1024 * 1024
TOLD = {
    "taken": gettext_lazy("Đã đọc tệp. Chưa nhập dòng nào vào hệ thống."),
    "corrected": gettext_lazy("Đã lưu các ô vừa sửa."),
    "imported": gettext_lazy("Đã nhập toàn bộ danh sách."),
    "discarded": gettext_lazy("Đã bỏ danh sách; hệ thống không giữ lại nội dung."),
}


class UploadForm(forms.Form):
    """A workbook, and the day from which the people in it are delegates."""

    started_on = day_field(
        gettext_lazy("Là đại biểu từ ngày"), help_text=gettext_lazy("Thường là ngày khai mạc kỳ họp thứ nhất.")
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Hãy chọn tệp."), "invalid": gettext_lazy("Hãy chọn tệp.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("Excel (.xlsx) theo tệp mẫu, tối đa %(rows)d dòng, %(limit)d MB, không có macro và công thức.")
        self.fields["file"].help_text = words % {"rows": MOST_ROWS, "limit": LIMIT_BYTES // MEGABYTE}


@_SHOWS_AND_TAKES
@needs(Can.IMPORT)
@in_term
def upload_delegates(request: Any) -> HttpResponseBase:
    """Take a list of delegates; nothing of it is in the register before it is imported as a whole."""
    term = get_current_term()
    sent = request.method == "POST"
    form = UploadForm(
        request.POST if sent else None, request.FILES if sent else None, initial={"started_on": term.starts_on}
    )
    made: list[SheetImport] = []
    if form.is_valid() and carried_out(form, lambda: made.append(_take(request, form))):
        return HttpResponseRedirect(_address(made[0], "taken"))
    page = {
        "form": form,
        "term": term,
        "columns": _columns(request.actor),
        "sensitive": may(request.actor, Can.RECORD_SENSITIVE),
        "open": find_open_sheet(request.actor, SheetKind.DELEGATES),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "people/sheet_upload.html", page, status=422 if form.errors else 200)


@require_GET
@needs(Can.IMPORT)
def delegates_template(request: Any) -> HttpResponseBase:
    """Give the workbook that is filled in, with its explanation and drop-downs."""
    notes = [
        _("Mỗi dòng là một đại biểu. Giữ nguyên dòng tiêu đề; cột có dấu * phải ghi đủ."),
        _("Không dùng công thức, macro. Chọn giá trị trong danh sách thả xuống khi có."),
        _("Khi tải lên, hệ thống kiểm tra từng ô và chỉ nhập khi mọi dòng đều đúng."),
    ]
    return streamed(template(_("Đại biểu"), _columns(request.actor), notes=notes), "mau-danh-sach-dai-bieu.xlsx")


@require_GET
@needs(Can.READ)
def delegates_list(request: Any) -> HttpResponseBase:
    """Give the list of delegates, filtered as on its page."""
    wanted = DelegateFilter(request.GET).wanted()
    found = LIST.taken_out(request, list_delegates(request.actor, **wanted))
    return streamed(delegates_out(found), "danh-sach-dai-bieu.xlsx")


@_SHOWS_AND_TAKES
@needs(Can.IMPORT)
def sheet(request: Any, sheet_id: UUID) -> HttpResponseBase:
    """Show an uploaded list with its faults; take corrections of cells."""
    found = get_sheet(request.actor, sheet_id)
    if request.method != "POST":
        return _shown(request, found)
    try:
        actions.correct_sheet(
            actor=request.actor,
            sheet=found,
            version=_version(request),
            cells=cells_of(request.POST, _columns(request.actor)),
            dropped=dropped_of(request.POST),
        )
    except VersionClash as clash:
        return _shown(request, found, refused=str(clash.message), status=409)
    return HttpResponseRedirect(_address(found, "corrected"))


@require_POST
@needs(Can.IMPORT)
def import_now(request: Any, sheet_id: UUID) -> HttpResponseBase:
    """Import the whole list, or nothing of it; a second click changes nothing."""
    found = get_sheet(request.actor, sheet_id)
    try:
        actions.import_sheet(actor=request.actor, sheet=found, now=clock.now())
    except actions.SheetNotRight as refusal:
        return _shown(request, found, refused=str(refusal.message), status=422)
    return HttpResponseRedirect(_address(found, "imported"))


@require_POST
@needs(Can.IMPORT)
def discard(request: Any, sheet_id: UUID) -> HttpResponseBase:
    """Throw the list away with all that was typed."""
    actions.discard_sheet(actor=request.actor, sheet=get_sheet(request.actor, sheet_id))
    return HttpResponseRedirect(f"{reverse('people:import_delegates')}?told=discarded")


def _take(request: Any, form: UploadForm) -> SheetImport:
    upload = form.cleaned_data["file"]
    typed = read_upload(upload, _columns(request.actor))
    return actions.take_sheet(
        actor=request.actor,
        kind=SheetKind.DELEGATES,
        file_name=upload.name or "",
        typed=typed,
        started_on=form.cleaned_data["started_on"],
    )


def _shown(request: Any, found: SheetImport, *, refused: str = "", status: int = 200) -> HttpResponse:
    told = TOLD.get(request.GET.get("told", ""))
    if found.state != SheetState.CHECKING:
        return render(request, "people/sheet_done.html", {"sheet": found, "told": told}, status=status)
    term = get_current_term()
    register = load_register(term)
    checked = check_sheet(request.actor, found, register)
    page: SheetPage = page_of(checked, _columns(request.actor), typed_of(found), register)
    rows = Paginator(page.rows, 50).get_page(request.GET.get("trang"))
    in_office = len(register.delegates) + found.rows_total
    many = in_office if term.seats_total and in_office > term.seats_total else 0
    given = {"sheet": found, "page": page, "rows": rows, "told": told, "refused": refused, "term": term, "many": many}
    response = render(request, "people/sheet.html", given, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _columns(actor: Actor) -> Any:
    return delegate_columns(sensitive=may(actor, Can.RECORD_SENSITIVE))


def _version(request: Any) -> int:
    """Return the version that the page was made of; a strange one clashes with every other."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _address(found: SheetImport, told: str) -> str:
    return f"{reverse('people:sheet', args=[found.id])}?told={told}"
