"""Recordings of a sitting: for who works on its transcript, and for a delegate who reviews what she said there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q, QuerySet

from council.sessions.models import Listening, Passage, Recording, Sitting, SittingKind, Speech, Visibility
from council.sessions.models.transcripts import PassageSet
from council.sessions.permissions import Can
from council.sessions.workflow import SENT_PASSAGES, ListeningState, RecordingState
from kernel.access import Actor, may, may_at_all
from kernel.captions import Cue
from kernel.refusal import NotFound

OF_CLOSED = (
    Q(visibility=Visibility.CLOSED)
    | Q(sitting__kind=SittingKind.CLOSED)
    | Q(sitting__transcript__visibility=Visibility.CLOSED)
)


@dataclass(frozen=True)
class Kept:
    """A recording with the engine's last work on it, if it was ever asked."""

    recording: Recording
    listening: Listening | None


def list_recordings(actor: Actor, sitting: Sitting) -> list[Kept]:
    """Return the recordings of a sitting in the order in which they begin; none to who may not hear them."""
    if not may(actor, Can.READ_TRANSCRIPT):
        return []
    recordings = list(_heard_by(actor).filter(sitting=sitting).order_by("starts_at", "id"))
    works = Listening.objects.filter(recording__in=recordings).exclude(state=ListeningState.DROPPED)
    last = {work.recording_id: work for work in works.order_by("asked_at", "id").defer("heard")}
    for work in last.values():
        work.recording = next(each for each in recordings if each.pk == work.recording_id)
    return [Kept(recording, last.get(recording.pk)) for recording in recordings]


def list_kept(sitting: Sitting) -> QuerySet[Recording]:
    """Return the recordings of a sitting that stand, in order. The caller got it from a query, and transcribes."""
    kept: QuerySet[Recording] = Recording.objects.filter(sitting=sitting, state=RecordingState.KEPT)
    return kept.select_related("file").order_by("starts_at", "id")


def get_recording(actor: Actor, recording_id: UUID) -> Recording:
    """Return a recording: to who works on the transcript, and to a speaker once her words were sent to her.

    :raises NotFound: there is none, it was taken back, or it is not for the actor.
    """
    recording = _heard_by(actor).filter(id=recording_id).first()
    if recording is None or not (may(actor, Can.READ_TRANSCRIPT) or _own(actor, recording).exists()):
        raise NotFound()
    return recording


def list_spoken(actor: Actor, recording: Recording) -> QuerySet[Passage]:
    """Return the passages with a place in a recording: all of them, or one's own. It was got from a query."""
    spoken = _of(recording).kept() if may(actor, Can.READ_TRANSCRIPT) else _own(actor, recording)
    timed: QuerySet[Passage] = spoken.filter(start_ms__isnull=False).with_words().order_by("start_ms", "position")
    return timed


def find_recording(actor: Actor, passage: Passage) -> Recording | None:
    """Return the recording in which a passage can be heard, if there is one. The passage was got from a query."""
    if passage.start_ms is None:
        return None
    recordings = _heard_by(actor).filter(sitting=passage.transcript.sitting_id)
    if passage.recording_id is not None:
        return recordings.filter(id=passage.recording_id).first()
    return recordings.order_by("starts_at", "id").first()


def get_listening(actor: Actor, listening_id: UUID) -> Listening:
    """Return the engine's work on a recording.

    :raises NotFound: there is none, or the actor does not transcribe.
    """
    found = Listening.objects.select_related("recording__sitting__session__term", "recording__file")
    listening = found.filter(id=listening_id, recording__in=_heard_by(actor)).first()
    if listening is None or not may(actor, Can.TRANSCRIBE):
        raise NotFound()
    return listening  # type: ignore[no-any-return]  # the manager is untyped


def name_speakers(recording: Recording, cues: Iterable[Cue]) -> list[Cue]:
    """Return the cues with the name of who had the floor in the middle of each, by the hall's own clock."""
    turns = Speech.objects.filter(sitting=recording.sitting_id, called_at__isnull=False, ended_at__isnull=False)
    spoken = [(turn.called_at, turn.ended_at, turn.name) for turn in turns.select_related("mandate__person")]

    def named(cue: Cue) -> Cue:
        at = recording.moment(((cue.start_ms or 0) + (cue.end_ms or 0)) // 2)
        name = next((who for begins, ends, who in spoken if begins <= at < ends), "")
        return replace(cue, name=name[:120])

    return [named(cue) for cue in cues]


def _heard_by(actor: Actor) -> QuerySet[Recording]:
    """Return the recordings that stand; of closed sittings only to who sits behind closed doors."""
    recordings: QuerySet[Recording] = Recording.objects.filter(state=RecordingState.KEPT)
    recordings = recordings.select_related("file", "sitting__session__term")
    return recordings if may(actor, Can.READ_CLOSED) else recordings.exclude(OF_CLOSED)


def _of(recording: Recording) -> PassageSet:
    """Return the passages whose times are a recording's: those that name it; the first one's are also the nameless."""
    passages: PassageSet = Passage.objects.filter(transcript__sitting=recording.sitting_id)
    others = Recording.objects.filter(sitting=recording.sitting_id, state=RecordingState.KEPT)
    first = others.order_by("starts_at", "id").values_list("id", flat=True).first()
    named = Q(recording=recording)
    return passages.filter(named | Q(recording__isnull=True) if first == recording.pk else named)


def _own(actor: Actor, recording: Recording) -> PassageSet:
    if actor.person_id is None or not may_at_all(actor, Can.REVIEW_PASSAGE):
        return _of(recording).none()
    return _of(recording).filter(mandate__person_id=actor.person_id, state__in=SENT_PASSAGES)
