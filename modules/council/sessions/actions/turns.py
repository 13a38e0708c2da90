"""The chair's hand on the floor: turns are called, their clock runs and stands, they end or are let go, and move.

Whoever changes the floor locks the session first, so that two hands at the desk act one after the other.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.law import ACTIVITY_OF, ActivityKind, Moved, Rules, SpeechKind, seconds_of_turn
from council.sessions.actions.ending import end_floor, finished, mark, saved, skipped
from council.sessions.actions.refusals import SessionNotRunning
from council.sessions.models import AgendaItem, CouncilSession, Sitting, Speech
from council.sessions.permissions import Can
from council.sessions.queries.floor import HEARD, asked_in, get_floor, has_spoken
from council.sessions.workflow import SessionState, SittingState, SpeechState
from kernel.access import Actor, require, take
from kernel.refusal import Refusal
from kernel.rows import lock

MINUTE = 60


class ClockStands(Refusal):
    """The clock stands already, or runs."""

    code = "clock_stands"
    message = _("Đồng hồ đã ở trạng thái này.")


@transaction.atomic
def invite_speaker(*, actor: Actor, speech: Speech, now: datetime, rules: Rules) -> Speech:
    """Call a waiting turn: whoever speaks ends, and the clock of the new turn runs.

    :raises NotPermitted: the actor does not run the floor.
    :raises StepNotAllowed: it does not wait any more.
    :raises SessionNotRunning: no sitting is running.
    """
    require(actor, Can.RUN_FLOOR, speech)
    sitting = running_sitting(speech.session)
    speech = lock(speech)
    step = take("invite", actor, speech)
    for present in Speech.objects.filter(session=speech.session_id, state=SpeechState.SPEAKING).select_for_update():
        finished(actor, present, now)
    kind = SpeechKind(speech.kind)
    speech.limit_s = _limit_of(speech, kind, rules)
    speech.state, speech.sitting, speech.called_at, speech.resumed_at = step.target, sitting, now, now
    mark(speech.item, ACTIVITY_OF[kind], now)
    return saved(actor, speech, "invite_speaker", "state", "sitting", "called_at", "resumed_at", "limit_s")


@transaction.atomic
def prolong_speech(*, actor: Actor, speech: Speech) -> Speech:
    """Give the speaker one minute more.

    :raises NotPermitted: the actor does not run the floor.
    :raises StepNotAllowed: she does not speak.
    """
    speech = _speaking(actor, speech, "prolong")
    speech.limit_s += MINUTE
    return saved(actor, speech, "prolong_speech", "limit_s")


@transaction.atomic
def hold_clock(*, actor: Actor, speech: Speech, now: datetime) -> Speech:
    """Let the speaker's clock stand still.

    :raises NotPermitted: the actor does not run the floor.
    :raises StepNotAllowed: she does not speak.
    :raises ClockStands: it stands already.
    """
    speech = _speaking(actor, speech, "hold")
    if speech.resumed_at is None:
        raise ClockStands()
    speech.spoken_s, speech.resumed_at = speech.seconds_spoken(now), None
    return saved(actor, speech, "hold_clock", "spoken_s", "resumed_at")


@transaction.atomic
def run_clock(*, actor: Actor, speech: Speech, now: datetime) -> Speech:
    """Let the speaker's clock run again.

    :raises NotPermitted: the actor does not run the floor.
    :raises StepNotAllowed: she does not speak.
    :raises ClockStands: it runs already.
    """
    speech = _speaking(actor, speech, "go_on")
    if speech.resumed_at is not None:
        raise ClockStands()
    speech.resumed_at = now
    return saved(actor, speech, "run_clock", "resumed_at")


@transaction.atomic
def finish_speech(*, actor: Actor, speech: Speech, now: datetime) -> Speech:
    """End the turn of who speaks.

    :raises NotPermitted: the actor does not run the floor.
    :raises StepNotAllowed: she does not speak.
    """
    return finished(actor, _speaking(actor, speech, "finish"), now)


@transaction.atomic
def skip_speech(*, actor: Actor, speech: Speech, now: datetime) -> Speech:
    """Let a waiting turn go for want of time; the delegate may send her opinion in writing.

    :raises NotPermitted: the actor does not run the floor.
    :raises StepNotAllowed: it does not wait any more.
    """
    lock(speech.session)
    speech = lock(speech)
    take("skip", actor, speech)
    skipped(actor, [speech], now)
    return speech


@transaction.atomic
def end_discussion(*, actor: Actor, item: AgendaItem, now: datetime) -> int:
    """End the discussion of an item: the registration closes, who still waits may write; return how many that are.

    :raises NotPermitted: the actor does not run the floor.
    """
    require(actor, Can.RUN_FLOOR, item)
    lock(item.session)
    return end_floor(actor, item, now)


@transaction.atomic
def move_speech(*, actor: Actor, speech: Speech, up: bool, now: datetime, rules: Rules) -> Speech:
    """Move a waiting turn one place up or down; the order remembers the neighbour, the ledger who moved it.

    At the end of the queue, or of its group of questions, nothing changes.

    :raises NotPermitted: the actor does not run the floor.
    :raises StepNotAllowed: it does not wait.
    """
    lock(speech.session)
    speech = lock(speech)
    take("move", actor, speech)
    queue = [waiting.speech for waiting in get_floor(speech.item, now=now, rules=rules).lane_of(speech)]
    place = [each.pk for each in queue].index(speech.pk)
    beside = place - 1 if up else place + 1
    if not 0 <= beside < len(queue):
        return speech
    speech.moved, speech.neighbour = Moved.BEFORE if up else Moved.AFTER, queue[beside]
    speech.moved_at = now
    return saved(actor, speech, "move_speech", "moved", "neighbour", "moved_at")


def mark_presentation(item: AgendaItem, now: datetime) -> None:
    """Note that from now on the item is presented."""
    mark(item, ActivityKind.PRESENTATION, now)


def running_sitting(session: CouncilSession) -> Sitting:
    """Lock the session and return its running sitting."""
    session = lock(session)
    sitting = Sitting.objects.filter(session=session, state=SittingState.RUNNING).first()
    if session.state != SessionState.IN_PROGRESS or sitting is None:
        raise SessionNotRunning()
    return sitting


def _limit_of(speech: Speech, kind: SpeechKind, rules: Rules) -> int:
    """Return the seconds of a turn that is called now: by its kind, and by what was said on the item before."""
    questions = asked_in(speech.group) if speech.group is not None else 1
    asked = Speech.objects.filter(item=speech.item_id, kind=SpeechKind.QUESTION, state__in=HEARD)
    is_questioning = kind == SpeechKind.DEBATE and asked.exists()
    return seconds_of_turn(
        kind=kind,
        has_spoken=has_spoken(speech),
        rules=rules,
        questions=questions,
        is_questioning=is_questioning,
    )


def _speaking(actor: Actor, speech: Speech, step: str) -> Speech:
    lock(speech.session)
    speech = lock(speech)
    take(step, actor, speech)
    return speech
