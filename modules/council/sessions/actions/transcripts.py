"""What was said in a sitting: taken from a file, given to its speakers to review, closed when the time is over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from council.events.sessions import TranscriptClosed, TranscriptSent
from council.law import Rules
from council.people.models import Mandate
from council.sessions import law
from council.sessions.actions.refusals import NotThisSession
from council.sessions.actions.telling import tell
from council.sessions.actions.transcript_refusals import (
    NothingSaid,
    OneSpeaker,
    ReviewOpen,
    SittingNotHeld,
    SpeakerUnknown,
    TranscriptOver,
)
from council.sessions.models import (
    AgendaItem,
    Passage,
    Recording,
    Sitting,
    SittingKind,
    Source,
    Transcript,
    Visibility,
    Wording,
)
from council.sessions.permissions import Can
from council.sessions.queries.transcripts import match_names
from council.sessions.workflow import BEGUN_SITTINGS, PassageState, TranscriptState
from kernel import audit, clock
from kernel.access import Actor, require, take
from kernel.captions import Cue
from kernel.rows import lock


@dataclass(frozen=True)
class Said:
    """What is known of a passage: its words, its speaker (a delegate or a guest), its matter."""

    text: str
    mandate: Mandate | None = None
    guest_name: str = ""
    item: AgendaItem | None = None


@transaction.atomic
def take_cues(
    *,
    actor: Actor,
    sitting: Sitting,
    cues: Sequence[Cue],
    source: Source = Source.FILE,
    visibility: Visibility = Visibility.INTERNAL,
    recording: Recording | None = None,
) -> Transcript:
    """Take over what was said, all of it, behind what stands there; names are matched with the delegates.

    A transcript that was once marked as of a closed sitting stays so. The times are those of ``recording``, if one
    is named: it is of this sitting, and one of a closed sitting makes the transcript so.

    :raises NotPermitted: the actor does not transcribe.
    :raises SittingNotHeld: the sitting has not begun, or was cancelled.
    :raises StepNotAllowed: it was sent to the speakers already.
    :raises NothingSaid: there is nothing to take.
    """
    require(actor, Can.TRANSCRIBE)
    sitting.refresh_from_db(fields=["state", "kind"])
    if sitting.state not in BEGUN_SITTINGS:
        raise SittingNotHeld()
    if not cues:
        raise NothingSaid()
    transcript = _opened(sitting)
    take("take", actor, transcript)
    of_recording = recording.visibility if recording else visibility
    if Visibility.CLOSED in (visibility, of_recording) or sitting.kind == SittingKind.CLOSED:
        transcript.visibility = Visibility.CLOSED
    transcript.version += 1
    transcript.save(update_fields=["visibility", "version"])
    _write(actor, transcript, cues, source, recording)
    audit.record(actor, "sessions.take_cues", transcript, fields=("passages",))
    return transcript


@transaction.atomic
def edit_passage(*, actor: Actor, passage: Passage, version: int, said: Said) -> Passage:
    """Change a draft: its words, its speaker, its matter. Other words are another wording; the first stays.

    :raises NotPermitted: the actor does not transcribe.
    :raises StepNotAllowed: it was sent to its speaker, or thrown away.
    :raises VersionClash: somebody else changed it meanwhile.
    :raises NothingSaid: no word is left.
    :raises OneSpeaker: both a delegate and a guest are named.
    :raises NotThisSession: the item belongs to another session.
    """
    passage = lock(passage, version=version)
    take("edit", actor, passage)
    _check(passage, said)
    _reword(actor, passage, said.text, Source.OFFICE)
    passage.mandate, passage.item = said.mandate, said.item
    passage.guest_name = " ".join(said.guest_name.split())
    passage.version += 1
    passage.save(update_fields=["text", "mandate", "item", "guest_name", "version"])
    audit.record(actor, "sessions.edit_passage", passage, fields=("text", "mandate", "item", "guest_name"))
    return passage


@transaction.atomic
def assign_speaker(*, actor: Actor, transcript: Transcript, heard_name: str, mandate: Mandate | None) -> int:
    """Say who a name in the file is, for all drafts that bear it: a delegate, or a guest of that name (None).

    :raises NotPermitted: the actor does not transcribe.
    :raises StepNotAllowed: it was sent to the speakers already.
    """
    transcript = lock(transcript)
    take("take", actor, transcript)
    passages = list(transcript.passages.without_speaker().filter(heard_name=heard_name).select_for_update())
    for passage in passages:
        passage.mandate, passage.guest_name = mandate, "" if mandate else heard_name
        passage.version += 1
    Passage.objects.bulk_update(passages, ["mandate", "guest_name", "version"])
    if passages:
        audit.record(actor, "sessions.assign_speaker", transcript, fields=("mandate", "guest_name"))
    return len(passages)


@transaction.atomic
def discard_passage(*, actor: Actor, passage: Passage, version: int) -> Passage:
    """Throw a draft away; its words stay in the record of the office.

    :raises NotPermitted: the actor does not transcribe.
    :raises StepNotAllowed: it was sent to its speaker already.
    :raises VersionClash: somebody else changed it meanwhile.
    """
    passage = lock(passage, version=version)
    return _stepped(actor, passage, "discard")


@transaction.atomic
def send_transcript(*, actor: Actor, transcript: Transcript, now: datetime) -> Transcript:
    """Give each passage to its speaker; the delegates among them are told once committed.

    :raises NotPermitted: the actor does not transcribe.
    :raises StepNotAllowed: it was sent already.
    :raises NothingSaid: there is no passage.
    :raises SpeakerUnknown: a passage names nobody.
    """
    transcript = lock(transcript)
    step = take("send", actor, transcript)
    drafts = transcript.passages.filter(state=PassageState.DRAFT)
    if not drafts.exists():
        raise NothingSaid()
    if transcript.passages.without_speaker().exists():
        raise SpeakerUnknown()
    _step_all(actor, drafts, "send")
    transcript.state, transcript.sent_at = step.target, now
    transcript.version += 1
    transcript.save(update_fields=["state", "sent_at", "version"])
    audit.record(actor, "sessions.send_transcript", transcript, fields=("state", "sent_at"))
    tell(TranscriptSent(**_keys(transcript)), session=transcript.sitting.session, actor=actor)
    return transcript


@transaction.atomic
def approve_passage(*, actor: Actor, passage: Passage, version: int, now: datetime) -> Passage:
    """Confirm that a passage is what one said.

    :raises NotPermitted: the actor is not its speaker.
    :raises StepNotAllowed: it does not wait for her.
    :raises VersionClash: it changed on another device meanwhile.
    """
    passage = lock(passage, version=version)
    passage.reviewed_at = now
    return _stepped(actor, passage, "approve", "reviewed_at")


@transaction.atomic
def correct_passage(*, actor: Actor, passage: Passage, version: int, text: str, now: datetime) -> Passage:
    """Put one's own words right; what was written down before stays beside it.

    :raises NotPermitted: the actor is not its speaker.
    :raises StepNotAllowed: it was not sent to her, or its time is over.
    :raises TranscriptOver: the transcript was closed after she had reviewed it.
    :raises VersionClash: it changed on another device meanwhile.
    :raises NothingSaid: no word is left.
    """
    transcript = lock(passage.transcript)
    passage = lock(passage, version=version)
    take("correct", actor, passage)
    if transcript.state != TranscriptState.IN_REVIEW:
        raise TranscriptOver()
    if not text.strip():
        raise NothingSaid()
    _reword(actor, passage, text, Source.SPEAKER)
    passage.reviewed_at = now
    return _stepped(actor, passage, "correct", "text", "reviewed_at")


@transaction.atomic
def close_transcript(*, actor: Actor, transcript: Transcript, now: datetime, rules: Rules) -> Transcript:
    """End the reviewing: at once when all delegates answered, else after the last day of R-SES-20.

    What nobody answered for is marked so; it is never taken for reviewed.

    :raises NotPermitted: only the session's secretary closes.
    :raises StepNotAllowed: it was not sent, or is closed already.
    :raises ReviewOpen: speakers still have time.
    """
    transcript = lock(transcript)
    step = take("close", actor, transcript)
    waiting = transcript.passages.filter(state=PassageState.IN_REVIEW).select_for_update()
    if waiting.filter(mandate__isnull=False).exists():
        _require_over(transcript, now, rules)
    _step_all(actor, waiting, "lapse")
    transcript.state, transcript.closed_at = step.target, now
    transcript.version += 1
    transcript.save(update_fields=["state", "closed_at", "version"])
    audit.record(actor, "sessions.close_transcript", transcript, fields=("state", "closed_at"))
    tell(TranscriptClosed(**_keys(transcript)), session=transcript.sitting.session, actor=actor)
    return transcript


def _opened(sitting: Sitting) -> Transcript:
    """Return the sitting's transcript under lock, made when there is none."""
    transcript, _is_new = Transcript.objects.select_for_update().get_or_create(sitting=sitting)
    return transcript


def _write(
    actor: Actor, transcript: Transcript, cues: Iterable[Cue], source: Source, recording: Recording | None
) -> None:
    """Write passages and their first wordings behind those that stand there."""
    last = transcript.passages.aggregate(last=Max("position"))["last"] or 0
    known = match_names({cue.name for cue in cues}, transcript.sitting)
    passages = [
        Passage(
            transcript=transcript,
            position=position,
            recording=recording,
            heard_name=cue.name,
            mandate=known.get(cue.name),
            start_ms=cue.start_ms,
            end_ms=cue.end_ms,
            text=cue.text,
        )
        for position, cue in enumerate(cues, last + 1)
    ]
    Passage.objects.bulk_create(passages)
    Wording.objects.bulk_create(_wording(actor, passage, 1, source) for passage in passages)


def _wording(actor: Actor, passage: Passage, number: int, source: Source) -> Wording:
    return Wording(
        passage=passage,
        number=number,
        source=source,
        text=passage.text,
        written_by=actor.account_id,
        written_by_name=actor.name[:120],
    )


def _reword(actor: Actor, passage: Passage, text: str, source: Source) -> None:
    """Let a passage say something else; the same words again are no new wording."""
    text = "\n".join(line.strip() for line in text.strip().splitlines())
    if text == passage.text:
        return
    last = passage.wordings.aggregate(last=Max("number"))["last"]
    passage.text = text
    _wording(actor, passage, last + 1, source).save(force_insert=True)


def _check(passage: Passage, said: Said) -> None:
    if not said.text.strip():
        raise NothingSaid()
    if said.mandate is not None and said.guest_name.strip():
        raise OneSpeaker()
    if said.item is not None and said.item.session_id != passage.transcript.sitting.session_id:
        raise NotThisSession()


def _stepped(actor: Actor, passage: Passage, name: str, *fields: str) -> Passage:
    passage.state = take(name, actor, passage).target
    passage.version += 1
    passage.save(update_fields=["state", "version", *fields])
    audit.record(actor, f"sessions.{name}_passage", passage, fields=("state", *fields))
    return passage


def _step_all(actor: Actor, passages: Iterable[Passage], name: str) -> None:
    changed = list(passages)
    for passage in changed:
        passage.state = take(name, actor, passage).target
        passage.version += 1
    Passage.objects.bulk_update(changed, ["state", "version"])


def _require_over(transcript: Transcript, now: datetime, rules: Rules) -> None:
    session = transcript.sitting.session
    if session.closed_on is None:
        raise ReviewOpen()
    deadline = law.transcript_due(closed_on=session.closed_on, rules=rules)
    if clock.local_day(now) <= deadline.due_on:
        raise ReviewOpen(deadline.why)


def _keys(transcript: Transcript) -> dict[str, UUID]:
    sitting = transcript.sitting
    return {"session_id": sitting.session_id, "sitting_id": sitting.id, "transcript_id": transcript.id}
