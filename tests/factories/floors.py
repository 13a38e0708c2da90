"""The floor of a matter in a running sitting: delegates of a team each, who ask for it and are called."""

from datetime import timedelta

from council.roles import Role
from council.sessions import actions
from council.sessions.actions.agenda import Matter
from council.sessions.models import Speech
from council.sessions.queries.floor import get_floor
from tests.factories.actors import actor_with
from tests.factories.people import make_delegates, make_team
from tests.factories.sessions import AT_OPENING, CHAIR, DRAFT, RULES, make_item, make_session, make_sitting, seat

RUNNING = {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.SESSION_SECRETARY}


def at(seconds: int):
    return AT_OPENING + timedelta(seconds=seconds)


def make_floor(size: int = 4, *, is_open: bool = True, matter: Matter | None = None):
    """Return a presented item of a running sitting, and the delegates, each of a team of her own."""
    session = make_session("in_progress")
    sitting = make_sitting(session, "running")
    mandates = make_delegates(size)
    for number, mandate in enumerate(mandates):
        mandate.team = make_team(number + 1)
        mandate.save()
    seat(sitting, mandates)
    item = make_item(session, matter or DRAFT, "presented")
    if is_open:
        actions.open_floor(actor=CHAIR, item=item, now=AT_OPENING)
    return item, mandates


def delegate_of(mandate):
    return actor_with(Role.DELEGATE, person=mandate.person)


def ask(item, mandate, kind="discussion", second=0, actor=None):
    return actions.ask_to_speak(
        actor=actor or delegate_of(mandate), item=item, mandate=mandate, kind=kind, now=at(second)
    )


def invite(speech, second=0, actor=CHAIR):
    return actions.invite_speaker(actor=actor, speech=speech, now=at(second), rules=RULES)


def queue(item) -> list[Speech]:
    return [waiting.speech for waiting in get_floor(item, now=AT_OPENING, rules=RULES).queue]
