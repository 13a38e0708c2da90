"""The end of the floor: it goes with its matter, and nobody speaks outside of a sitting or while a vote is open.

These are consequences of a step whose right was asked for by that step; the caller holds the lock of the session.
A break leaves the queue as it is: who waits before it waits after it, and only the clock of who spoke ends.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import TextChoices

from council.events.sessions import SpeechesSkipped
from council.law import ActivityKind
from council.sessions.actions.telling import tell
from council.sessions.models import Activity, AgendaItem, Floor, QuestionGroup, Speech
from council.sessions.workflow import GROUPS_AHEAD, WAITING, FloorState, GroupState, SpeechState
from kernel import audit
from kernel.access import Actor


def end_floor(actor: Actor, item: AgendaItem, now: datetime) -> int:
    """End the floor of a matter: the registration closes, who speaks ends, who waits may write; return how many wait.

    Groups of questions end with it.

    What was not being dealt with takes no time, so that its end changes nothing in how the time is spent.
    """
    floor, _made = Floor.objects.get_or_create(item=item)
    if floor.state == FloorState.OPEN:
        turned(actor, floor, FloorState.CLOSED, "close_floor")
    for present in Speech.objects.filter(item=item, state=SpeechState.SPEAKING).select_for_update():
        finished(actor, present, now)
    waiting = list(Speech.objects.filter(item=item, state__in=WAITING).select_for_update())
    skipped(actor, waiting, now)
    for group in QuestionGroup.objects.filter(item=item, state__in=GROUPS_AHEAD).select_for_update():
        group_moved(actor, group, GroupState.DONE, "finish_group")
    last = Activity.objects.filter(session_id=item.session_id).order_by("-id").first()
    if last is not None and last.item_id == item.pk and last.kind != ActivityKind.PROCEDURE:
        mark(item, ActivityKind.PROCEDURE, now)
    return len(waiting)


def end_speaking(actor: Actor, session_id: UUID, now: datetime) -> None:
    """End the turn of who speaks in a session, if somebody does; the queue stays."""
    speaking = Speech.objects.filter(session=session_id, state=SpeechState.SPEAKING)
    for present in speaking.select_for_update():
        finished(actor, present, now)


def finished(actor: Actor, speech: Speech, now: datetime) -> Speech:
    """Store the end of a turn that is being spoken, and how long it took."""
    speech.spoken_s, speech.resumed_at = speech.seconds_spoken(now), None
    speech.state, speech.ended_at = SpeechState.DONE, now
    return saved(actor, speech, "finish_speech", "state", "spoken_s", "resumed_at", "ended_at")


def skipped(actor: Actor, speeches: Sequence[Speech], now: datetime) -> None:
    """Let waiting turns of one matter go; their delegates are told that they may write."""
    for speech in speeches:
        speech.state, speech.ended_at = SpeechState.SKIPPED, now
        saved(actor, speech, "skip_speech", "state", "ended_at")
    if speeches:
        first, ids = speeches[0], tuple(speech.pk for speech in speeches)
        told = SpeechesSkipped(session_id=first.session_id, item_id=first.item_id, speech_ids=ids)
        tell(told, session=first.session, actor=actor)


def turned(actor: Actor, floor: Floor, target: TextChoices, name: str) -> Floor:
    """Store whether the registration is open, and who turned it."""
    floor.state = target
    floor.save(update_fields=["state"])
    audit.record(actor, f"sessions.{name}", floor, fields=("state",))
    return floor


def group_moved(actor: Actor, group: QuestionGroup, target: TextChoices, name: str) -> QuestionGroup:
    """Store where a group of questions stands, with an entry in the audit."""
    group.state = target
    group.save(update_fields=["state"])
    audit.record(actor, f"sessions.{name}", group, fields=("state",))
    return group


def saved(actor: Actor, speech: Speech, name: str, *fields: str) -> Speech:
    """Store the named fields of a turn with an entry in the audit."""
    speech.save(update_fields=list(fields))
    audit.record(actor, f"sessions.{name}", speech, fields=fields)
    return speech


def mark(item: AgendaItem, kind: ActivityKind, now: datetime) -> None:
    """Note what the sitting's time goes into from now on."""
    Activity.objects.create(session_id=item.session_id, item=item, kind=kind, at=now)
