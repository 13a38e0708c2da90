"""The floor at one moment: who speaks, who waits in which order and about how long; and the turns of one delegate."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from council.law import Last, Moved, Rules, SpeechKind, Turn, fair_order, minutes_to_wait
from council.people.models import Mandate
from council.sessions.models import AgendaItem, Floor, Speech
from council.sessions.permissions import Can
from council.sessions.workflow import FloorState, SpeechState
from kernel.access import Actor, may
from kernel.refusal import NotFound

# Turns that were spoken, or are.
HEARD = frozenset({SpeechState.SPEAKING, SpeechState.DONE})


@dataclass(frozen=True)
class Waiting:
    """A turn in the queue: its place from 1, whether she has spoken on the item already, about how long she waits."""

    speech: Speech
    place: int
    has_spoken: bool
    minutes: int


@dataclass(frozen=True)
class FloorView:
    """The floor of one item. ``early`` are those who asked before the registration opened."""

    item: AgendaItem
    is_open: bool
    was_opened: bool
    speaking: Speech | None
    queue: list[Waiting]
    early: list[Speech]

    @property
    def head(self) -> Waiting | None:
        """Return who is called next."""
        return self.queue[0] if self.queue else None


def get_speech(actor: Actor, speech_id: UUID) -> Speech:
    """Return one turn with its speaker, item and session.

    :raises NotFound: there is none, or the actor may not see it.
    """
    related = ("item", "session__term", "mandate__person", "mandate__team")
    speech: Speech | None = Speech.objects.select_related(*related).filter(id=speech_id).first()
    if speech is None or not may(actor, Can.READ):
        raise NotFound()
    return speech


def get_floor(item: AgendaItem, *, now: datetime, rules: Rules) -> FloorView:
    """Return the floor of an item, in two queries for any number of turns. The caller got the item from a query."""
    floor = Floor.objects.filter(item=item).first()
    related = ("mandate__person", "mandate__team")
    current = Q(item=item) | Q(session_id=item.session_id, state=SpeechState.SPEAKING)
    speeches = list(Speech.objects.filter(current).select_related(*related).order_by("asked_at", "id"))
    speaking = next((each for each in speeches if each.state == SpeechState.SPEAKING), None)
    return FloorView(
        item=item,
        is_open=floor is not None and floor.state == FloorState.OPEN,
        was_opened=floor is not None,
        speaking=speaking,
        queue=_queue(speeches, speaking, now, rules),
        early=[each for each in speeches if each.state == SpeechState.REQUESTED],
    )


def list_own_speeches(mandate: Mandate, item: AgendaItem) -> list[Speech]:
    """Return a delegate's turns on an item that still mean something to her, the latest first."""
    over = (SpeechState.WITHDRAWN, SpeechState.DONE, SpeechState.TEXT_SUBMITTED)
    return list(Speech.objects.filter(mandate=mandate, item=item).exclude(state__in=over).order_by("-asked_at"))


def has_spoken(speech: Speech) -> bool:
    """Whether its speaker was heard on the item before; a debate is no turn of its own."""
    heard = Speech.objects.filter(item_id=speech.item_id, state__in=HEARD).exclude(pk=speech.pk)
    heard = heard.exclude(kind=SpeechKind.DEBATE)
    same = Q(mandate_id=speech.mandate_id) if speech.mandate_id else Q(mandate=None, speaker=speech.speaker)
    return bool(heard.filter(same).exists())


def _queue(speeches: list[Speech], speaking: Speech | None, now: datetime, rules: Rules) -> list[Waiting]:
    heard = [each for each in speeches if each.state in HEARD]
    spoken = {_who(each) for each in heard if each.kind != SpeechKind.DEBATE}
    last = max(heard, key=_called, default=None)
    by_key = {each.id: each for each in speeches if each.state == SpeechState.QUEUED}
    turns = fair_order((_turn(each, spoken) for each in by_key.values()), last=_last(last))
    left = speaking.seconds_left(now) if speaking else 0
    waits = minutes_to_wait(turns, left_s=left, rules=rules)
    return [
        Waiting(by_key[turn.key], place, turn.has_spoken, minutes)
        for place, (turn, minutes) in enumerate(zip(turns, waits, strict=True), start=1)
    ]


def _turn(speech: Speech, spoken: set[object]) -> Turn:
    return Turn(
        key=speech.id,
        asked_at=speech.asked_at,
        kind=SpeechKind(speech.kind),
        team=speech.mandate.team_id if speech.mandate else None,
        has_spoken=_who(speech) in spoken,
        moved=Moved(speech.moved),
        neighbour=speech.neighbour_id,
        moved_at=speech.moved_at,
    )


def _last(speech: Speech | None) -> Last:
    if speech is None:
        return Last()
    return Last(SpeechKind(speech.kind), speech.mandate.team_id if speech.mandate else None)


def _who(speech: Speech) -> object:
    return speech.mandate_id or speech.speaker


def _called(speech: Speech) -> datetime:
    return speech.called_at or speech.asked_at
