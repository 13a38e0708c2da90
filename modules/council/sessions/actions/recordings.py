"""Sound recordings of a sitting: kept, set on the sitting's clock, taken back with a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, cast

from django.db import transaction

from council.sessions.actions.listening import drop_listenings
from council.sessions.actions.recording_refusals import AlreadyRecorded, RecordingStays, StartsAfterSitting
from council.sessions.actions.refusals import ReasonMissing
from council.sessions.actions.transcript_refusals import SittingNotHeld
from council.sessions.models import Recording, Sitting, SittingKind, Transcript, Visibility
from council.sessions.permissions import Can
from council.sessions.workflow import BEGUN_SITTINGS, RecordingState, TranscriptState
from kernel import audit, clock, files
from kernel.access import Actor, require, take
from kernel.files.kinds import kind_of_name, length_of
from kernel.files.models import StoredFile
from kernel.rows import lock


@dataclass(frozen=True)
class Sound:
    """A recording as it was handed in: the file, when the recorder was switched on, who may hear it."""

    file: StoredFile
    starts_at: datetime
    visibility: Visibility = Visibility.INTERNAL


@transaction.atomic
def add_recording(*, actor: Actor, sitting: Sitting, sound: Sound) -> Recording:
    """Keep what a recorder took of a sitting; of a closed sitting it is closed, whatever was chosen.

    :raises NotPermitted: the actor does not transcribe.
    :raises SittingNotHeld: the sitting has not begun, or was cancelled.
    :raises AlreadyRecorded: the same file stands there.
    :raises StartsAfterSitting: it would begin on another day, or after the end.
    """
    require(actor, Can.TRANSCRIBE)
    sitting = lock(sitting)
    if sitting.state not in BEGUN_SITTINGS:
        raise SittingNotHeld()
    if sitting.recordings.filter(state=RecordingState.KEPT, file__sha256=sound.file.sha256).exists():
        raise AlreadyRecorded()
    _check_start(sitting, sound.starts_at)
    is_closed = sitting.kind == SittingKind.CLOSED or sound.visibility == Visibility.CLOSED
    recording: Recording = Recording.objects.create(
        sitting=sitting,
        file=sound.file,
        length_ms=_length_of(sound.file),
        starts_at=sound.starts_at,
        visibility=Visibility.CLOSED if is_closed else Visibility.INTERNAL,
        added_by=actor.account_id,
        added_by_name=actor.name[:120],
    )
    audit.record(actor, "sessions.add_recording", recording)
    return recording


@transaction.atomic
def set_recording_start(*, actor: Actor, recording: Recording, version: int, starts_at: datetime) -> Recording:
    """Put right when a recording began.

    :raises NotPermitted: the actor does not transcribe.
    :raises StepNotAllowed: it was taken back.
    :raises VersionClash: somebody else changed it meanwhile.
    :raises StartsAfterSitting: it would begin on another day, or after the end.
    """
    recording = lock(recording, version=version)
    take("edit", actor, recording)
    _check_start(recording.sitting, starts_at)
    recording.starts_at = starts_at
    recording.version += 1
    recording.save(update_fields=["starts_at", "version"])
    audit.record(actor, "sessions.set_recording_start", recording, fields=("starts_at",))
    return recording


@transaction.atomic
def remove_recording(*, actor: Actor, recording: Recording, reason: str, now: datetime) -> Recording:
    """Take a recording back; nobody hears it any more, and what the engine heard in it is thrown away.

    What was reviewed with its help keeps it for ever.

    :raises NotPermitted: the actor does not transcribe.
    :raises StepNotAllowed: it was taken back already.
    :raises RecordingStays: the sitting's transcript is closed.
    :raises ReasonMissing: no reason is given.
    """
    recording = lock(recording)
    step = take("remove", actor, recording)
    if Transcript.objects.filter(sitting=recording.sitting_id, state=TranscriptState.CLOSED).exists():
        raise RecordingStays()
    if not reason.strip():
        raise ReasonMissing()
    recording.state, recording.removed_at, recording.removed_by = step.target, now, actor.account_id
    recording.removed_reason = reason.strip()
    recording.version += 1
    recording.save(update_fields=["state", "removed_at", "removed_by", "removed_reason", "version"])
    drop_listenings(actor=actor, recording=recording)
    files.withdraw(actor=actor, stored=recording.file, reason=recording.removed_reason, now=now)
    audit.record(actor, "sessions.remove_recording", recording, fields=("state", "removed_at"), reason=reason)
    return recording


def _length_of(stored: StoredFile) -> int:
    kind = kind_of_name(stored.name)
    if kind is None or kind not in files.SOUNDS:
        return 0
    with files.read(stored) as file:
        return length_of(cast("BinaryIO", file), kind) or 0


def _check_start(sitting: Sitting, starts_at: datetime) -> None:
    is_over = sitting.ended_at is not None and starts_at >= sitting.ended_at
    if is_over or clock.local_day(starts_at) != sitting.day_on:
        raise StartsAfterSitting()
