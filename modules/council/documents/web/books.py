"""The pages of the books of numbers, for who keeps them: which number is where, and why one is on no document."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from council.documents import actions, queries, sheets
from council.documents.law import ISSUERS, KINDS
from council.documents.permissions import Can
from council.documents.web.book_forms import DayForm, NumberingForm, OpenForm, ReserveForm
from kernel import clock, lists
from kernel.access import may_at_all, take
from kernel.accounts.doors import carried_out, needs
from kernel.accounts.history import list_history
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import ReasonForm

ROWS = 100
BOOKS = lists.declare("documents:books", _("Sổ số văn bản"), sheets.BOOKS)
NUMBERS = lists.declare("documents:book", _("Các số của sổ"), sheets.ENTRIES)
TOLD = {
    "reserved": _("Đã giữ số; sổ ghi rõ lý do."),
    "opened": _("Đã mở sổ từ số đó."),
    "cancelled": _("Đã huỷ số; sổ ghi rõ lý do."),
    "secret": _("Đã ghi số cấp cho văn bản mật."),
    "explained": _("Đã giải trình số thiếu."),
    "numbering": _("Đã lưu cách đánh số."),
}
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs(Can.KEEP_BOOKS)
def index(request: Any) -> HttpResponseBase:
    """List the books of a year with what is wrong in each."""
    this_year = clock.today().year
    years = sorted({this_year, *queries.list_years_of_books(request.actor)}, reverse=True)
    asked = request.GET.get("nam", "")
    year = int(asked) if asked in {str(one) for one in years} else this_year
    lines = queries.list_books(request.actor, year=year)
    if BOOKS.wants_sheet(request):
        return BOOKS.sheet(request, lines)
    page = {
        "lines": lines,
        "listing": BOOKS.shown(request),
        "year": year,
        "years": years,
        "is_now": year == this_year,
        "may_set": may_at_all(request.actor, Can.SET_NUMBERING),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "documents/books.html", page)


@require_safe
@needs(Can.KEEP_BOOKS)
def book(request: Any, book_id: UUID) -> HttpResponseBase:
    """Show each number of one book, the latest first."""
    found = queries.get_book(request.actor, book_id)
    entries = queries.list_entries(found)
    only = request.GET.get("chi") == "thieu"
    if only:
        entries = [entry for entry in entries if entry.is_double or not (entry.document or entry.held)]
    if NUMBERS.wants_sheet(request):
        return NUMBERS.sheet(request, entries)
    page = {
        "book": found,
        "listing": NUMBERS.shown(request),
        "page": Paginator(entries, ROWS).get_page(request.GET.get("trang")),
        "only": only,
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "documents/book.html", page)


@_SHOWS_AND_TAKES
@needs(Can.KEEP_BOOKS)
def reserve(request: Any) -> HttpResponseBase:
    """Hold the next numbers of a book back."""
    form = ReserveForm(request.POST if request.method == "POST" else None, issuers=queries.list_issuers())
    if form.is_valid() and carried_out(
        form, lambda: actions.reserve_numbers(actor=request.actor, now=clock.now(), **form.wanted())
    ):
        return _back("reserved")
    consequence = _("Các số tiếp theo được để riêng, không cấp cho văn bản khác. Số giữ mà không dùng phải huỷ.")
    return _asked(request, form, _("Giữ số"), _("Giữ số"), consequence)


@_SHOWS_AND_TAKES
@needs(Can.KEEP_BOOKS)
def open_new(request: Any) -> HttpResponseBase:
    """Let a book begin behind the numbers that were given on paper."""
    form = OpenForm(request.POST if request.method == "POST" else None, issuers=queries.list_issuers())
    if form.is_valid() and carried_out(
        form, lambda: actions.open_book(actor=request.actor, now=clock.now(), **form.wanted())
    ):
        return _back("opened")
    consequence = _("Chỉ làm được khi sổ năm nay chưa cấp số nào. Các số trước đó được coi là đã cấp trên giấy.")
    return _asked(request, form, _("Mở sổ từ một số khác 01"), _("Mở sổ"), consequence)


@_SHOWS_AND_TAKES
@needs(Can.KEEP_BOOKS)
def cancel(request: Any, held_id: UUID) -> HttpResponseBase:
    """Cancel a number that was held back."""
    held = queries.get_held(request.actor, held_id)
    take("cancel_number", request.actor, held)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form, lambda: actions.cancel_number(actor=request.actor, held=held, now=clock.now(), **form.cleaned_data)
    ):
        return _back("cancelled", held.sequence_id)
    heading = _("Huỷ số %(number)02d") % {"number": held.number}
    consequence = _("Số này không bao giờ được cấp nữa; sổ ghi rõ lý do.")
    return _asked(request, form, heading, _("Huỷ số"), consequence, book_id=held.sequence_id)


@_SHOWS_AND_TAKES
@needs(Can.KEEP_BOOKS)
def secret(request: Any, held_id: UUID) -> HttpResponseBase:
    """Say that a held number went to a document with a mark of secrecy."""
    held = queries.get_held(request.actor, held_id)
    take("give_to_secret", request.actor, held)
    form = DayForm(request.POST if request.method == "POST" else None, initial={"done_on": clock.today()})
    if form.is_valid() and carried_out(
        form, lambda: actions.give_to_secret(actor=request.actor, held=held, now=clock.now(), **form.cleaned_data)
    ):
        return _back("secret", held.sequence_id)
    heading = _("Cấp số %(number)02d cho văn bản mật") % {"number": held.number}
    consequence = _(
        "Sổ chỉ ghi số và ngày. Không ghi trích yếu, không tải tệp: văn bản mật chỉ có bản giấy, "
        "không đưa vào hệ thống."
    )
    return _asked(request, form, heading, _("Ghi vào sổ"), consequence, book_id=held.sequence_id)


@_SHOWS_AND_TAKES
@needs(Can.KEEP_BOOKS)
def explain(request: Any, book_id: UUID, number: int) -> HttpResponseBase:
    """Say why a number is on no document."""
    found = queries.get_book(request.actor, book_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.explain_gap(
            actor=request.actor, book=found, number=number, now=clock.now(), **form.cleaned_data
        ),
    ):
        return _back("explained", found.id)
    heading = _("Giải trình số thiếu: %(number)02d") % {"number": number}
    consequence = _("Số được ghi là đã huỷ, kèm lý do và người ghi.")
    return _asked(request, form, heading, _("Lưu giải trình"), consequence, book_id=found.id)


@require_safe
@needs(Can.KEEP_BOOKS)
def numberings(request: Any) -> HttpResponse:
    """Show how each body numbers."""
    page = {
        "rows": [
            (issuer, ISSUERS[issuer].name, now_set, rule)
            for issuer, now_set, rule in queries.list_numberings(request.actor)
        ],
        "may_set": may_at_all(request.actor, Can.SET_NUMBERING),
        "kinds": [(rule.name, rule.abbreviation, rule.annex_row) for rule in KINDS.values()],
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "documents/numberings.html", page)


@_SHOWS_AND_TAKES
@needs(Can.SET_NUMBERING)
def numbering(request: Any, body: str) -> HttpResponseBase:
    """Set how one body numbers, by a document; the page shows who set it before."""
    issuer, now_set, rule = queries.get_numbering(request.actor, body)
    form = NumberingForm(
        request.POST if request.method == "POST" else None, issuer=issuer, initial=NumberingForm.typed_of(now_set, rule)
    )
    if form.is_valid() and carried_out(
        form, lambda: actions.set_numbering(actor=request.actor, issuer=issuer, now=clock.now(), **form.wanted())
    ):
        to = "numberings" if may_at_all(request.actor, Can.KEEP_BOOKS) else "numbering"
        args = [] if to == "numberings" else [issuer]
        return HttpResponseRedirect(f"{reverse(f'documents:{to}', args=args)}?told=numbering")
    page = {
        "issuer": ISSUERS[issuer].name,
        "form": form,
        "history": list_history(rule) if rule else [],
        "may_keep": may_at_all(request.actor, Can.KEEP_BOOKS),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "documents/numbering.html", page, status=422 if form.errors else 200)


def _asked(
    request: Any, form: forms.Form, heading: Any, verb: Any, consequence: Any, *, book_id: UUID | None = None
) -> HttpResponse:
    return confirm_page(request, Question(heading, verb, _address(book_id), consequence=consequence), form)


def _back(told: str, book_id: UUID | None = None) -> HttpResponse:
    return HttpResponseRedirect(f"{_address(book_id)}?told={told}")


def _address(book_id: UUID | None) -> str:
    return reverse("documents:book", args=[book_id]) if book_id else reverse("documents:books")
