"""The pack: what a delegate's device saves of a session, and the worker that reads it without a network.

What is saved is named by its address and a tag; the device fetches what it lacks and no more. Papers of closed
sittings and restricted ones are never in it.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.templatetags.static import PrefixNode, static
from django.urls import reverse
from django.views.decorators.http import require_safe

from council.sessions.models import CouncilSession, Paper
from council.sessions.permissions import Can
from council.sessions.queries import list_papers, next_session
from council.sessions.workflow import PaperState
from kernel import clock
from kernel.accounts.doors import needs
from kernel.files.kinds import Kind
from kernel.openness import open_to_all

WORKER = Path(__file__).parent.parent / "static" / "sessions" / "sw.js"
PAGE_BYTES = 40_000  # what a page is reckoned at when room on the device is asked for
SHEETS = ("tokens", "fonts", "reset", "layout", "components", "forms", "hall", "portal", "print")
STATICS = (
    "app/star.svg",
    *(f"app/{name}.css" for name in SHEETS),
    *(f"app/{name}.mjs" for name in ("size", "page")),
    *(f"sessions/{name}" for name in ("reading.css", "viewer.mjs", "notes.mjs", "queue.mjs", "pack.mjs")),
    "vendor/pdfjs/pdf.min.mjs",
    "vendor/pdfjs/pdf.worker.min.mjs",
    *(
        f"vendor/font/be-vietnam-pro-{subset}-{weight}-normal.woff2"
        for subset in ("latin", "latin-ext", "vietnamese")
        for weight in (400, 600, 700)
    ),
)
# The fonts that a PDF may leave out; pdf.js asks for them by their plain names.
PDF_FONTS = (
    *(f"LiberationSans-{name}.ttf" for name in ("Regular", "Bold", "Italic", "BoldItalic")),
    *(f"FoxitFixed{name}.pfb" for name in ("", "Bold", "Italic", "BoldItalic")),
    *(f"FoxitSerif{name}.pfb" for name in ("", "Bold", "Italic", "BoldItalic")),
    "FoxitSymbol.pfb",
    "FoxitDingbats.pfb",
)


@dataclass(frozen=True)
class Entry:
    """One thing to save; the same address with another tag is another thing. ``size`` in bytes."""

    kind: str
    url: str
    tag: str
    size: int


@require_safe
@needs(Can.READ)
def pack(request: Any) -> HttpResponse:
    """Say what there is to save for this reader of the session that is held now or comes next."""
    session = next_session(on=clock.today())
    papers = _packed(request, session) if session else []
    if session is None or not papers:
        return _answer({"name": "", "entries": [], "documents": 0, "bytes": 0})
    entries = list(_entries(papers))
    return _answer(
        {
            "name": f"pack-{request.actor.account_id}-{session.id}",
            "entries": [asdict(entry) for entry in entries],
            "documents": len(papers),
            "bytes": sum(entry.size for entry in entries),
        }
    )


@open_to_all
@require_safe
def worker(_request: Any) -> HttpResponse:
    """Give the service worker; the browser asks for it anew each time."""
    headers = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache"}
    return HttpResponse(WORKER.read_bytes(), headers=headers)


def _packed(request: Any, session: CouncilSession) -> list[Paper]:
    papers = list_papers(request.actor, session).filter(state=PaperState.RELEASED)
    return [paper for paper in papers if paper.may_be_saved]


def _entries(papers: list[Paper]) -> Iterator[Entry]:
    plain = [f"{PrefixNode.handle_simple('STATIC_URL')}vendor/pdfjs-fonts/{name}" for name in PDF_FONTS]
    for url in [*(static(name) for name in STATICS), *plain]:
        yield Entry("static", url, url, PAGE_BYTES)
    shelf = sha256("".join(f"{paper.id}{paper.state}" for paper in papers).encode()).hexdigest()
    yield Entry("page", reverse("sessions:own_papers"), shelf, PAGE_BYTES)
    for paper in papers:
        if paper.file.content_type == Kind.PDF.content_type:
            yield Entry("page", reverse("sessions:read", args=[paper.id]), paper.file.sha256, PAGE_BYTES)
        url = reverse("sessions:content", args=[paper.id, paper.file.sha256])
        yield Entry("file", url, paper.file.sha256, paper.file.size)


def _answer(body: dict[str, Any]) -> JsonResponse:
    return JsonResponse(body, headers={"Cache-Control": "private, no-store"})
