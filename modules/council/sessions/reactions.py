"""What follows from a session's life and for it: delegates are told of what they must come to, preparing goes on."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from council.events.people import DutyTaken
from council.events.sessions import (
    PaperRecalled,
    PaperReplaced,
    SessionCancelled,
    SessionContentAgreed,
    SessionConvened,
    SessionPaused,
    SessionPlanned,
    SessionPostponed,
)
from council.people.queries import list_accounts_of_delegates
from council.roles import Role
from council.rulebook.queries import DeadlineSource, register_deadlines
from council.sessions import law
from council.sessions.actions import hand_on_session
from council.sessions.actions.papers import move_papers
from council.sessions.models import Conference, CouncilSession, Paper
from council.sessions.queries.deadlines import find_open_papers
from council.sessions.queries.delivery import accounts_who_opened
from council.sessions.queries.duties import PREPARATION
from kernel import clock, notify, outbox
from kernel.access import Actor
from kernel.access.models import HoldingRow
from kernel.accounts.models import Account

LEADERS = (Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.COMMITTEE_HEAD)
register_deadlines(DeadlineSource("sessions.paper", find=find_open_papers, move=move_papers))


@outbox.on(SessionPlanned)
def tell_of_planning(event: SessionPlanned, *, event_id: UUID) -> None:
    """Tell the standing committee and the heads of the committees that a session is planned."""
    _tell_leaders(event.session_id, event_id, subject=_("Lập kế hoạch %(title)s, dự kiến khai mạc ngày %(day)s"))


@outbox.on(SessionContentAgreed)
def tell_of_agreement(event: SessionContentAgreed, *, event_id: UUID) -> None:
    """Tell the standing committee and the heads of the committees what the joint conference agreed on."""
    conference = Conference.objects.get(id=event.conference_id)
    listed = "\n".join(f"{number}. {_line_of(item)}" for number, item in enumerate(conference.agreed, 1))
    _tell_leaders(event.session_id, event_id, subject=_("Nội dung %(title)s đã được thống nhất"), body=listed)


@outbox.on(SessionPaused)
def tell_of_pause(event: SessionPaused, *, event_id: UUID) -> None:
    """Tell each active delegate on which other day the session goes on; a break within the day is heard in the hall."""
    if event.resumes_on > event.paused_on:
        day = f"{event.resumes_on:%d/%m/%Y}"
        _tell(
            event.session_id,
            event_id,
            subject=_("%(title)s tạm nghỉ, sẽ họp tiếp"),
            body=_("Họp tiếp từ ngày %(day)s.") % {"day": day},
        )


@outbox.on(SessionConvened)
def tell_of_convening(event: SessionConvened, *, event_id: UUID) -> None:
    """Invite each active delegate to the session."""
    _tell(event.session_id, event_id, subject=_("Triệu tập %(title)s, khai mạc ngày %(day)s"))


@outbox.on(SessionPostponed)
def tell_of_postponing(event: SessionPostponed, *, event_id: UUID) -> None:
    """Tell each active delegate that the session is put off, and why."""
    _tell(event.session_id, event_id, subject=_("Hoãn %(title)s (dự kiến ngày %(day)s)"), body=event.reason)


@outbox.on(SessionCancelled)
def tell_of_cancelling(event: SessionCancelled, *, event_id: UUID) -> None:
    """Tell each active delegate that the session will not be held."""
    _tell(event.session_id, event_id, subject=_("Huỷ %(title)s (dự kiến ngày %(day)s)"))


@outbox.on(PaperReplaced)
def tell_of_new_version(event: PaperReplaced, *, event_id: UUID) -> None:
    """Tell exactly those who had opened the old version that another one is in its place, and what it changes."""
    old = Paper.objects.select_related("replaced_by").get(id=event.paper_id)
    words = {"title": old.title, "version": old.replaced_by.version}
    for account in accounts_who_opened(old, before=event.at):
        notify.tell(
            account=account,
            subject=_("Tài liệu “%(title)s” đã có bản thay thế (bản số %(version)d)") % words,
            body=old.replaced_by.change_note,
            path=law.paper_path(old.replaced_by.id),
            event_id=event_id,
        )


@outbox.on(PaperRecalled)
def tell_of_recall(event: PaperRecalled, *, event_id: UUID) -> None:
    """Tell exactly those who had opened a paper that it was taken back, and why."""
    paper = Paper.objects.get(id=event.paper_id)
    for account in accounts_who_opened(paper, before=event.at):
        notify.tell(
            account=account,
            subject=_("Tài liệu “%(title)s” đã thu hồi, đề nghị không sử dụng") % {"title": paper.title},
            body=paper.removed_reason,
            path=law.workspace_path(paper.session_id),
            event_id=event_id,
        )


@outbox.on(DutyTaken)
def hand_preparing_on(event: DutyTaken, *, event_id: UUID) -> None:  # noqa: ARG001 -- the session is the key
    """Let who took the preparing of a session over see to it."""
    receiver = Account.objects.filter(person_id=event.to_person_id).first()
    session = CouncilSession.objects.filter(id=event.object_id).first() if event.kind == PREPARATION else None
    if session is not None and receiver is not None and session.prepared_by != receiver.pk:
        hand_on_session(actor=Actor.system("sessions.hand_preparing_on"), session=session, to=receiver.pk)


def _line_of(item: dict[str, str]) -> str:
    return " – ".join(part for part in (item["title"], item["submitter"], item["committee"]) if part)


def _tell_leaders(session_id: UUID, event_id: UUID, *, subject: str, body: str = "") -> None:
    held = HoldingRow.objects.in_force(clock.today()).filter(role__in=LEADERS).values("account_id")
    _tell(session_id, event_id, subject=subject, body=body, accounts=Account.objects.filter(id__in=held))


def _tell(
    session_id: UUID, event_id: UUID, *, subject: str, body: str = "", accounts: QuerySet[Account] | None = None
) -> None:
    session = CouncilSession.objects.get(id=session_id)
    words = {"title": session.title, "day": f"{session.opens_on:%d/%m/%Y}"}
    for account in list_accounts_of_delegates() if accounts is None else accounts:
        notify.tell(
            account=account,
            subject=subject % words,
            body=body,
            path=law.workspace_path(session.id),
            event_id=event_id,
        )
