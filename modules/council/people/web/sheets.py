"""Lists in Excel: the template, the upload, the preview with its faults by cell, and the import of the whole."""

from datetime import date
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
from council.people.models import SheetImport, SheetKind, TermOfOffice
from council.people.permissions import Can
from council.people.queries import (
    AnyRegister,
    check_sheet,
    columns_of,
    find_open_sheet,
    get_current_term,
    get_sheet,
    list_delegates,
    load_register_of,
    typed_of,
)
from council.people.sheets import Register, delegates_out
from council.people.web.asking import in_term
from council.people.web.forms import DelegateFilter
from council.people.web.office import LIST
from council.people.web.sheet_kinds import DELEGATES, LISTED, OUTSIDE, STAFF, Listed
from council.people.web.sheet_pages import SheetPage, cells_of, dropped_of, page_of
from council.people.workflow import SheetState
from kernel import clock
from kernel.access import NotPermitted, may, may_at_all
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
    """A workbook, and the day from which what it says holds."""

    started_on = day_field("")
    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Hãy chọn tệp."), "invalid": gettext_lazy("Hãy chọn tệp.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, listed: Listed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_on"].label, self.fields["started_on"].help_text = listed.started, listed.started_help
        words = _("Excel (.xlsx) theo tệp mẫu, tối đa %(rows)d dòng, %(limit)d MB, không có macro và công thức.")
        self.fields["file"].help_text = words % {"rows": MOST_ROWS, "limit": LIMIT_BYTES // MEGABYTE}


@_SHOWS_AND_TAKES
@needs(Can.IMPORT)
@in_term
def upload_delegates(request: Any) -> HttpResponseBase:
    """Take a list of delegates; nothing of it is in the register before it is imported as a whole."""
    term = get_current_term()
    return _upload(request, DELEGATES, started_on=term.starts_on, term=term)


@_SHOWS_AND_TAKES
@needs(Can.IMPORT)
def upload_outside(request: Any) -> HttpResponseBase:
    """Take a list of bodies outside with their contacts."""
    return _upload(request, OUTSIDE, started_on=clock.today())


@_SHOWS_AND_TAKES
@needs(Can.IMPORT)
def upload_staff(request: Any) -> HttpResponseBase:
    """Take a list of the office's people."""
    return _upload(request, STAFF, started_on=clock.today())


@require_GET
@needs(Can.IMPORT)
def delegates_template(request: Any) -> HttpResponseBase:
    """Give the workbook of delegates that is filled in, with its explanation and drop-downs."""
    return _template(request, DELEGATES)


@require_GET
@needs(Can.IMPORT)
def outside_template(request: Any) -> HttpResponseBase:
    """Give the workbook of bodies outside."""
    return _template(request, OUTSIDE)


@require_GET
@needs(Can.IMPORT)
def staff_template(request: Any) -> HttpResponseBase:
    """Give the workbook of the office's people."""
    return _template(request, STAFF)


@require_GET
@needs(Can.READ)
def delegates_list(request: Any) -> HttpResponseBase:
    """Give the list of delegates, filtered as on its page."""
    wanted = DelegateFilter(request.GET).wanted()
    found = LIST.taken_out(request, list_delegates(request.actor, **wanted))
    with_former_units = any(each.constituency and each.constituency.former_unit for each in found)
    return streamed(delegates_out(found, with_former_units=with_former_units), "danh-sach-dai-bieu.xlsx")


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
            cells=cells_of(request.POST, columns_of(request.actor, SheetKind(found.kind))),
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
    found = actions.discard_sheet(actor=request.actor, sheet=get_sheet(request.actor, sheet_id))
    return HttpResponseRedirect(f"{reverse(LISTED[SheetKind(found.kind)].upload)}?told=discarded")


def _upload(request: Any, listed: Listed, *, started_on: date, term: TermOfOffice | None = None) -> HttpResponseBase:
    if not may_at_all(request.actor, listed.needs):
        raise NotPermitted(capability=str(listed.needs))
    sent = request.method == "POST"
    form = UploadForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial={"started_on": started_on},
        listed=listed,
    )
    made: list[SheetImport] = []
    if form.is_valid() and carried_out(form, lambda: made.append(_take(request, form, listed))):
        return HttpResponseRedirect(_address(made[0], "taken"))
    page = {
        "form": form,
        "listed": listed,
        "term": term,
        "columns": columns_of(request.actor, listed.kind),
        "sensitive": listed.kind != SheetKind.DELEGATES or may(request.actor, Can.RECORD_SENSITIVE),
        "open": find_open_sheet(request.actor, listed.kind),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "people/sheet_upload.html", page, status=422 if form.errors else 200)


def _template(request: Any, listed: Listed) -> HttpResponseBase:
    notes = [
        str(listed.note),
        _("Không dùng công thức, macro. Chọn giá trị trong danh sách thả xuống khi có."),
        _("Khi tải lên, hệ thống kiểm tra từng ô và chỉ nhập khi mọi dòng đều đúng."),
    ]
    columns = columns_of(request.actor, listed.kind)
    return streamed(template(str(listed.sheet_title), columns, notes=notes), listed.file_name)


def _take(request: Any, form: UploadForm, listed: Listed) -> SheetImport:
    upload = form.cleaned_data["file"]
    return actions.take_sheet(
        actor=request.actor,
        kind=listed.kind,
        file_name=upload.name or "",
        typed=read_upload(upload, columns_of(request.actor, listed.kind)),
        started_on=form.cleaned_data["started_on"],
    )


def _shown(request: Any, found: SheetImport, *, refused: str = "", status: int = 200) -> HttpResponse:
    told, listed = TOLD.get(request.GET.get("told", "")), LISTED[SheetKind(found.kind)]
    if found.state != SheetState.CHECKING:
        done = {"sheet": found, "told": told, "listed": listed}
        return render(request, "people/sheet_done.html", done, status=status)
    register = load_register_of(request.actor, listed.kind)
    checked = check_sheet(request.actor, found, register)
    columns = columns_of(request.actor, listed.kind)
    page: SheetPage = page_of(checked, columns, typed_of(found), register, preview=listed.preview)
    day = f"{found.started_on:%d/%m/%Y}"
    given = {
        "sheet": found,
        "page": page,
        "rows": Paginator(page.rows, 50).get_page(request.GET.get("trang")),
        "told": told,
        "refused": refused,
        "listed": listed,
        "right": listed.right % {"total": page.total, "day": day},
        "verb": listed.verb % {"total": page.total},
        **_beyond_seats(found, register),
    }
    response = render(request, "people/sheet.html", given, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _beyond_seats(found: SheetImport, register: AnyRegister) -> dict[str, Any]:
    """Return how many delegates there would be when they are more than were elected, and the term."""
    if not isinstance(register, Register):
        return {}
    term = get_current_term()
    in_office = len(register.delegates) + found.rows_total
    return {"term": term, "many": in_office if term.seats_total and in_office > term.seats_total else 0}


def _version(request: Any) -> int:
    """Return the version that the page was made of; a strange one clashes with every other."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _address(found: SheetImport, told: str) -> str:
    return f"{reverse('people:sheet', args=[found.id])}?told={told}"
