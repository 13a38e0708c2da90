"""What waits for somebody: one row for each thing, with one verb, the nearest term first.

The rows are made of what stands in the modules at this moment; nothing is stored, so nothing can be stale.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council.documents import law as document_law
from council.documents import workflow as document_workflow
from council.documents.models import Document
from council.documents.permissions import Can as Documents
from council.documents.queries import list_seen
from council.documents.queries.certificates import list_to_see_to
from council.exchange import law as exchange_law
from council.exchange.queries import list_open_received
from council.law import Rules, SessionKind, due
from council.people.queries import list_duties_given_to, list_handovers_to_arrange
from council.people.queries.rights import find_move_to_undo, list_moves_to_confirm, words_of
from council.sessions import law as session_law
from council.sessions.models import CouncilSession, TermKind, Vote
from council.sessions.permissions import Can as Sessions
from council.sessions.queries import (
    get_own_ballot,
    list_own_silent,
    list_sessions,
    list_waiting_excuses,
    open_vote_now,
)
from council.sessions.queries.after import list_open_after
from council.sessions.queries.dossier_work import list_waiting_dossiers
from council.sessions.queries.transcripts import list_own_waiting, review_due
from council.sessions.workflow import SessionState
from kernel import clock, notify
from kernel.access import Actor, may, may_at_all
from kernel.refusal import NotFound

GAZETTE = "resolutions.gazette_after_days"
MOST = 200
NEVER = date.max
OPEN_SESSIONS = (
    SessionState.PLANNED,
    SessionState.CONTENT_AGREED,
    SessionState.CONVENED,
    SessionState.DOCUMENTS_RELEASED,
    SessionState.IN_PROGRESS,
    SessionState.PAUSED,
)
DOCUMENT_STEPS = {
    document_workflow.State.DRAFT: (Documents.FINALISE, _("Chốt văn bản")),
    document_workflow.State.FINAL_TEXT: (Documents.SIGN, _("Ký")),
    document_workflow.State.SIGNED: (Documents.ISSUE, _("Cấp số")),
    document_workflow.State.ISSUED: (Documents.PUBLISH, _("Công bố")),
}


AFTER_STEPS = {
    TermKind.MINUTES: (_("Biên bản kỳ họp chưa ký"), _("Xem việc")),
    TermKind.SENDING: (_("Nghị quyết, biên bản chưa gửi lên cấp trên"), _("Ghi việc gửi")),
    TermKind.PUBLISHING: (_("Nghị quyết chưa công bố"), _("Xem việc")),
}


@dataclass(frozen=True)
class Work:
    """One row: what, why now, the verb of its button and where that leads, and until when."""

    name: str
    note: Any
    verb: Any
    href: str
    due_on: date | None = None
    is_urgent: bool = False


@dataclass(frozen=True)
class Moment:
    """For whom and when the rows are made."""

    actor: Actor
    now: datetime
    rules: Rules

    @property
    def today(self) -> date:
        """Return the legal day."""
        return clock.local_day(self.now)


def list_work(actor: Actor, *, now: datetime, rules: Rules) -> list[Work]:
    """Return what waits for the actor, what goes on now first, then by term; few queries for any number."""
    moment = Moment(actor, now, rules)
    rows = [row for source in SOURCES for row in source(moment)]
    return sorted(rows, key=lambda row: (not row.is_urgent, row.due_on or NEVER))


def _open_vote(moment: Moment) -> Iterator[Work]:
    """The vote that is open now, for a delegate who may vote in it and has not."""
    if not may_at_all(moment.actor, Sessions.VOTE):
        return
    vote = open_vote_now()
    if vote is not None and _waits_for_me(moment.actor, vote):
        today = moment.today
        yield Work(vote.question, _("Đang biểu quyết"), _("Biểu quyết"), reverse("sessions:hall"), today, True)


def _waits_for_me(actor: Actor, vote: Vote) -> bool:
    try:
        own = get_own_ballot(actor, vote)
    except NotFound:
        return False
    return own.is_eligible and not own.receipt


def _documents(moment: Moment) -> Iterator[Work]:
    """Documents whose next step is the actor's."""
    states = [state for state, (can, _verb) in DOCUMENT_STEPS.items() if may_at_all(moment.actor, can)]
    if not states:
        return
    for document in list_seen(moment.actor).filter(state__in=states).order_by("adopted_on", "id")[:MOST]:
        can, verb = DOCUMENT_STEPS[document_workflow.State(document.state)]
        if may(moment.actor, can, document):
            yield Work(
                document.symbol or document.subject,
                document.subject if document.symbol else document.get_kind_display(),
                verb,
                document_law.workspace_path(document.id),
                _document_due(document, moment.rules),
            )


def _document_due(document: Document, rules: Rules) -> date | None:
    """Return until when a signed document must be published; the law gives no term to the steps before."""
    if document.signed_at is None or not document.is_resolution:
        return None
    return due(GAZETTE, base_on=clock.local_day(document.signed_at), rules=rules, binding=False).due_on


def _certificates(moment: Moment) -> Iterator[Work]:
    """Certificates that wait for a second person, or end soon and have no successor."""
    for line in list_to_see_to(moment.actor, now=moment.now):
        one = line.certificate
        note, verb = (_("Chứng thư chờ người thứ hai"), _("Xác nhận"))
        if line.is_usable:
            note, verb = _("Chứng thư sắp hết hạn"), _("Xem chứng thư")
        due_on = clock.local_day(one.valid_until_at) if line.is_usable else None
        yield Work(one.holder, note, verb, reverse("documents:certificate", args=[one.id]), due_on)


def _sessions(moment: Moment) -> Iterator[Work]:
    """Sessions whose next step is the actor's."""
    if not may_at_all(moment.actor, Sessions.READ):
        return
    for session in list_sessions(moment.actor).filter(state__in=OPEN_SESSIONS)[:MOST]:
        maker = SESSION_ROWS[SessionState(session.state)]
        yield from maker(moment, session)


def _invitations(moment: Moment) -> Iterator[Work]:
    """Invitations that wait for one's answer, and requests to be excused that wait for one's decision."""
    for invitation in list_own_silent(moment.actor):
        href = session_law.invitation_path(invitation.id)
        session = invitation.session
        yield Work(session.title, _("Giấy mời chưa trả lời"), _("Trả lời"), href, session.opens_on)
    if may_at_all(moment.actor, Sessions.DECIDE_EXCUSE):
        for excuse in list_waiting_excuses():
            note = _("Xin vắng mặt tại %(session)s") % {"session": excuse.session.title}
            href = session_law.excuse_path(excuse.id)
            yield Work(excuse.invitation.name, note, _("Quyết định"), href, excuse.session.opens_on)


def _passages(moment: Moment) -> Iterator[Work]:
    """Sittings in which words of the actor were written down and wait for her review."""
    for sitting, number in list_own_waiting(moment.actor):
        term = review_due(sitting.session, rules=moment.rules)
        note = _("%(number)d đoạn lời phát biểu của ông/bà chờ rà soát") % {"number": number}
        href = session_law.own_passages_path()
        yield Work(sitting.session.title, note, _("Rà soát"), href, term.due_on if term else None)


def _dossiers(moment: Moment) -> Iterator[Work]:
    """Dossiers whose next step, or whose remarks, wait for the actor."""
    for waiting in list_waiting_dossiers(moment.actor, rules=moment.rules):
        href = session_law.dossier_path(waiting.dossier.id)
        note = _("Hồ sơ trình %(session)s") % {"session": waiting.dossier.session.title}
        yield Work(waiting.dossier.title, note, waiting.verb, href, waiting.due_on)


def _after(moment: Moment) -> Iterator[Work]:
    """Terms after a closing that are open, or were missed without anybody saying why."""
    for after, term in list_open_after(moment.actor, today=moment.today, rules=moment.rules):
        session, due_on = after.session, term.deadline.due_on
        if term.done_on is not None:
            href = reverse("sessions:explain_late", args=[session.id, term.kind.value])
            note = _("%(what)s: quá hạn, chưa ghi lý do") % {"what": term.kind.label}
            yield Work(session.title, note, _("Ghi lý do"), href, due_on)
        else:
            note, verb = AFTER_STEPS[term.kind]
            is_sending = term.kind == TermKind.SENDING
            href = reverse("sessions:send_upward", args=[session.id]) if is_sending else f"{_page(session)}#after"
            yield Work(session.title, note, verb, href, due_on)


def _to_convene(moment: Moment, session: CouncilSession) -> Iterator[Work]:
    if may(moment.actor, Sessions.CONVENE, session):
        term = session_law.convening_due(
            opens_on=session.opens_on, kind=SessionKind(session.kind), rules=moment.rules, binding=False
        )
        yield Work(session.title, _("Chờ triệu tập"), _("Triệu tập"), _page(session), term.due_on)


def _to_release(moment: Moment, session: CouncilSession) -> Iterator[Work]:
    if may(moment.actor, Sessions.RELEASE, session):
        term = session_law.papers_due(opens_on=session.opens_on, kind=SessionKind(session.kind), rules=moment.rules)
        yield Work(session.title, _("Tài liệu chưa gửi đại biểu"), _("Phát hành tài liệu"), _page(session), term.due_on)
    yield from _to_open(moment, session)


def _to_open(moment: Moment, session: CouncilSession) -> Iterator[Work]:
    if session.opens_on <= moment.today and may(moment.actor, Sessions.CHAIR, session):
        yield Work(session.title, _("Đến ngày khai mạc"), _("Khai mạc"), _desk(session), session.opens_on, True)
    elif session.opens_on > moment.today and may_at_all(moment.actor, Sessions.VOTE):
        yield Work(session.title, _("Đã được triệu tập"), _("Đọc tài liệu"), _page(session), session.opens_on)


def _held(moment: Moment, session: CouncilSession) -> Iterator[Work]:
    if may(moment.actor, Sessions.RECORD_PRESENCE, session):
        yield Work(session.title, _("Đang họp"), _("Vào bàn điều hành"), _desk(session), moment.today, True)
    elif may_at_all(moment.actor, Sessions.VOTE):
        yield Work(session.title, _("Đang họp"), _("Vào phòng họp"), reverse("sessions:hall"), moment.today, True)


def _reminders(moment: Moment) -> Iterator[Work]:
    """What the province reminds of and nobody has done yet; a promise moves its day."""
    for reminder in list_open_received(moment.actor):
        note = _("%(who)s nhắc việc") % {"who": reminder.sender_name}
        due_on = max(reminder.due_on, reminder.promised_on or reminder.due_on)
        verb = _("Báo đã làm") if reminder.reply else _("Trả lời")
        yield Work(reminder.subject, note, verb, exchange_law.received_path(reminder.id), due_on)


def _rights(moment: Moment) -> Iterator[Work]:
    """Changes of rights that wait for the actor's word, and a simplified office that has grown too large for it."""
    for move in list_moves_to_confirm(moment.actor):
        note = _("%(who)s đề nghị") % {"who": move.proposed_by_name}
        yield Work(words_of(move), note, _("Xác nhận"), reverse("rights:step", args=[move.id, "confirm"]), move.from_on)
    outgrown = find_move_to_undo(moment.actor, on=moment.today)
    if outgrown is not None:
        note = _("Văn phòng nay có hơn ba người")
        yield Work(words_of(outgrown), note, _("Kết thúc"), reverse("rights:step", args=[outgrown.id, "undo"]))


def _duties(moment: Moment) -> Iterator[Work]:
    """What was handed over to the actor and waits, and what the actor has to give to somebody."""
    for duty in list_duties_given_to(moment.actor):
        note = _("%(name)s bàn giao") % {"name": duty.handover.person.full_name}
        yield Work(duty.label, note, _("Nhận việc"), reverse("people:waiting"), duty.handover.leaves_on)
    for handover, left in list_handovers_to_arrange(moment.actor):
        name = _("Bàn giao việc của %(name)s") % {"name": handover.person.full_name}
        href = reverse("people:handover", args=[handover.id])
        if left:
            note = _("Còn %(number)d việc chưa giao") % {"number": left}
            yield Work(name, note, _("Giao việc"), href, handover.leaves_on)
        else:
            yield Work(name, _("Mọi việc đã có người nhận"), _("Kết thúc bàn giao"), href, handover.leaves_on)


def _notices(moment: Moment) -> Iterator[Work]:
    """One row for all notices that were not read."""
    unread = notify.count_unread(moment.actor)
    if unread:
        name = _("%(number)d thông báo chưa đọc") % {"number": unread}
        yield Work(name, _("Gửi riêng cho ông/bà"), _("Đọc"), reverse("notify:bell"))


def _page(session: CouncilSession) -> str:
    return reverse("sessions:detail", args=[session.id])


def _desk(session: CouncilSession) -> str:
    return reverse("sessions:control", args=[session.id])


SESSION_ROWS: dict[SessionState, Callable[[Moment, CouncilSession], Iterator[Work]]] = {
    SessionState.PLANNED: _to_convene,
    SessionState.CONTENT_AGREED: _to_convene,
    SessionState.CONVENED: _to_release,
    SessionState.DOCUMENTS_RELEASED: _to_open,
    SessionState.IN_PROGRESS: _held,
    SessionState.PAUSED: _held,
}
SOURCES: tuple[Callable[[Moment], Iterator[Work]], ...] = (
    _open_vote,
    _sessions,
    _invitations,
    _passages,
    _dossiers,
    _after,
    _reminders,
    _documents,
    _certificates,
    _rights,
    _duties,
    _notices,
)
