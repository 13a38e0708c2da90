"""A session to come, for demonstration: its dossiers on the steps of their way, and an election that is prepared."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from council.law import SessionKind
from council.people.models import Committee, OutsideBody, Person
from council.roles import BODY, Role
from council.sessions import actions
from council.sessions.actions.agenda import Matter
from council.sessions.actions.dossier_papers import Given
from council.sessions.actions.dossiers import Registration
from council.sessions.actions.planning import Plan
from council.sessions.actions.verification import CommitteeSitting, Report
from council.sessions.actions.year_list import Line
from council.sessions.demo.cast import Cast
from council.sessions.demo.election import NEXT_POST, prepare_next_election
from council.sessions.demo.printed import printed
from council.sessions.law import Basis, DossierPaperKind
from council.sessions.models import AnswerKind, CouncilSession, Dossier, ItemKind, View, YearMatter
from council.sessions.models.dossiers import PAPER_KIND_NAMES
from kernel import clock
from kernel.access import Actor, Holding

OPENS_IN = timedelta(days=20)
YEAR_DOCUMENT = "45/NQ-HĐND"
FINANCE, BUILDING, LAND = "Sở Tài chính", "Sở Xây dựng", "Sở Nông nghiệp và Môi trường"
SUPPORT = "Chính sách hỗ trợ doanh nghiệp nhỏ và vừa chuyển đổi số"
INVESTMENT = "Điều chỉnh kế hoạch đầu tư công trung hạn 5 năm"
FEES = "Quy định phân cấp nguồn thu, nhiệm vụ chi ngân sách địa phương"
HOUSING = "Chương trình phát triển nhà ở xã hội đến năm 2030"
LAND_PRICES = "Danh mục dự án cần thu hồi đất bổ sung trong năm"
SCHOOLS = "Mức học phí của cơ sở giáo dục công lập năm học tới"
PAPERS = (DossierPaperKind.SUBMISSION, DossierPaperKind.DRAFT)


@dataclass(frozen=True)
class Examiners:
    """The committee that examines, who heads it, and a member of it who looks on elsewhere; ``other`` examines too."""

    committee: Committee
    head: Actor
    member: Person
    other: Committee


@dataclass(frozen=True)
class _Play:
    """What every scene needs: who plays, for which session, on which day, the lines of the year's list."""

    cast: Cast
    examiners: Examiners
    session: CouncilSession
    now: datetime
    listed: dict[str, YearMatter]

    def ago(self, days: int) -> datetime:
        """Return the moment so many days before now."""
        return self.now - timedelta(days=days)


def coming_session(cast: Cast, examiners: Examiners, *, now: datetime) -> CouncilSession:
    """Prepare a session in some weeks: a dossier on each of the steps that people ask about, and an election."""
    session = _planned(cast, now)
    play = _Play(cast, examiners, session, now, _year_list(cast, session, now))
    _proposed(play, SCHOOLS, FINANCE, days=2)
    drafted = _drafted(play, SUPPORT, FINANCE, committee=examiners.other)
    actions.add_observer(actor=cast.office, dossier=drafted, person=examiners.member, now=play.ago(19))
    _late(play, _sent(play, HOUSING, BUILDING))
    _examined(play, _sent(play, INVESTMENT, FINANCE), REMARKS)
    _answered(play, _reported(play, _examined(play, _sent(play, FEES, FINANCE), REMARKS_OF_FEES)))
    _left(play, _drafted(play, LAND_PRICES, LAND))
    _with_election(cast, session)
    return session


def _planned(cast: Cast, now: datetime) -> CouncilSession:
    day = clock.local_day(now + OPENS_IN)
    plan = Plan(
        kind=SessionKind.THEMATIC,
        opens_on=day,
        closes_on=day,
        place="Hội trường lớn",
        basis=Basis.STANDING_COMMITTEE,
        basis_document="31/TTr-TTHĐND",
    )
    planned = now - timedelta(days=30)
    return actions.plan_session(actor=cast.office, term=cast.term, plan=plan, now=planned, rules=cast.rules)


def _year_list(cast: Cast, session: CouncilSession, now: datetime) -> dict[str, YearMatter]:
    """Return the year's list by title: one line for each matter that the list foresaw."""
    decided_on = clock.local_day(now - timedelta(days=60))
    plan = actions.plan_year(
        actor=cast.office, year=session.opens_on.year, document=YEAR_DOCUMENT, decided_on=decided_on, now=now
    )
    lines = [
        Line(title, ItemKind.INDIVIDUAL_RESOLUTION, YEAR_DOCUMENT, submitter)
        for title, submitter in ((SUPPORT, FINANCE), (INVESTMENT, FINANCE), (FEES, FINANCE), (HOUSING, BUILDING))
    ]
    return {line.title: actions.list_matter(actor=cast.office, plan=plan, line=line) for line in lines}


def _proposed(play: _Play, title: str, submitter: str, *, days: int = 28) -> Dossier:
    body = OutsideBody.objects.get(name=submitter)
    registration = Registration(
        session=play.session,
        title=title,
        kind=ItemKind.INDIVIDUAL_RESOLUTION,
        purpose="Thực hiện chương trình công tác năm và kết luận của Thường trực Hội đồng nhân dân.",
        body=body,
    )
    return actions.register_dossier(actor=_agency(body), registration=registration, now=play.ago(days))


def _drafted(play: _Play, title: str, submitter: str, *, committee: Committee | None = None) -> Dossier:
    dossier, cast = _proposed(play, title, submitter), play.cast
    listed = play.listed.get(title)
    dossier = actions.accept_dossier(
        actor=cast.chair,
        dossier=dossier,
        now=play.ago(26),
        rules=cast.rules,
        listed=listed,
        exception_document="" if listed else "15-TB/TU",
    )
    return actions.assign_dossier(
        actor=cast.office,
        dossier=dossier,
        committee=committee or play.examiners.committee,
        now=play.ago(25),
        rules=cast.rules,
        drafter=submitter,
    )


def _sent(play: _Play, title: str, submitter: str) -> Dossier:
    dossier, cast = _drafted(play, title, submitter), play.cast
    agency = _agency(dossier.body)
    for kind in PAPERS:
        name = str(PAPER_KIND_NAMES[kind])
        file = printed(name.upper(), [title, submitter], name=kind, actor=cast.office, press=cast.press)
        actions.give_dossier_paper(actor=agency, dossier=dossier, given=Given(kind, file), now=play.ago(12))
    return actions.send_dossier(actor=agency, dossier=dossier, now=play.ago(11), rules=cast.rules)


def _late(play: _Play, dossier: Dossier) -> Dossier:
    """Let the committee give a dossier back; the day on which it should have come again has passed."""
    return actions.give_back_dossier(
        actor=play.examiners.head,
        dossier=dossier,
        reason="Thiếu bản tổng hợp ý kiến góp ý của các xã, phường",
        again_due_on=clock.local_day(play.ago(2)),
        now=play.ago(9),
        rules=play.cast.rules,
    )


def _left(play: _Play, dossier: Dossier) -> Dossier:
    """Let the office say that a matter is not ready and is not submitted to this session."""
    reason = "Chưa đủ kết quả rà soát hiện trạng sử dụng đất; chuẩn bị cho kỳ họp sau"
    return actions.leave_dossier(actor=play.cast.office, dossier=dossier, reason=reason, now=play.ago(3))


REMARKS = (
    ("Làm rõ nguồn vốn bố trí cho các dự án chuyển tiếp.", View.CHANGE),
    ("Bổ sung danh mục dự án cắt giảm và lý do.", View.CHANGE),
)
REMARKS_OF_FEES = (
    ("Quy định rõ tỷ lệ điều tiết cho cấp xã.", View.CHANGE),
    ("Nhất trí với thời kỳ ổn định ngân sách; đề nghị nêu căn cứ.", View.AGREE),
    ("Chưa nhất trí giao nhiệm vụ chi khi chưa có nguồn.", View.OPPOSE),
)


def _examined(play: _Play, dossier: Dossier, remarks: tuple[tuple[str, View], ...]) -> Dossier:
    head, day = play.examiners.head, play.ago(8)
    sitting = CommitteeSitting(clock.local_day(day), f"{head.name}; các thành viên của Ban", dossier.submitter_name)
    dossier = actions.record_examination(actor=head, dossier=dossier, sitting=sitting, now=day, rules=play.cast.rules)
    for point, view in remarks:
        actions.write_remark(actor=head, dossier=dossier, point=point, view=view)
    return dossier


def _reported(play: _Play, dossier: Dossier) -> Dossier:
    cast, head = play.cast, play.examiners.head
    opinion = "Ban cơ bản nhất trí trình Hội đồng nhân dân xem xét sau khi tiếp thu, giải trình các ý kiến."
    file = printed("BÁO CÁO THẨM TRA", [dossier.title, opinion], name="tham-tra", actor=head, press=cast.press)
    report = Report("27/BC-BKTNS", file, opinion)
    dossier = actions.issue_report(actor=head, dossier=dossier, report=report, now=play.ago(6), rules=cast.rules)
    return actions.open_remarks(actor=cast.office, dossier=dossier, now=play.ago(5), rules=cast.rules)


def _answered(play: _Play, dossier: Dossier) -> None:
    """Let the agency answer: one remark is confirmed, one disputed, one still open."""
    first, second, _open = dossier.remarks.order_by("position")
    answers = ((first, AnswerKind.TAKEN_IN, "Đã quy định tỷ lệ tại Điều 4."), (second, AnswerKind.EXPLAINED, BASIS))
    first, second = (
        actions.answer_remark(
            actor=_agency(dossier.body), remark=each, version=each.version, kind=kind, answer=answer, now=play.ago(4)
        )
        for each, kind, answer in answers
    )
    head, objection = play.examiners.head, "Căn cứ nêu chưa đúng thời kỳ."
    actions.confirm_remark(actor=head, remark=first, version=first.version)
    actions.dispute_remark(actor=head, remark=second, version=second.version, objection=objection)


BASIS = "Giữ thời kỳ ổn định ngân sách theo dự thảo; căn cứ nêu tại tờ trình."


def _with_election(cast: Cast, session: CouncilSession) -> None:
    title = f"Bầu {NEXT_POST}"
    matter = Matter(title=title, kind=ItemKind.PROCEDURE, submitter="Thường trực Hội đồng nhân dân")
    prepare_next_election(cast, actions.add_item(actor=cast.office, session=session, matter=matter))


def _agency(body: Any) -> Actor:
    """Return the actor that somebody of a body outside is."""
    held = Holding(Role.AGENCY, BODY.name, body.id, clock.today(), None, "demo")
    return Actor(account_id=None, name=body.name, person_id=None, holdings=frozenset({held}))
