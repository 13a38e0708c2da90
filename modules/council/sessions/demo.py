"""Two sessions for demonstration: one that is over, with its resolutions, and one in which a vote is open.

Everything is done by the ordinary actions, with the time at which it would have been done.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from council.documents.demo import bring_out
from council.documents.papers import Press
from council.documents.queries import find_by_vote
from council.law import Rules, SessionKind
from council.people.models import Mandate, TermOfOffice
from council.sessions import actions, law
from council.sessions.actions.after import Letter
from council.sessions.actions.agenda import Matter
from council.sessions.actions.planning import Plan
from council.sessions.actions.preparing import Meeting
from council.sessions.models import (
    AgendaItem,
    Choice,
    CouncilSession,
    ItemKind,
    Presence,
    SendingWay,
    Sitting,
    Vote,
)
from council.sessions.models.session import Part
from council.sessions.workflow import VoteState
from kernel import clock, outbox
from kernel.access import Actor, Holding
from kernel.keys import new_key
from kernel.signing.desk import Desk

AGENDA = (
    ("Báo cáo tình hình kinh tế - xã hội sáu tháng và nhiệm vụ thời gian tới", ItemKind.REPORT),
    ("Quy định mức hỗ trợ phân loại rác thải sinh hoạt tại nguồn", ItemKind.NORMATIVE_RESOLUTION),
    ("Chủ trương đầu tư tuyến đường kết nối các trung tâm hành chính", ItemKind.INDIVIDUAL_RESOLUTION),
    ("Quy định mức thu phí tham quan danh lam thắng cảnh", ItemKind.NORMATIVE_RESOLUTION),
    ("Quyết toán ngân sách địa phương năm trước", ItemKind.INDIVIDUAL_RESOLUTION),
)
REJECTED = 3
MORNING = time(8)
SUBMITTER = "Uỷ ban nhân dân"


@dataclass(frozen=True)
class Cast:
    """Who plays: the council's office, its chair and its delegates."""

    office: Actor
    chair: Actor
    mandates: list[Mandate]
    term: TermOfOffice
    rules: Rules
    press: Press
    desk: Desk | None = None


def past_session(cast: Cast, *, now: datetime, days_ago: int = 40, items: int = len(AGENDA)) -> CouncilSession:
    """Hold a session some weeks ago from plan to published resolutions; the item at place REJECTED + 1 fails."""
    opening = datetime.combine(clock.local_day(now) - timedelta(days=days_ago), MORNING, clock.VIETNAM)
    session, _sitting, matters = _hold(cast, opening, "Hội trường lớn", AGENDA[:items])
    chance = Random(days_ago)  # noqa: S311 -- invents choices, no secret
    for number, item in enumerate(matters):
        moment = opening + timedelta(minutes=20 * (number + 1))
        if item.kind == ItemKind.REPORT:
            heard = actions.present_item(actor=cast.chair, item=item, now=moment)
            actions.note_item(actor=cast.chair, item=heard, now=moment)
            continue
        vote = _open(cast, item, moment)
        _vote(cast, vote, moment, chance, favour=0.42 if number == REJECTED else 0.9)
        vote = actions.close_vote(actor=cast.chair, vote=vote, now=moment + timedelta(minutes=2), rules=cast.rules)
        actions.announce_vote(actor=cast.chair, vote=vote, now=moment + timedelta(minutes=3))
    session = actions.close_session(actor=cast.chair, session=session, now=opening + timedelta(hours=3))
    outbox.drain()
    for vote in Vote.objects.filter(session=session).order_by("item__position"):
        document = find_by_vote(vote.id)
        if document is not None:
            moment = opening + timedelta(days=2)
            bring_out(
                document,
                office=cast.office,
                chair=cast.chair,
                press=cast.press,
                desk=cast.desk,
                now=moment,
                rules=cast.rules,
            )
    _send_upward(cast, session, opening + timedelta(days=4))
    return session


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
    session, _sitting, matters = _hold(cast, now, "Hội trường lớn", AGENDA)
    first = actions.present_item(actor=cast.chair, item=matters[0], now=now)
    actions.note_item(actor=cast.chair, item=first, now=now)
    _open(cast, matters[1], now)
    return session


def let_delegates_vote(cast: Cast, *, now: datetime, share: float = 0.9) -> int:
    """Let delegates who have not voted in the open vote do so, nearly all in favour; return how many did."""
    vote = Vote.objects.filter(state=VoteState.OPEN).first()
    return _vote(cast, vote, now, Random(), favour=0.9, share=share) if vote else 0  # noqa: S311 -- no secret


def _hold(
    cast: Cast, opening: datetime, place: str, agenda: tuple[tuple[str, ItemKind], ...]
) -> tuple[CouncilSession, Sitting, list[AgendaItem]]:
    day, planned = clock.local_day(opening), opening - timedelta(days=60)
    plan = Plan(kind=SessionKind.REGULAR, opens_on=day, closes_on=day + timedelta(days=1), place=place)
    session = actions.plan_session(actor=cast.office, term=cast.term, plan=plan, now=planned, rules=cast.rules)
    matters = [
        actions.add_item(actor=cast.office, session=session, matter=Matter(title=title, kind=kind, submitter=SUBMITTER))
        for title, kind in agenda
    ]
    _agree(cast, session, opening - timedelta(days=50))
    convened = opening - timedelta(days=25)
    session = actions.convene_session(
        actor=cast.chair, session=session, document="12/QĐ-TTHĐND", now=convened, rules=cast.rules
    )
    sitting = actions.add_sitting(actor=cast.office, session=session, day_on=day, part=Part.MORNING)
    for mandate in cast.mandates[: len(cast.mandates) - len(cast.mandates) // 20]:
        actions.record_presence(actor=cast.chair, sitting=sitting, mandate=mandate, what=Presence.PRESENT, now=opening)
    session = actions.open_session(actor=cast.chair, session=session, sitting=sitting, now=opening, rules=cast.rules)
    return session, sitting, matters


def _agree(cast: Cast, session: CouncilSession, met: datetime) -> None:
    meeting = Meeting(
        held_on=clock.local_day(met),
        for_council="Thường trực Hội đồng nhân dân",
        for_executive="Lãnh đạo Uỷ ban nhân dân",
        for_front="Ban Thường trực Uỷ ban Mặt trận Tổ quốc",
        document="08/TB-HĐND",
    )
    actions.agree_content(actor=cast.office, session=session, meeting=meeting, now=met, rules=cast.rules)


def _open(cast: Cast, item: AgendaItem, now: datetime) -> Vote:
    item = actions.present_item(actor=cast.chair, item=item, now=now)
    item = actions.ready_item(actor=cast.chair, item=item, now=now)
    vote = actions.prepare_vote(actor=cast.chair, item=item, question="")
    return actions.open_vote(actor=cast.chair, vote=vote, now=now, rules=cast.rules)


def _vote(cast: Cast, vote: Vote, now: datetime, chance: Random, *, favour: float, share: float = 1.0) -> int:
    done = set(vote.ballots.values_list("mandate_id", flat=True))
    eligible = set(vote.eligible.values_list("mandate_id", flat=True))
    waiting = [m for m in cast.mandates if m.id in eligible - done and chance.random() < share]
    for number, mandate in enumerate(waiting):
        choice = Choice.FOR if number < len(cast.mandates) * favour else chance.choice([Choice.AGAINST, Choice.ABSTAIN])
        actions.cast_ballot(
            actor=delegate_actor(mandate), vote=vote, mandate=mandate, choice=choice, key=new_key(), prev="",
            now=now, rules=cast.rules,
        )  # fmt: skip
    return len(waiting)


def delegate_actor(mandate: Mandate) -> Actor:
    """Return the actor that a delegate is when she acts herself."""
    holding = Holding("delegate", "council", None, mandate.started_on, None, f"mandate:{mandate.id}")
    return Actor(
        account_id=None, name=mandate.person.full_name, person_id=mandate.person_id, holdings=frozenset({holding})
    )
