"""The engine writes down what a recording says: asked for, gone on with piece by piece, taken over by a person."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from council.events.sessions import ListeningAsked
from council.sessions.actions.recording_refusals import AlreadyListening, EngineHeardNothing, NoEngine
from council.sessions.actions.transcripts import take_cues
from council.sessions.models import OPEN_LISTENINGS, Listening, Recording, Source, Transcript
from council.sessions.permissions import Can
from council.sessions.queries.recordings import name_speakers
from council.sessions.workflow import ListeningState, RecordingState
from kernel import audit, outbox
from kernel.access import Actor, require, take
from kernel.captions import MOST_CUES, Cue
from kernel.refusal import NotFound
from kernel.rows import lock
from kernel.transcribing.apart import Outcome, Portion, Transcriber

# After so long without a sign of life the work may be set going again: a lost message, a worker that died.
SILENT = timedelta(minutes=10)
TOO_SLOW = "too_slow"
MACHINE = Actor.system("transcriber")


@transaction.atomic
def ask_listening(*, actor: Actor, recording: Recording, transcriber: Transcriber | None, now: datetime) -> Listening:
    """Have the engine write down what a recording says; work that gave no sign of life for long is set going again.

    :raises NotPermitted: the actor does not transcribe.
    :raises NotFound: the recording was taken back.
    :raises NoEngine: the installation names none.
    :raises AlreadyListening: it is at work, or what it heard waits to be taken over.
    """
    require(actor, Can.TRANSCRIBE)
    recording = lock(recording)
    if recording.state != RecordingState.KEPT:
        raise NotFound()
    if transcriber is None:
        raise NoEngine()
    listening: Listening | None = Listening.objects.filter(recording=recording, state__in=OPEN_LISTENINGS).first()
    if listening is None:
        listening = _asked(actor, recording, transcriber, now)
    elif not is_silent(listening, now):
        raise AlreadyListening()
    outbox.publish(ListeningAsked(session_id=recording.sitting.session_id, listening_id=listening.id), actor=actor)
    audit.record(actor, "sessions.ask_listening", listening)
    return listening


def is_silent(listening: Listening, now: datetime) -> bool:
    """Say whether the work should be going on and gave no sign of life for long."""
    at_work = listening.state in (ListeningState.WAITING, ListeningState.LISTENING)
    return at_work and now - listening.stirred_at > SILENT


@transaction.atomic
def begin_portion(*, listening_id: UUID, now: datetime) -> Listening | None:
    """Say that the engine listens on; None when there is nothing to go on with."""
    found = Listening.objects.select_for_update(of=("self",)).select_related("recording__file")
    listening: Listening | None = found.filter(
        id=listening_id, state__in=(ListeningState.WAITING, ListeningState.LISTENING)
    ).first()
    if listening is None:
        return None
    if listening.recording.state != RecordingState.KEPT:
        _end(listening, "fail", now, reason=Outcome.BROKEN)
        return None
    listening.state, listening.stirred_at = take("listen", MACHINE, listening).target, now
    listening.save(update_fields=["state", "stirred_at"])
    return listening


def show_progress(*, listening: Listening, reached_ms: int, now: datetime) -> None:
    """Write down how far the engine has come, for those who look on; what it heard comes with the whole portion."""
    Listening.objects.filter(pk=listening.pk, state=ListeningState.LISTENING).update(
        shown_ms=reached_ms, stirred_at=now
    )


@transaction.atomic
def end_portion(*, listening: Listening, portion: Portion, now: datetime) -> Listening:
    """Keep what was heard, unless the recording was taken back meanwhile.

    A portion that another worker has brought already changes nothing.
    """
    from_ms = listening.reached_ms
    listening = lock(listening)
    if listening.reached_ms != from_ms or listening.state != ListeningState.LISTENING:
        return listening
    if listening.recording.state != RecordingState.KEPT:
        return _end(listening, "fail", now, reason=Outcome.BROKEN)
    room = MOST_CUES - len(listening.heard)
    listening.heard += [[heard.start_ms, heard.end_ms, heard.text] for heard in portion.heard[:room]]
    listening.reached_ms = listening.shown_ms = portion.reached_ms
    listening.stirred_at = now
    listening.save(update_fields=["heard", "reached_ms", "shown_ms", "stirred_at"])
    if portion.outcome is Outcome.OVER:
        return _end(listening, "finish", now)
    if portion.outcome is Outcome.GOES_ON and portion.reached_ms > from_ms:
        return listening
    reason = TOO_SLOW if portion.outcome is Outcome.GOES_ON else str(portion.outcome)
    return _end(listening, "fail", now, reason=reason)


@transaction.atomic
def take_heard(*, actor: Actor, listening: Listening) -> Transcript:
    """Take over what the engine heard into the sitting's transcript, each passage with who had the floor then.

    :raises NotPermitted: the actor does not transcribe.
    :raises StepNotAllowed: the engine is not ready, it was taken already, or the transcript was sent.
    :raises EngineHeardNothing: it heard no word.
    """
    recording = lock(listening.recording)  # before the work on it, as who takes the recording back does
    listening = lock(listening)
    step = take("take", actor, listening)
    cues = [Cue(words, start_ms=start, end_ms=end) for start, end, words in listening.heard]
    if not cues:
        raise EngineHeardNothing()
    cues = name_speakers(recording, cues)
    transcript = take_cues(
        actor=actor, sitting=recording.sitting, cues=cues, source=Source.MACHINE, recording=recording
    )
    _empty(listening, str(step.target))
    audit.record(actor, "sessions.take_heard", listening, fields=("state",))
    return transcript


@transaction.atomic
def drop_listening(*, actor: Actor, listening: Listening) -> Listening:
    """Stop the engine, or throw away what it heard.

    :raises NotPermitted: the actor does not transcribe.
    :raises StepNotAllowed: it was taken over or dropped already.
    """
    listening = lock(listening)
    _empty(listening, str(take("drop", actor, listening).target))
    audit.record(actor, "sessions.drop_listening", listening, fields=("state",))
    return listening


def drop_listenings(*, actor: Actor, recording: Recording) -> None:
    """Stop the engine and throw away what it heard in a recording that is taken back; the caller has locked that."""
    for listening in Listening.objects.select_for_update().filter(recording=recording, state__in=OPEN_LISTENINGS):
        drop_listening(actor=actor, listening=listening)


def _asked(actor: Actor, recording: Recording, transcriber: Transcriber, now: datetime) -> Listening:
    listening: Listening = Listening.objects.create(
        recording=recording,
        engine=transcriber.engine,
        asked_at=now,
        asked_by=actor.account_id,
        asked_by_name=actor.name[:120],
        stirred_at=now,
    )
    return listening


def _end(listening: Listening, name: str, now: datetime, *, reason: str = "") -> Listening:
    listening.state, listening.ended_at = take(name, MACHINE, listening).target, now
    listening.reason, listening.heard = str(reason), listening.heard if name == "finish" else []
    listening.save(update_fields=["state", "ended_at", "reason", "heard"])
    audit.record(MACHINE, f"sessions.{name}_listening", listening, fields=("state",), reason=listening.reason)
    return listening


def _empty(listening: Listening, state: str) -> None:
    listening.state, listening.heard = state, []
    listening.save(update_fields=["state", "heard"])
