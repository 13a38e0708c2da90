"""What the office's pages are tried with: a planned session far enough ahead, a small real PDF, an upload."""

from datetime import date, timedelta
from functools import cache
from io import BytesIO
from random import Random
from typing import Any

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from council.law import CalendarMissing, SessionKind
from council.sessions import actions, law
from council.sessions.actions.agenda import Matter
from council.sessions.actions.papers import Sheet
from council.sessions.actions.planning import Plan
from council.sessions.actions.preparing import Meeting
from council.sessions.models import AgendaItem, CouncilSession, ItemKind, Paper, Visibility
from kernel import clock, files
from tests.factories.documents import RULES
from tests.factories.halls import CHAIR, OFFICE
from tests.factories.people import make_term

AHEAD = timedelta(days=30)


def opening_day() -> date:
    """Return a day for which nothing is late yet, and no unknown Tết lies before it."""
    day = clock.today() + AHEAD
    while _crosses_unknown_tet(day):
        day += timedelta(days=7)
    return day


def _crosses_unknown_tet(day: date) -> bool:
    try:
        law.convening_due(opens_on=day, kind=SessionKind.REGULAR, rules=RULES)
    except CalendarMissing:
        return True
    return False


def plan_session(**changes: Any) -> CouncilSession:
    """Return a session that is only planned."""
    day = changes.pop("opens_on", opening_day())
    known: dict[str, Any] = {
        "kind": SessionKind.REGULAR,
        "opens_on": day,
        "closes_on": day + timedelta(days=1),
        "place": "Hội trường lớn",
    }
    plan = Plan(**{**known, **changes})
    return actions.plan_session(actor=OFFICE, term=make_term(), plan=plan, now=clock.now(), rules=RULES)


def add_item(session: CouncilSession, title: str = "Dự toán ngân sách năm 2027", **changes: Any) -> AgendaItem:
    """Return an item at the end of the agenda."""
    known: dict[str, Any] = {"kind": ItemKind.INDIVIDUAL_RESOLUTION, "submitter": "Uỷ ban nhân dân"}
    return actions.add_item(actor=OFFICE, session=session, matter=Matter(title=title, **{**known, **changes}))


def agree(session: CouncilSession) -> CouncilSession:
    """Return the session after the joint conference, which was held in time."""
    meeting = Meeting(
        held_on=clock.today() - timedelta(days=30),
        for_council="Chủ tịch, Phó Chủ tịch",
        for_executive="Chủ tịch Uỷ ban nhân dân",
        for_front="Chủ tịch Uỷ ban Mặt trận",
        document="15/TB-HĐND",
    )
    if not session.items.exists():
        add_item(session)
    return actions.agree_content(actor=OFFICE, session=session, meeting=meeting, now=clock.now(), rules=RULES)


def convene(session: CouncilSession) -> CouncilSession:
    """Return the session after its convening."""
    return actions.convene_session(
        actor=CHAIR, session=session, document="12/QĐ-TTHĐND", now=clock.now(), rules=RULES, reason="Việc gấp"
    )


def release(session: CouncilSession) -> CouncilSession:
    """Return the session after its papers went out."""
    return actions.release_documents(actor=OFFICE, session=session, now=clock.now())


def add_paper(
    session: CouncilSession, item: AgendaItem | None = None, *, title: str = "Tờ trình", visibility: Any = None
) -> Paper:
    """Return a paper with a real file."""
    stored = files.store(actor=OFFICE, upload=upload(), kinds={files.Kind.PDF}, limit_bytes=10**7)
    sheet = Sheet(title=title, file=stored, item=item, visibility=visibility or Visibility.INTERNAL)
    return actions.add_paper(actor=OFFICE, session=session, sheet=sheet, now=clock.now(), rules=RULES)


def upload(name: str = "to-trinh.pdf", body: bytes | None = None) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, pdf() if body is None else body, content_type="application/pdf")


@cache
def pdf(text: str = "Kính trình Hội đồng nhân dân xem xét") -> bytes:
    """Return a small PDF with this text."""
    printed: Any = typst.compile(f'#"{text}"'.encode(), format="pdf")
    return bytes(printed)


@cache
def heavy_pdf(text: str, size: int) -> bytes:
    """Return a PDF of one page with this text that carries so many bytes which no packing makes fewer."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(text))))
    load = StreamObject()
    load.set_data(Random(text).randbytes(size))
    writer.root_object[NameObject("/PieceInfo")] = writer._add_object(load)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
