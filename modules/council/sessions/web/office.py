"""The pages of a session for the council's people: the list, one session with all that belongs to it, one item."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from council.documents.models import Document
from council.documents.permissions import Can as DocumentsCan
from council.documents.queries import find_by_votes
from council.sessions import actions, sheets
from council.sessions.models import AgendaItem, CouncilSession, Paper, Vote, Way
from council.sessions.permissions import Can
from council.sessions.queries import (
    YearView,
    deadlines_of,
    find_conference,
    find_own_invitation,
    get_paper,
    get_session,
    get_year,
    list_items,
    list_papers,
    list_proposals,
    list_sessions,
    list_sittings,
    list_votes,
    list_years,
    warnings_of,
)
from council.sessions.queries.dossiers import count_prepared
from council.sessions.queries.rehearsals import find_rehearsal
from council.sessions.queries.transcripts import list_transcripts
from council.sessions.web.after_view import after_of
from council.sessions.web.forms import SessionFilter
from council.sessions.web.hall import rules_of
from council.sessions.web.preparation import Facts, buttons_of, marks_of, sees_preparation, tasks_of
from council.sessions.web.rehearsals import why_no_rehearsal
from council.sessions.workflow import (
    BEFORE_OPENING,
    COUNTED,
    LATE_AGENDA,
    OPEN_AGENDA,
    PUBLIC_SESSIONS,
    TAKES_PRESENCE,
    ItemState,
    SessionState,
)
from kernel import clock, files, lists
from kernel.access import Actor, may
from kernel.accounts.doors import needs

ROWS = 50
LIST = lists.declare("sessions:index", _("Kỳ họp"), sheets.SESSIONS, filtered_by=SessionFilter.base_fields)
TOLD = {
    "planned": _("Đã lập kế hoạch kỳ họp."),
    "edited": _("Đã lưu kế hoạch."),
    "convened": _("Đã triệu tập kỳ họp; đại biểu được báo."),
    "released": _("Đã phát hành tài liệu đến đại biểu."),
    "postponed": _("Đã hoãn kỳ họp; đại biểu được báo."),
    "cancelled": _("Đã huỷ kỳ họp."),
    "answered": _("Đã gửi câu trả lời."),
    "asked": _("Đã gửi đề nghị vắng mặt; chủ toạ sẽ quyết định."),
    "taken-back": _("Đã rút đề nghị vắng mặt."),
    "agreed": _("Đã ghi hội nghị liên tịch; nội dung kỳ họp đã được thống nhất."),
    "paused": _("Kỳ họp tạm nghỉ; ngày họp tiếp được báo cho đại biểu."),
    "archived": _("Đã hoàn tất hồ sơ kỳ họp."),
    "sent-upward": _("Đã ghi việc gửi lên cấp trên."),
    "sending-withdrawn": _("Đã thu hồi bản ghi; việc gửi lên cấp trên lại thành chưa xong."),
    "explained": _("Đã ghi lý do chậm."),
    "item": _("Đã thêm nội dung vào chương trình."),
    "item-edited": _("Đã lưu nội dung."),
    "moved": _("Đã chuyển vị trí nội dung."),
    "withdrawn": _("Đã rút nội dung khỏi chương trình."),
    "articles": _("Đã lưu danh sách điều, khoản biểu quyết riêng."),
    "unsubmitted": _("Đã ghi nội dung chưa trình; nội dung chờ ở kỳ họp sau."),
    "agenda-agreed": _("Đã ghi Hội đồng đồng ý chương trình sửa đổi."),
    "dropped": _("Đã bỏ nội dung đề xuất."),
    "sitting": _("Đã thêm phiên họp."),
    "teams": _("Đã thêm phiên thảo luận cho các tổ."),
    "sitting-edited": _("Đã lưu phiên họp."),
    "sitting-cancelled": _("Đã huỷ phiên họp."),
    "sitting-closed": _("Đã ghi quyết định họp kín."),
    "focus": _("Đã công bố gợi ý thảo luận."),
    "paper": _("Đã thêm tài liệu."),
    "replaced": _("Đã thay tài liệu; bản cũ vẫn xem được và ghi rõ là đã thay."),
    "recalled": _("Đã thu hồi tài liệu; những người đã mở được báo."),
    "film": _("Đã thêm phim; phát hành để đại biểu xem được."),
    "film-released": _("Đã phát hành phim."),
    "film-recalled": _("Đã gỡ phim."),
    "audience": _("Đã lưu danh sách người được đọc."),
    "broadcast": _("Đã lưu địa chỉ truyền hình."),
    "wiped": _("Đã xoá buổi diễn tập; chỉ nhật ký hệ thống còn dấu ai đã làm gì."),
}


@dataclass(frozen=True)
class Buttons:
    """What this person may do with the agenda, papers and sittings of a session now."""

    edit_agenda: bool
    add_paper: bool
    withdraw: bool
    unsubmit: bool
    recall: bool
    see_delivery: bool
    add_sitting: bool
    desk: bool


@dataclass(frozen=True)
class Result:
    """A counted vote with the resolution made from it, if there is one."""

    vote: Vote
    document: Document | None


@require_GET
@needs(Can.READ)
def index(request: Any) -> HttpResponseBase:
    """List the sessions, the latest first, all or of one year and state."""
    chosen = SessionFilter(request.GET, years=list_years(request.actor))
    sessions = list_sessions(request.actor, **chosen.wanted())
    if LIST.wants_sheet(request):
        return LIST.sheet(request, sessions)
    page = {
        "listing": LIST.shown(request),
        "page": Paginator(sessions, ROWS).get_page(request.GET.get("trang")),
        "filter": chosen,
        "is_filtered": any(chosen.wanted().values()),
        "kept": urlencode({name: request.GET[name] for name in chosen.fields if request.GET.get(name)}),
        "may_plan": may(request.actor, Can.PLAN),
        "may_rehearse": may(request.actor, Can.REHEARSE),
        "rehearsal": find_rehearsal(request.actor),
        "why_not": why_no_rehearsal() if may(request.actor, Can.REHEARSE) else "",
        "sees_league": may(request.actor, Can.SEE_DELIVERY),
        "told": TOLD.get(request.GET.get("told", "")),
        "years": _years(request) if may(request.actor, Can.PLAN) or may(request.actor, Can.CONVENE) else [],
    }
    return render(request, "sessions/index.html", page)


@require_GET
@needs(Can.READ)
def detail(request: Any, session_id: UUID) -> HttpResponse:
    """Show one session: its preparation and next steps, agenda, papers, sittings and results."""
    session = get_session(request.actor, session_id)
    papers, rules = list(list_papers(request.actor, session, with_recalled=True)), rules_of(request)
    facts = Facts(
        session=session,
        items=list(list_items(session)),
        papers=papers,
        sittings=list_sittings(session),
        deadlines=deadlines_of(session, rules=rules),
        today=clock.today(),
        conference=find_conference(session),
    )
    prepares = sees_preparation(request.actor, session)
    may_rehearse = session.state in BEFORE_OPENING and may(request.actor, Can.REHEARSE)
    page = {
        "facts": facts,
        "dossiers": count_prepared(request.actor, session),
        "session": session,
        "items": [(item, [paper for paper in papers if paper.item_id == item.id]) for item in facts.items],
        "papers": [paper for paper in papers if paper.item_id is None],
        "tasks": tasks_of(facts) if prepares else [],
        "marks": marks_of(facts) if prepares else [],
        "warnings": warnings_of(session, today=facts.today, rules=rules) if prepares else [],
        "after": after_of(request.actor, session, today=facts.today, rules=rules),
        "own": find_own_invitation(request.actor, session) if session.state in PUBLIC_SESSIONS else None,
        "answers_open": session.state in TAKES_PRESENCE,
        "sees_answers": sees_answers(request.actor, session),
        "proposals": list_proposals(session) if may_plan_agenda(request.actor, session) else [],
        "awaits": awaits_agreement(request.actor, session, facts.items),
        "may_close_sitting": session.state in TAKES_PRESENCE and may(request.actor, Can.CHAIR, session),
        "may_rehearse": may_rehearse,
        "why_not": why_no_rehearsal() if may_rehearse else "",
        "may_wipe": session.is_rehearsal and may(request.actor, Can.REHEARSE),
        "may_broadcast": session.state in OPEN_AGENDA and may(request.actor, Can.PLAN, session),
        "has_teams": any(sitting.team_id for sitting in facts.sittings),
        "steps": buttons_of(request.actor, session),
        "can": buttons_for(request.actor, session),
        "results": _results(request.actor, session),
        "transcripts": list_transcripts(request.actor, session),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "sessions/detail.html", page)


@require_GET
@needs(Can.READ)
def paper(request: Any, paper_id: UUID) -> HttpResponseBase:
    """Give the file of a paper to whom it is released, and note that she has it."""
    found = get_paper(request.actor, paper_id)
    actions.record_opening(actor=request.actor, paper=found, way=Way.OPENED, now=clock.now())
    return files.serve(request, found.file)


def buttons_for(actor: Actor, session: CouncilSession, item: AgendaItem | None = None) -> Buttons:
    """Return what the actor may do now; after the papers are out only who convenes changes the agenda."""
    open_agenda = session.state in OPEN_AGENDA
    late = session.state in LATE_AGENDA
    edits = open_agenda and may(actor, Can.EDIT_AGENDA, session) and (not late or may(actor, Can.CONVENE, session))
    step, unsubmit = AgendaItem.STEPS["withdraw"], AgendaItem.STEPS["unsubmit"]
    return Buttons(
        edit_agenda=edits,
        add_paper=open_agenda and may(actor, Can.ADD_PAPER, session),
        withdraw=item is not None and item.state in set(step.sources) and may(actor, step.can, item),
        unsubmit=item is not None and edits and item.state in set(unsubmit.sources),
        recall=may(actor, Paper.STEPS["recall"].can, session),
        see_delivery=session.released_at is not None and may(actor, Can.SEE_DELIVERY, session),
        add_sitting=session.state in TAKES_PRESENCE and may(actor, Can.EDIT_AGENDA, session),
        desk=session.state in TAKES_PRESENCE and may(actor, Can.RECORD_PRESENCE, session),
    )


def _years(request: Any) -> list[YearView]:
    """Return this year and the next with what the law still asks for in them."""
    today, rules = clock.today(), rules_of(request)
    return [get_year(request.actor, year, today=today, rules=rules) for year in (today.year, today.year + 1)]


def may_plan_agenda(actor: Actor, session: CouncilSession) -> bool:
    """Say whether the actor may take up what earlier sessions left, before this one is opened."""
    return session.state in BEFORE_OPENING and buttons_for(actor, session).edit_agenda


def awaits_agreement(actor: Actor, session: CouncilSession, items: Sequence[AgendaItem]) -> bool:
    """Say whether late items wait for the council's agreement, and the actor records it now."""
    awaiting = any(item.state == ItemState.AWAITING for item in items)
    return awaiting and session.state == SessionState.IN_PROGRESS and may(actor, Can.CHAIR, session)


def sees_answers(actor: Actor, session: CouncilSession) -> bool:
    """Say whether the actor keeps the invitations of a convened session, or decides on excuses."""
    if session.convened_on is None:
        return False
    return may(actor, Can.INVITE, session) or may(actor, Can.DECIDE_EXCUSE)


def _results(actor: Actor, session: CouncilSession) -> list[Result]:
    votes = [vote for vote in list_votes(session) if vote.state in COUNTED]
    documents = find_by_votes(vote.id for vote in votes) if votes and may(actor, DocumentsCan.READ) else {}
    return [Result(vote, documents.get(vote.id)) for vote in votes]
