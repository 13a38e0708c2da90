"""Sessions of a council since its term began, written in a few statements.

By chance from the council's own seed, so that no two councils are alike: how many sessions, which term was missed, who
came, what is still open. With each session a council learns to send papers as files and in time. The counted steps are
noted by the ordinary action.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from council.documents.demo import Adopted, publish_in_bulk
from council.documents.law import Kind
from council.documents.models import Channel, Document
from council.documents.papers import Press
from council.documents.queries import get_letterhead
from council.law import Rules, SessionKind, Threshold
from council.people.models import Mandate, Post, TermOfOffice
from council.roles import Role
from council.sessions import actions, law
from council.sessions.actions.paper_forms import note_papers_form
from council.sessions.demo.aftermath import Delay, end_of, follow_up
from council.sessions.demo.ledger import send_papers, sit
from council.sessions.demo.matters import SCENES, Scene
from council.sessions.demo.printed import printed
from council.sessions.models import AgendaItem, CouncilSession, Decision, ItemKind, Sitting, Vote, VoteMethod
from council.sessions.workflow import ItemState, SessionState, VoteState
from kernel import clock
from kernel.access import Actor
from kernel.files.models import StoredFile

ACTOR = Actor.system("demo")
CHANNELS = (Channel.POSTED, Channel.LOUDSPEAKER, Channel.CONFERENCE, Channel.NETWORK)
FIRST_AFTER, LAST_BEFORE = timedelta(days=45), timedelta(days=18)
MORNING = time(8)
# In days, mostly within the term of R-SES-23; one in twenty-five is late.
PUBLISHED_AFTER = (*(2, 3, 4, 5, 6, 7) * 4, 13)
MATTERS_EACH = (2, 3)  # of a dozen, in four sessions at most
NEVER = 0


@dataclass(frozen=True)
class History:
    """What was held, and the resolutions that came of it."""

    sessions: list[CouncilSession]
    documents: list[Document]


@dataclass(frozen=True)
class _Play:
    """What every session of a council needs; ``sheet`` stands for each of its papers, ``signer`` chairs.

    ``matters`` are taken from, so that none comes twice.
    """

    term: TermOfOffice
    mandates: list[Mandate]
    rules: Rules
    chance: Random
    scene: Scene
    matters: list[tuple[str, ItemKind]]
    sheet: StoredFile
    signer: str


def hold_history(
    term: TermOfOffice,
    mandates: list[Mandate],
    *,
    rules: Rules,
    seed: int,
    press: Press,
    until: date,
    goes_on: bool = False,
) -> History:
    """Hold up to four sessions between the beginning of the term and a day, and bring out what they adopted.

    Where the council ``goes_on`` with other sessions there are two at least, and the last owes nothing.
    """
    play = _play(term, mandates, rules, seed, press)
    days = sorted(_days(play, mandates[0].started_on, until, 2 if goes_on else 1))
    adopted: list[Adopted] = []
    sessions = []
    for number, day in enumerate(days, 1):
        delay = end_of(play.chance, is_last=number == len(days) and not goes_on)
        session = _session(play, number, day)
        sitting = sit(session, mandates, play.chance)
        adopted += _decided(play, session, sitting, delay)
        send_papers(session, sheet=play.sheet, rules=rules, chance=play.chance, learned=number / len(days))
        sessions.append(follow_up(session, delay, rules=rules, chance=play.chance, minutes=play.sheet))
    documents = publish_in_bulk(adopted, letterhead=get_letterhead(), rules=rules)
    for session in sessions:
        note_papers_form(session)
        actions.note_lawful_steps(actor=ACTOR, session=session, rules=rules)
    return History(sessions, documents)


def _play(term: TermOfOffice, mandates: list[Mandate], rules: Rules, seed: int, press: Press) -> _Play:
    scene = SCENES[rules.level]
    chair = Post.objects.filter(role=Role.COUNCIL_CHAIR, to_on__isnull=True).select_related("person").get()
    chance = Random(seed)  # noqa: S311 -- invents figures, no secret
    return _Play(
        term=term,
        mandates=mandates,
        rules=rules,
        chance=chance,
        scene=scene,
        matters=chance.sample(scene.matters, len(scene.matters)),
        sheet=printed("TÀI LIỆU KỲ HỌP", [scene.place], name="tai-lieu", actor=ACTOR, press=press),
        signer=chair.person.full_name,
    )


def _days(play: _Play, begun: date, until: date, least: int) -> Iterator[date]:
    """Give the days of the openings, each on a working day, at least three weeks apart."""
    first, last = begun + FIRST_AFTER, until - LAST_BEFORE
    count, room = max(play.chance.choice((1, 2, 2, 3, 3, 4)), least), max((last - first).days, 0)
    for place in range(count):
        start = first + timedelta(days=room * place // count)
        day = start + timedelta(days=play.chance.randint(0, max(room // count - 21, 0)))
        yield next(day + timedelta(days=step) for step in range(10) if (day + timedelta(days=step)).weekday() < 5)


def _session(play: _Play, number: int, day: date) -> CouncilSession:
    is_regular = number % 2 == 1
    kind = SessionKind.REGULAR if is_regular else SessionKind.THEMATIC
    asked = {} if is_regular else {"basis": law.Basis.STANDING_COMMITTEE, "basis_document": f"{10 + number}/TTr-TTHĐND"}
    late = play.chance.random() < 0.06
    convened = law.convening_due(opens_on=day, kind=kind, rules=play.rules, binding=False).due_on
    opened = datetime.combine(day, MORNING, clock.VIETNAM)
    session: CouncilSession = CouncilSession.objects.create(
        term=play.term,
        kind=kind,
        number=number,
        title=f"Kỳ họp {law.ordinal(number)}",
        state=SessionState.CLOSED,
        opens_on=day,
        closes_on=day,
        place=play.scene.place,
        convening_document=f"{number:02d}/QĐ-TTHĐND",
        convened_on=convened + timedelta(days=3 if late else -play.chance.randint(0, 5)),
        opened_at=opened,
        opened_on=day,
        agenda_agreed_at=opened,
        closed_at=opened + timedelta(hours=5),
        closed_on=day,
        **asked,
    )
    return session


def _decided(play: _Play, session: CouncilSession, sitting: Sitting, delay: Delay) -> list[Adopted]:
    """Hold a vote by hand on each matter, nearly all of them adopted; return what became of these."""
    matters = [play.matters.pop() for _ in range(play.chance.randint(*MATTERS_EACH))]
    items = AgendaItem.objects.bulk_create(_item(play, session, sitting, *line) for line in enumerate(matters, 1))
    votes = Vote.objects.bulk_create(_vote(play, item, sitting) for item in items)
    adopted = [vote for vote in votes if vote.decision == Decision.ADOPTED]
    AgendaItem.objects.filter(votes__in=adopted).update(state=ItemState.ADOPTED)
    waiting = len(adopted) if delay.is_one_unpublished else NEVER
    return [_adopted(play, session, vote, waits=number == waiting) for number, vote in enumerate(adopted, 1)]


def _item(
    play: _Play, session: CouncilSession, sitting: Sitting, position: int, matter: tuple[str, ItemKind]
) -> AgendaItem:
    title, kind = matter
    return AgendaItem(
        session=session,
        sitting=sitting,
        position=position,
        number=str(position),
        title=title,
        kind=kind,
        submitter=play.scene.submitter,
        needs_vote=True,
        state=ItemState.REJECTED,
    )


def _vote(play: _Play, item: AgendaItem, sitting: Sitting) -> Vote:
    total, present = len(play.mandates), sitting.delegates_present
    against = play.chance.randint(total // 2, present) if play.chance.random() < 0.05 else play.chance.choice((0, 0, 1))
    in_favour, needed = present - against, total // 2 + 1
    at = sitting.ended_at
    return Vote(
        session=item.session,
        item=item,
        sitting=sitting,
        question=item.title,
        method=VoteMethod.HANDS,
        threshold=Threshold.MAJORITY.value,
        state=VoteState.ANNOUNCED,
        opened_at=at,
        closed_at=at,
        announced_at=at,
        counted_on=sitting.held_on,
        total=total,
        present=present,
        in_favour=in_favour,
        against=against,
        abstained=0,
        not_voting=total - present,
        needed=needed,
        decision=Decision.ADOPTED if in_favour >= needed else Decision.REJECTED,
    )


def _adopted(play: _Play, session: CouncilSession, vote: Vote, *, waits: bool) -> Adopted:
    chance = play.chance
    told = tuple(chance.sample(CHANNELS, chance.randint(1, 2))) if chance.random() < 0.8 else ()
    published_on = session.opens_on + timedelta(days=chance.choice(PUBLISHED_AFTER))
    return Adopted(
        kind=Kind(str(vote.item.kind)) if vote.item else Kind.INDIVIDUAL_RESOLUTION,
        subject=vote.question,
        adopted_on=session.opens_on,
        published_on=None if waits else published_on,
        occasion=session.occasion,
        session_id=session.id,
        vote_id=vote.id,
        signer=play.signer,
        channels=() if waits else told,
    )
