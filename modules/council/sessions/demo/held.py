"""Sessions that are held, for demonstration: one that is over, with its resolutions, and one with an open vote."""

from datetime import datetime, time, timedelta
from random import Random

from council.documents.demo import bring_out
from council.documents.models import Document
from council.documents.queries import find_by_vote
from council.law import SessionKind
from council.sessions import actions, law
from council.sessions.actions.after import Letter
from council.sessions.actions.agenda import Matter
from council.sessions.actions.planning import Plan
from council.sessions.actions.preparing import Meeting
from council.sessions.demo.around import AS_ALWAYS, Course, complete, make_known, release_papers
from council.sessions.demo.cast import FAVOUR, Cast, cast_votes
from council.sessions.demo.election import TITLE, elect_officer
from council.sessions.models import AgendaItem, CouncilSession, ItemKind, Presence, SendingWay, Sitting, Vote
from council.sessions.models.sittings import Part
from council.sessions.workflow import VoteState
from kernel import clock, outbox

AGENDA = (
    ("Báo cáo tình hình kinh tế - xã hội sáu tháng và nhiệm vụ thời gian tới", ItemKind.REPORT),
    ("Quy định mức hỗ trợ phân loại rác thải sinh hoạt tại nguồn", ItemKind.NORMATIVE_RESOLUTION),
    ("Chủ trương đầu tư tuyến đường kết nối các trung tâm hành chính", ItemKind.INDIVIDUAL_RESOLUTION),
    ("Quy định mức thu phí tham quan danh lam thắng cảnh", ItemKind.NORMATIVE_RESOLUTION),
    ("Quyết toán ngân sách địa phương năm trước", ItemKind.INDIVIDUAL_RESOLUTION),
)
ELECTION = ((TITLE, ItemKind.PROCEDURE),)
REJECTED = 3
DAYS_AGO = 40
MORNING = time(8)
SUBMITTER, STANDING = "Uỷ ban nhân dân", "Thường trực Hội đồng nhân dân"


def past_session(
    cast: Cast, *, now: datetime, days_ago: int = DAYS_AGO, items: int = len(AGENDA), course: Course = AS_ALWAYS
) -> CouncilSession:
    """Hold a session some weeks ago from plan to published resolutions; the item at place REJECTED + 1 fails.

    Where there are delegates for a counting board, an officer is elected at its end. ``course`` says what else came.
    """
    opening = datetime.combine(clock.local_day(now) - timedelta(days=days_ago), MORNING, clock.VIETNAM)
    agenda = (*AGENDA[:items], *(ELECTION if cast.counters else ()))
    session, sitting, matters = _hold(cast, opening, "Hội trường lớn", agenda, course)
    _come_later(cast, sitting, opening)
    chance = Random(days_ago)  # noqa: S311 -- invents choices, no secret
    made: list[Document] = []
    for number, matter in enumerate(matters):
        moment = opening + timedelta(minutes=20 * (number + 1))
        item = actions.present_item(actor=cast.chair, item=matter, now=moment)
        if item.title == TITLE:
            made.append(elect_officer(cast, item, now=moment, chance=chance))
            moment += timedelta(minutes=30)
        if not item.needs_vote:
            actions.note_item(actor=cast.chair, item=item, now=moment)
            continue
        vote = _open(cast, item, moment)
        cast_votes(cast, vote, moment, chance, favour=0.42 if number == REJECTED else FAVOUR)
        vote = actions.close_vote(actor=cast.chair, vote=vote, now=moment + timedelta(minutes=2), rules=cast.rules)
        actions.announce_vote(actor=cast.chair, vote=vote, now=moment + timedelta(minutes=3))
    session = actions.close_session(actor=cast.chair, session=session, now=opening + timedelta(hours=4))
    actions.confirm_presence(actor=cast.office, sitting=sitting, now=opening + timedelta(hours=5))
    outbox.drain()
    resolutions = list(filter(None, (find_by_vote(vote.id) for vote in session.votes.order_by("item__position"))))
    for document in (*made, *resolutions):
        _bring_out(cast, document, opening + timedelta(days=2))
    make_known(cast, resolutions, on=opening + timedelta(days=3))
    session = complete(cast, session, course, at=opening + timedelta(days=3))
    _send_upward(cast, session, opening + timedelta(days=4))
    return session


def _come_later(cast: Cast, sitting: Sitting, opening: datetime) -> None:
    """Note of those whom nobody saw at the opening: one is late, one has leave; who is left was absent."""
    late = opening + timedelta(minutes=12)
    noted = ((Presence.PRESENT, late), (Presence.EXCUSED, opening))
    for mandate, (what, at) in zip(cast.mandates[_seen_at_opening(cast) :], noted, strict=False):
        actions.record_presence(actor=cast.chair, sitting=sitting, mandate=mandate, what=what, now=at)


def _seen_at_opening(cast: Cast) -> int:
    """Return how many are there when a session opens, always a quorum; the others are the last of the list."""
    every = len(cast.mandates)
    return every - min(max(every // 20, 2), every // 3)


def _send_upward(cast: Cast, session: CouncilSession, sent: datetime) -> None:
    letter = Letter(
        sent_on=clock.local_day(sent),
        recipients=law.superiors(cast.rules.level),
        way=SendingWay.NETWORK,
        letter="128/HĐND-VP",
    )
    actions.record_sent_upward(actor=cast.office, session=session, letter=letter, now=sent, rules=cast.rules)


def present_session(cast: Cast, *, now: datetime) -> CouncilSession:
    """Hold a session today in which the first vote is open; nearly everybody has come."""
    session, _sitting, matters = _hold(cast, now, "Hội trường lớn", AGENDA, AS_ALWAYS)
    first = actions.present_item(actor=cast.chair, item=matters[0], now=now)
    actions.note_item(actor=cast.chair, item=first, now=now)
    _open(cast, actions.present_item(actor=cast.chair, item=matters[1], now=now), now)
    return session


def let_delegates_vote(cast: Cast, *, now: datetime, share: float = 0.9) -> int:
    """Let delegates who have not voted in the open vote do so, nearly all in favour; return how many did."""
    vote = Vote.objects.filter(state=VoteState.OPEN).first()
    return cast_votes(cast, vote, now, Random(), share=share) if vote else 0  # noqa: S311 -- no secret


def _hold(
    cast: Cast, opening: datetime, place: str, agenda: tuple[tuple[str, ItemKind], ...], course: Course
) -> tuple[CouncilSession, Sitting, list[AgendaItem]]:
    day, planned = clock.local_day(opening), opening - timedelta(days=60)
    plan = Plan(kind=SessionKind.REGULAR, opens_on=day, closes_on=day + timedelta(days=1), place=place)
    session = actions.plan_session(actor=cast.office, term=cast.term, plan=plan, now=planned, rules=cast.rules)
    matters = [
        actions.add_item(
            actor=cast.office,
            session=session,
            matter=Matter(title=title, kind=kind, submitter=STANDING if title == TITLE else SUBMITTER),
        )
        for title, kind in agenda
    ]
    _agree(cast, session, opening - timedelta(days=50))
    convened = opening - timedelta(days=25)
    session = actions.convene_session(
        actor=cast.chair, session=session, document="12/QĐ-TTHĐND", now=convened, rules=cast.rules
    )
    sitting = actions.add_sitting(actor=cast.office, session=session, day_on=day, part=Part.MORNING)
    session = release_papers(cast, session, matters, is_one_late=course.is_one_paper_late)
    for mandate in cast.mandates[: _seen_at_opening(cast)]:
        actions.record_presence(actor=cast.chair, sitting=sitting, mandate=mandate, what=Presence.PRESENT, now=opening)
    session = actions.open_session(actor=cast.chair, session=session, sitting=sitting, now=opening, rules=cast.rules)
    return session, sitting, matters


def _agree(cast: Cast, session: CouncilSession, met: datetime) -> None:
    meeting = Meeting(
        held_on=clock.local_day(met),
        for_council=STANDING,
        for_executive="Lãnh đạo Uỷ ban nhân dân",
        for_front="Ban Thường trực Uỷ ban Mặt trận Tổ quốc",
        document="08/TB-HĐND",
    )
    actions.agree_content(actor=cast.office, session=session, meeting=meeting, now=met, rules=cast.rules)


def _open(cast: Cast, item: AgendaItem, now: datetime) -> Vote:
    item = actions.ready_item(actor=cast.chair, item=item, now=now)
    vote = actions.prepare_vote(actor=cast.chair, item=item, question="")
    return actions.open_vote(actor=cast.chair, vote=vote, now=now, rules=cast.rules)


def _bring_out(cast: Cast, document: Document, now: datetime) -> None:
    bring_out(
        document, office=cast.office, chair=cast.chair, press=cast.press, desk=cast.desk, now=now, rules=cast.rules
    )
