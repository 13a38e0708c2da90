"""What stands around a session that is held, for demonstration: its papers, and what followed its closing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import Enum

from council.documents.actions import edit_draft, finalise, record_publicity, sign_document
from council.documents.actions.publicity import Told
from council.documents.law import FactName, Text
from council.documents.models import Channel, Document, PublicityAct
from council.law import SessionKind
from council.sessions import actions, law
from council.sessions.actions.papers import Sheet
from council.sessions.demo.cast import Cast
from council.sessions.demo.printed import printed
from council.sessions.models import AgendaItem, CouncilSession, ItemKind, Visibility
from council.sessions.queries import get_hall
from council.sessions.queries.log import list_log
from kernel import clock

IN_TIME, LATE, HOUR = timedelta(days=2), timedelta(days=1), time(9)
PREFIXES = {ItemKind.REPORT: "Toàn văn", ItemKind.PROCEDURE: "Tờ trình"}
DRAFT = "Tờ trình, dự thảo nghị quyết"
CONCLUSION = "Hội đồng nhân dân đã hoàn thành chương trình kỳ họp."
CHANNELS = (Channel.PRESS, Channel.CONFERENCE, Channel.LOUDSPEAKER)


class Minutes(Enum):
    """How far the minutes of a session are: not begun, signed as a document, or laid with its completed file."""

    OPEN = "open"
    SIGNED = "signed"
    FILED = "filed"


@dataclass(frozen=True)
class Course:
    """In what sessions of the demonstration differ."""

    is_one_paper_late: bool = False
    minutes: Minutes = Minutes.OPEN


AS_ALWAYS = Course()


def release_papers(
    cast: Cast, session: CouncilSession, matters: Iterable[AgendaItem], *, is_one_late: bool
) -> CouncilSession:
    """Send the delegates a paper for each matter two days before the last day; one may come the day before the opening.

    All but the last are for everybody.
    """
    kind = SessionKind(session.kind)
    due_on = law.papers_due(opens_on=session.opens_on, kind=kind, rules=cast.rules).due_on
    out = datetime.combine(due_on - IN_TIME, HOUR, clock.VIETNAM)
    late = datetime.combine(session.opens_on - LATE, HOUR, clock.VIETNAM)
    *first, last = matters
    for item in first:
        _add(cast, session, item, out, Visibility.PUBLIC)
    if not is_one_late:
        _add(cast, session, last, out, Visibility.INTERNAL)
    session = actions.release_documents(actor=cast.office, session=session, now=out)
    if is_one_late:
        _add(cast, session, last, late, Visibility.INTERNAL)
        session.refresh_from_db()
    return session


def _add(cast: Cast, session: CouncilSession, item: AgendaItem, at: datetime, visibility: Visibility) -> None:
    title = f"{PREFIXES.get(ItemKind(item.kind), DRAFT)}: {item.title}"
    file = printed(title, [item.submitter], name="tai-lieu", actor=cast.office, press=cast.press)
    sheet = Sheet(title=title, file=file, item=item, visibility=visibility)
    actions.add_paper(actor=cast.office, session=session, sheet=sheet, now=at, rules=cast.rules)


def make_known(cast: Cast, resolutions: list[Document], *, on: datetime) -> None:
    """Tell people of all resolutions but the last, each by another channel."""
    for number, document in enumerate(resolutions[:-1]):
        told = Told(PublicityAct.DISSEMINATED, CHANNELS[number % len(CHANNELS)], clock.local_day(on))
        record_publicity(actor=cast.office, document=document, told=told, now=on)


def complete(cast: Cast, session: CouncilSession, course: Course, *, at: datetime) -> CouncilSession:
    """Sign the minutes of a closed session as a document, or lay them with its completed file; or leave them open."""
    if course.minutes is Minutes.SIGNED:
        _sign(cast, session, at)
    if course.minutes is not Minutes.FILED:
        return session
    heading = f"BIÊN BẢN {session.title.upper()}"
    file = printed(heading, [session.occasion], name="bien-ban", actor=cast.office, press=cast.press)
    signed_on = clock.local_day(at)
    return actions.archive_session(
        actor=cast.office, session=session, minutes=file, signed_on=signed_on, now=at, rules=cast.rules
    )


def _sign(cast: Cast, session: CouncilSession, at: datetime) -> None:
    """Write the minutes from the log and let the chair sign them; whoever wrote them does not number them."""
    hall = get_hall(cast.office, session, now=at, rules=cast.rules)
    document = actions.take_into_minutes(actor=cast.office, hall=hall, lines=list_log(hall), now=at)
    document = edit_draft(
        actor=cast.office,
        document=document,
        version=document.version,
        subject=document.subject,
        text=_whole(Text.from_json(document.body), cast, session),
        adopted_on=document.adopted_on,
        effective_on=document.effective_on,
    )
    document = finalise(actor=cast.office, document=document, rules=cast.rules)
    sign_document(actor=cast.chair, document=document, desk=cast.desk, press=cast.press, now=at)


def _whole(text: Text, cast: Cast, session: CouncilSession) -> Text:
    """Return the minutes with what the log does not know: who presided, how many came, what it came to."""
    present = session.sittings.get().delegates_present
    said = {FactName.CHAIR: cast.chair.name, FactName.PRESENT: f"{present}/{len(cast.mandates)} đại biểu"}
    known = dict(text.facts) | {name.value: words for name, words in said.items()}
    filled = [each if each.paragraphs else replace(each, paragraphs=(CONCLUSION,)) for each in text.articles]
    return replace(text, articles=tuple(filled), facts=tuple((name.value, known[name.value]) for name in FactName))
