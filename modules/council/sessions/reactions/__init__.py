"""What follows from a session's life and for it: delegates are told of what they must come to, preparing goes on."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from council.events.people import DutyTaken
from council.events.sessions import (
    BallotCountsDiffer,
    BallotsIssued,
    CountsDiffer,
    ExcuseAsked,
    ExcuseDecided,
    GuestInvited,
    PaperRecalled,
    PaperReplaced,
    SessionCancelled,
    SessionContentAgreed,
    SessionConvened,
    SessionPaused,
    SessionPlanned,
    SessionPostponed,
    SpeechesSkipped,
    TranscriptSent,
)
from council.people.queries import find_account, list_accounts_of_delegates
from council.roles import Role
from council.rulebook.queries import DeadlineSource, register_deadlines
from council.sessions import law
from council.sessions.actions import hand_on_session, invite_delegates
from council.sessions.actions.papers import move_papers
from council.sessions.models import (
    BoardMember,
    Conference,
    CouncilSession,
    Excuse,
    Invitation,
    Paper,
    Passage,
    Round,
    Speech,
    Vote,
)
from council.sessions.queries.deadlines import find_open_papers
from council.sessions.queries.delivery import accounts_who_opened
from council.sessions.queries.duties import PREPARATION
from council.sessions.workflow import TAKES_PRESENCE, InvitationState, SpeechState
from kernel import clock, notify, outbox
from kernel.access import Actor
from kernel.access.models import HoldingRow
from kernel.accounts.models import Account

PRESIDING = (Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR)
LEADERS = (*PRESIDING, Role.COMMITTEE_HEAD)
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
def invite_all(event: SessionConvened, *, event_id: UUID) -> None:  # noqa: ARG001 -- who is invited is not invited again
    """Write down the invitation of each active delegate, whose answer the presence begins with."""
    session = CouncilSession.objects.get(id=event.session_id)
    if session.state in TAKES_PRESENCE:
        invite_delegates(actor=Actor.system("sessions.invite_all"), session=session)


@outbox.on(GuestInvited)
def tell_guest(event: GuestInvited, *, event_id: UUID) -> None:
    """Tell somebody of a body outside of the invitation: by notice with an account, else by a letter, once."""
    invitation = Invitation.objects.select_related("contact__account", "session__term").get(id=event.invitation_id)
    session, contact = invitation.session, invitation.contact
    if contact is None or invitation.state == InvitationState.WITHDRAWN:
        return
    words = {"title": session.title, "day": f"{session.opens_on:%d/%m/%Y}", "place": session.place}
    subject = _("Mời dự %(title)s, khai mạc ngày %(day)s") % words
    body = _("Trân trọng kính mời ông/bà dự %(title)s, khai mạc ngày %(day)s, tại %(place)s.") % words
    if contact.account is not None:
        path = law.invitation_path(invitation.id)
        notify.tell(account=contact.account, subject=subject, body=body, path=path, event_id=event_id)
    elif contact.email and invitation.letter_at is None:
        invitation.letter_at = clock.now()
        invitation.save(update_fields=["letter_at"])
        notify.deliver(to=contact.email, subject=subject, body=body, purpose="session_invitation")


@outbox.on(ExcuseAsked)
def tell_of_excuse(event: ExcuseAsked, *, event_id: UUID) -> None:
    """Tell the chair and vice chairs that a request waits for them; the reason is read at its page only."""
    excuse = Excuse.objects.select_related("invitation__mandate__person").get(id=event.excuse_id)
    subject = _("%(name)s xin vắng mặt tại kỳ họp") % {"name": excuse.invitation.name}
    held = HoldingRow.objects.in_force(clock.today()).filter(role__in=PRESIDING).values("account_id")
    for account in Account.objects.filter(id__in=held):
        notify.tell(account=account, subject=subject, path=law.excuse_path(excuse.id), event_id=event_id)


@outbox.on(ExcuseDecided)
def tell_of_decision(event: ExcuseDecided, *, event_id: UUID) -> None:
    """Tell the delegate what became of the request, and why."""
    excuse = Excuse.objects.select_related("invitation__mandate__person", "invitation__session").get(id=event.excuse_id)
    account = find_account(excuse.invitation.mandate.person) if excuse.invitation.mandate else None
    if account is not None:
        words = {"what": excuse.get_state_display(), "title": excuse.session.title}
        subject = _("Đề nghị vắng mặt tại %(title)s: %(what)s") % words
        path = law.workspace_path(excuse.session.id)
        notify.tell(account=account, subject=subject, body=excuse.decision_reason, path=path, event_id=event_id)


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


@outbox.on(CountsDiffer)
def tell_of_differing_counts(event: CountsDiffer, *, event_id: UUID) -> None:
    """Tell both who counted that their totals differ, and that a third person decides."""
    vote = Vote.objects.get(id=event.vote_id)
    for account in Account.objects.filter(pk__in=event.accounts):
        notify.tell(
            account=account,
            subject=_("Kết quả đếm của hai người khác nhau"),
            body=_("%(question)s: hãy đếm lại; người thứ ba nhập kết quả cuối cùng và ghi lý do.")
            % {"question": vote.question},
            path=law.vote_path(vote.id),
            event_id=event_id,
        )


@outbox.on(SpeechesSkipped)
def tell_of_skipped_turn(event: SpeechesSkipped, *, event_id: UUID) -> None:
    """Tell each delegate whose turn did not come that she may write her opinion; not who has written by now."""
    skipped = Speech.objects.filter(id__in=event.speech_ids, mandate__isnull=False, state=SpeechState.SKIPPED)
    for speech in skipped.select_related("item", "mandate__person").order_by("asked_at", "id"):
        account = find_account(speech.mandate.person)
        if account is not None:
            notify.tell(
                account=account,
                subject=_("Chưa đến lượt phát biểu của ông/bà: mời gửi ý kiến bằng văn bản"),
                body=speech.item.title,
                path=law.speech_text_path(speech.id),
                event_id=event_id,
            )


@outbox.on(BallotsIssued)
def tell_counting_board(event: BallotsIssued, *, event_id: UUID) -> None:
    """Tell the counting board that ballots are out, and where its members enter what they count."""
    election = Round.objects.select_related("election").get(id=event.round_id).election
    people = BoardMember.objects.filter(board_id=event.board_id).values("mandate__person_id")
    for account in Account.objects.filter(person_id__in=people):
        notify.tell(
            account=account,
            subject=_("Phiếu bầu %(post)s đã phát; ông/bà là thành viên Ban kiểm phiếu") % {"post": election.post},
            path=law.election_path(election.id),
            event_id=event_id,
        )


@outbox.on(BallotCountsDiffer)
def tell_of_differing_ballots(event: BallotCountsDiffer, *, event_id: UUID) -> None:
    """Tell both members who counted that their counts differ, and that a third member decides."""
    election = Round.objects.select_related("election").get(id=event.round_id).election
    for account in Account.objects.filter(pk__in=event.accounts):
        notify.tell(
            account=account,
            subject=_("Kết quả kiểm phiếu của hai thành viên khác nhau"),
            body=_("Bầu %(post)s: hãy kiểm lại; thành viên thứ ba nhập kết quả cuối cùng và ghi lý do.")
            % {"post": election.post},
            path=law.election_path(election.id),
            event_id=event_id,
        )


@outbox.on(TranscriptSent)
def tell_speakers(event: TranscriptSent, *, event_id: UUID) -> None:
    """Tell each delegate who spoke that what was written down waits for her review."""
    waiting = Passage.objects.filter(transcript_id=event.transcript_id, mandate__isnull=False)
    session = CouncilSession.objects.get(id=event.session_id)
    for account in Account.objects.filter(person_id__in=waiting.values("mandate__person_id")):
        notify.tell(
            account=account,
            subject=_("Lời phát biểu của ông/bà tại %(title)s chờ rà soát") % {"title": session.title},
            path=law.own_passages_path(),
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
