"""The page of the data dictionary: for everybody what is open, for people of the place also what is not."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gateway.dictionary import Entry, Part, dictionary, edition_of, found, grouped
from gateway.dictionary.edition import Edition
from kernel import limits
from kernel.openness import open_to_all
from kernel.place import PUBLIC_KEY, current_key
from kernel.requests import client_address
from kernel.sheets import streamed, workbook

MOST_TAKEN, WITHIN_SECONDS = 20, 300
LONGEST_WORDS = 200
COLUMNS: tuple[tuple[str, Any, int], ...] = (
    ("part", gettext_lazy("Phần"), 16),
    ("group", gettext_lazy("Nhóm"), 34),
    ("name", gettext_lazy("Tên"), 40),
    ("code", gettext_lazy("Tên trong API"), 40),
    ("meaning", gettext_lazy("Ý nghĩa"), 70),
    ("english", gettext_lazy("Tiếng Anh"), 60),
    ("unit", gettext_lazy("Kiểu, đơn vị"), 24),
    ("source", gettext_lazy("Nguồn nghiệp vụ"), 40),
    ("ground", gettext_lazy("Căn cứ"), 70),
    ("readers", gettext_lazy("Ai đọc được"), 60),
    ("kept", gettext_lazy("Lưu giữ"), 24),
)
ICONS = {Part.FIELD: "file-text", Part.MEASURE: "chart-column", Part.CODE: "list", Part.HAND_OVER: "mail"}


@open_to_all
@never_cache
@require_safe
def index(request: Any) -> HttpResponseBase:
    """Show the dictionary, searched and by parts; the same entries go out as Excel and as JSON."""
    is_inside = request.account is not None
    whole = dictionary(is_inside=is_inside)
    words, part = request.GET.get("tim", "")[:LONGEST_WORDS].strip(), request.GET.get("phan", "")
    part = part if part in Part.values else ""
    entries, edition = found(whole, words=words, part=part), edition_of(whole)
    if request.GET.get("tep") in {"xlsx", "json"}:
        limits.count("dictionary", client_address(request), times=MOST_TAKEN, seconds=WITHIN_SECONDS)
        return _json(entries, edition) if request.GET["tep"] == "json" else _sheet(entries, edition)
    context = {
        "shell": _shell(is_inside=is_inside),
        "groups": grouped(entries),
        "number": len(entries),
        "words": words,
        "part": part,
        "parts": [(one, ICONS[one], sum(each.part is one for each in whole)) for one in Part],
        "is_open": bool(words),
        "edition": edition,
        "kept": _kept(request),
    }
    return render(request, "gateway/dictionary.html", context)


def _kept(request: HttpRequest) -> str:
    """Return the search as it stands in the address, for the ways out."""
    asked = request.GET.copy()
    for name in set(asked) - {"tim", "phan"}:
        del asked[name]
    return asked.urlencode()


def _sheet(entries: list[Entry], edition: Edition) -> HttpResponseBase:
    headings = [(heading, width) for _name, heading, width in COLUMNS]
    rows = ([_cell(one, name) for name, _heading, _width in COLUMNS] for one in entries)
    title = _("Từ điển dữ liệu %(version)s") % {"version": edition.version}
    return streamed(workbook(title, headings, rows), f"tu-dien-du-lieu-{edition.version}.xlsx")


def _cell(entry: Entry, name: str) -> str:
    return str(entry.part.label if name == "part" else getattr(entry, name))


def _json(entries: list[Entry], edition: Edition) -> JsonResponse:
    told = {
        "version": edition.version,
        "date": edition.since.isoformat(),
        "digest": edition.digest,
        "follows": [str(one) for one in edition.follows],
        "entries": [{name: value for name, value in asdict(one).items() if name != "is_open"} for one in entries],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _shell(*, is_inside: bool) -> str:
    if current_key() == PUBLIC_KEY:
        return "ui/console.html" if is_inside else "ui/plain.html"
    return "ui/workspace.html" if is_inside else "ui/public.html"
