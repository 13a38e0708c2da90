"""What is open with a person, over all modules, and what waits in hand-overs.

A module that gives people something to do registers a source, which finds what is open with somebody:

    register_duties(DutySource("documents.draft", find_drafts))

When the receiver takes a duty over, ``DutyTaken`` tells the module, which then makes the receiver its new person.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from council.people.models import Duty, Handover, Person
from council.people.permissions import Can
from council.people.workflow import DutyState, HandoverState
from kernel.access import Actor, may, require
from kernel.refusal import NotFound


@dataclass(frozen=True)
class OpenDuty:
    """One open matter: what a list calls it, and the page on which it stands."""

    kind: str
    object_id: UUID
    label: str
    path: str = ""


@dataclass(frozen=True)
class DutySource:
    """Where open matters of one kind are found; ``kind`` is the module's name for them."""

    kind: str
    find: Callable[[Person], Iterable[OpenDuty]]


SOURCES: dict[str, DutySource] = {}


def register_duties(source: DutySource) -> None:
    """Let a hand-over list what a module knows to be open with a person; the same kind again replaces."""
    SOURCES[source.kind] = source


def find_duties(person: Person) -> list[OpenDuty]:
    """Return all that is open with a person. The caller got the person from a query."""
    return [duty for source in SOURCES.values() for duty in source.find(person)]


def get_handover(actor: Actor, handover_id: UUID) -> Handover:
    """Return a hand-over with its duties, for who arranges it.

    :raises NotFound: there is none, or the actor may not see it.
    """
    handover = _with_duties().filter(id=handover_id).first()
    if handover is None or not may(actor, Can.HAND_OVER):
        raise NotFound()
    return handover


def list_handovers(actor: Actor) -> QuerySet[Handover]:
    """Return the hand-overs, the open ones first.

    :raises NotPermitted: the actor does not arrange hand-overs.
    """
    require(actor, Can.HAND_OVER)
    return _with_duties().order_by("-state", "-leaves_on", "id")


def get_duty(actor: Actor, duty_id: UUID) -> Duty:
    """Return one matter, for who arranges the hand-over and for who is to take it.

    :raises NotFound: there is none, or it is neither's.
    """
    duty = Duty.objects.filter(id=duty_id).select_related("handover__person", "receiver").first()
    if duty is None or not (may(actor, Can.HAND_OVER) or may(actor, Can.TAKE_OVER, duty)):
        raise NotFound()
    return duty


def list_duties_given_to(actor: Actor) -> list[Duty]:
    """Return what was given to the actor and waits to be taken or given back."""
    if actor.person_id is None:
        return []
    waiting = Duty.objects.filter(receiver_id=actor.person_id, state=DutyState.GIVEN)
    return list(waiting.select_related("handover__person").order_by("created_at", "id"))


def list_handovers_to_arrange(actor: Actor) -> list[tuple[Handover, int]]:
    """Return the open hand-overs that wait for who arranges them, each with how many matters nobody was given.

    One that waits only for its receivers is not among them.
    """
    if not may(actor, Can.HAND_OVER):
        return []
    counted = Handover.objects.filter(state=HandoverState.OPEN).select_related("person")
    counted = counted.annotate(
        left=Count("duties", filter=Q(duties__state=DutyState.OPEN)),
        given=Count("duties", filter=Q(duties__state=DutyState.GIVEN)),
    )
    waiting = counted.filter(Q(left__gt=0) | Q(given=0)).order_by("leaves_on", "id")
    return [(handover, handover.left) for handover in waiting]


def _with_duties() -> QuerySet[Handover]:
    duties = Duty.objects.select_related("receiver").order_by("created_at", "id")
    return Handover.objects.select_related("person").prefetch_related(Prefetch("duties", queryset=duties))
