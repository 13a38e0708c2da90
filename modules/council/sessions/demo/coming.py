"""The next session of a council, convened in time with its agenda: what nearly every quiet council has announced."""

from datetime import date, timedelta
from random import Random

from council.law import Rules, SessionKind
from council.people.models import TermOfOffice
from council.sessions import actions, law
from council.sessions.demo.aftermath import meet
from council.sessions.demo.history import ACTOR
from council.sessions.demo.matters import SCENES, Scene
from council.sessions.models import AgendaItem, CouncilSession, ItemKind
from council.sessions.models.session import RESOLUTION_ITEMS
from council.sessions.workflow import SessionState

ANNOUNCED = 0.85  # the share of the councils that have convened it
OPENS_IN, MOST = (26, 38), 3
REPORT = ("Báo cáo tình hình kinh tế - xã hội và nhiệm vụ thời gian tới", ItemKind.REPORT)
SATURDAY, WEEK = 5, 7


def announce_next(term: TermOfOffice, *, rules: Rules, seed: int, on: date) -> CouncilSession | None:
    """Convene the next regular session on a day, with its agenda and its conference; some councils are not so far."""
    chance = Random(-seed)  # noqa: S311 -- invents figures, no secret
    if chance.random() > ANNOUNCED:
        return None
    day = on + timedelta(days=chance.randint(*OPENS_IN))
    day += timedelta(days=WEEK - day.weekday() if day.weekday() >= SATURDAY else 0)  # to the Monday after
    number, scene = CouncilSession.objects.proper().filter(term=term).count() + 1, SCENES[rules.level]
    session: CouncilSession = CouncilSession.objects.create(
        term=term,
        kind=SessionKind.REGULAR,
        number=number,
        title=f"Kỳ họp {law.ordinal(number)}",
        state=SessionState.CONVENED,
        opens_on=day,
        closes_on=day,
        place=scene.place,
        convening_document=f"{number:02d}/QĐ-TTHĐND",
        convened_on=on - timedelta(days=chance.randint(0, 4)),
    )
    meet(session, rules, chance)
    AgendaItem.objects.bulk_create(
        AgendaItem(
            session=session,
            position=place,
            number=str(place),
            title=title,
            kind=kind,
            submitter=scene.submitter,
            needs_vote=kind in RESOLUTION_ITEMS,
        )
        for place, (title, kind) in enumerate((REPORT, *_left(scene, chance)), 1)
    )
    actions.note_lawful_steps(actor=ACTOR, session=session, rules=rules)
    return session


def _left(scene: Scene, chance: Random) -> list[tuple[str, ItemKind]]:
    """Return some matters with which the council has not dealt yet."""
    known = set(AgendaItem.objects.values_list("title", flat=True))
    left = [matter for matter in scene.matters if matter[0] not in known]
    return chance.sample(left, min(MOST, len(left)))
