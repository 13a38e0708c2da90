"""The floor at one moment: who speaks, who waits in which order and about how long; and the turns of one delegate.

Questions that are answered together stand before the queue, group after group, each followed by its answer.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from council.law import Last, Moved, Rules, SpeechKind, Turn, fair_order, minutes_to_wait
from council.people.models import Mandate
from council.sessions.models import AgendaItem, Floor, QuestionGroup, Speech
from council.sessions.permissions import Can
from council.sessions.workflow import GROUPS_AHEAD, GROUPS_NOW, FloorState, GroupState, SpeechState
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
class GroupView:
    """A group of questions that is not over: who still asks, whose question was heard, and the turn that answers."""

    group: QuestionGroup
    waiting: list[Waiting]
    asked: list[Speech]
    answer: Speech | None

    @property
    def questions(self) -> int:
        """Return how many questions are answered together."""
        return len(self.waiting) + len(self.asked)

    @property
    def askers(self) -> str:
        """Return the names of those whose question was heard, in their order."""
        return ", ".join(speech.name for speech in self.asked)

    @property
    def is_now(self) -> bool:
        """Whether it has the floor."""
        return self.group.state in GROUPS_NOW

    @property
    def next_step(self) -> str:
        """Return the step that comes next: ``ask`` while somebody still asks, then ``answer``, then ``finish``."""
        if self.group.state == GroupState.ANSWERING:
            return "finish"
        return "ask" if self.waiting else "answer" if self.asked else "finish"

    @property
    def coming(self) -> str:
        """Return what one press does next, for its address: the id of who is called to ask, else the step."""
        return str(self.waiting[0].speech.id) if self.next_step == "ask" else self.next_step


@dataclass(frozen=True)
class FloorView:
    """The floor of one item. ``early`` are those who asked before the registration opened."""

    item: AgendaItem
    is_open: bool
    was_opened: bool
    speaking: Speech | None
    queue: list[Waiting]
    early: list[Speech]
    groups: list[GroupView]

    @property
    def head(self) -> Waiting | None:
        """Return who is called next."""
        return self.queue[0] if self.queue else None

    @property
    def line(self) -> list[Waiting]:
        """Return all who wait, those in groups of questions first."""
        return [*(each for view in self.groups for each in view.waiting), *self.queue]

    @property
    def loose_questions(self) -> list[Speech]:
        """Return the questions that wait in no group, in the order of the queue; those asked early come last."""
        waiting = [*(each.speech for each in self.queue), *self.early]
        return [speech for speech in waiting if speech.kind == SpeechKind.QUESTION]

    def lane_of(self, speech: Speech) -> list[Waiting]:
        """Return those among whom a waiting turn stands: its group, or the queue."""
        return next((view.waiting for view in self.groups if view.group.pk == speech.group_id), self.queue)

    def group_of(self, group: QuestionGroup) -> GroupView | None:
        """Return how a group stands; None when it is over."""
        return next((view for view in self.groups if view.group.pk == group.pk), None)


def get_speech(actor: Actor, speech_id: UUID) -> Speech:
    """Return one turn with its speaker, item and session.

    :raises NotFound: there is none, or the actor may not see it.
    """
    related = ("item", "session__term", "mandate__person", "mandate__team")
    speech: Speech | None = Speech.objects.select_related(*related).filter(id=speech_id).first()
    if speech is None or not may(actor, Can.READ):
        raise NotFound()
    return speech


def get_group(actor: Actor, group_id: UUID) -> QuestionGroup:
    """Return one group of questions with its item and session.

    :raises NotFound: there is none, or the actor may not see it.
    """
    related = ("item", "session__term", "mandate__person")
    group: QuestionGroup | None = QuestionGroup.objects.select_related(*related).filter(id=group_id).first()
    if group is None or not may(actor, Can.READ):
        raise NotFound()
    return group


def get_floor(item: AgendaItem, *, now: datetime, rules: Rules) -> FloorView:
    """Return the floor of an item, in two queries for any number of turns. The caller got the item from a query."""
    floor = Floor.objects.filter(item=item).first()
    related = ("mandate__person", "mandate__team", "group__mandate__person")
    current = Q(item=item) | Q(session_id=item.session_id, state=SpeechState.SPEAKING)
    speeches = list(Speech.objects.filter(current).select_related(*related).order_by("asked_at", "id"))
    speaking = next((each for each in speeches if each.state == SpeechState.SPEAKING), None)
    line = _line(speeches, speaking, now, rules)
    return FloorView(
        item=item,
        is_open=floor is not None and floor.state == FloorState.OPEN,
        was_opened=floor is not None,
        speaking=speaking,
        queue=[each for each in line if _group_ahead(each.speech) is None],
        early=[each for each in speeches if each.state == SpeechState.REQUESTED],
        groups=[_group_view(group, speeches, line) for group in _groups_ahead(speeches)],
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


def asked_in(group: QuestionGroup) -> int:
    """Return how many questions of a group were heard."""
    heard = Speech.objects.filter(group=group, kind=SpeechKind.QUESTION, state__in=HEARD)
    return int(heard.count())


def _line(speeches: list[Speech], speaking: Speech | None, now: datetime, rules: Rules) -> list[Waiting]:
    """Return all who wait, in the order in which they are called; an answer takes its time between them."""
    heard = [each for each in speeches if each.state in HEARD]
    spoken = {_who(each) for each in heard if each.kind != SpeechKind.DEBATE}
    last = _last(max(heard, key=_called, default=None))
    waiting = {each.id: each for each in speeches if each.state == SpeechState.QUEUED}
    turns: list[Turn] = []
    for group in [*_groups_ahead(speeches), None]:
        own = [_turn(each, spoken) for each in waiting.values() if _group_ahead(each) == group]
        turns.extend(fair_order(own, last=last))
        if group is not None and group.state != GroupState.ANSWERING:
            turns.append(_answer_to(group, speeches))
    left = speaking.seconds_left(now) if speaking else 0
    waits = minutes_to_wait(turns, left_s=left, rules=rules)
    called = [(waiting[turn.key], turn, wait) for turn, wait in zip(turns, waits, strict=True) if turn.key in waiting]
    return [Waiting(each, place, turn.has_spoken, wait) for place, (each, turn, wait) in enumerate(called, start=1)]


def _groups_ahead(speeches: list[Speech]) -> list[QuestionGroup]:
    groups = {each.group_id: each.group for each in speeches if _group_ahead(each)}
    return sorted(groups.values(), key=lambda group: (group.state == GroupState.WAITING, group.number))


def _group_ahead(speech: Speech) -> QuestionGroup | None:
    """Return the group of a turn; one that is over holds nobody any more."""
    return speech.group if speech.group is not None and speech.group.state in GROUPS_AHEAD else None


def _group_view(group: QuestionGroup, speeches: list[Speech], line: list[Waiting]) -> GroupView:
    own = [each for each in speeches if each.group_id == group.pk and each.state in HEARD]
    asked = sorted((each for each in own if each.kind == SpeechKind.QUESTION), key=_called)
    answer = next((each for each in own if each.kind == SpeechKind.ANSWER), None)
    return GroupView(group, [each for each in line if each.speech.group_id == group.pk], asked, answer)


def _answer_to(group: QuestionGroup, speeches: list[Speech]) -> Turn:
    """Return the turn that will answer a group, however many will have asked."""
    states = HEARD | {SpeechState.QUEUED}
    questions = sum(each.group_id == group.pk and each.state in states for each in speeches)
    return Turn(key=group.pk, asked_at=group.made_at, kind=SpeechKind.ANSWER, questions=questions)


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
