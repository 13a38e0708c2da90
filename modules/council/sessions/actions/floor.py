"""The floor: the registration opens and closes, delegates ask to speak, take it back, or write what was not said.

Whoever changes the floor locks the session first, so that two hands at the desk act one after the other.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.law import ActivityKind, SpeechKind
from council.people.models import Mandate
from council.people.workflow import MandateState
from council.sessions.actions.ending import mark, saved, turned
from council.sessions.actions.refusals import MandateNotActive
from council.sessions.actions.turns import running_sitting
from council.sessions.models import AgendaItem, CouncilSession, Floor, Speech
from council.sessions.permissions import Can
from council.sessions.workflow import (
    PENDING_ITEMS,
    TAKES_PRESENCE,
    WAITING,
    FloorState,
    SpeechState,
)
from kernel import audit
from kernel.access import Actor, require, take
from kernel.refusal import Refusal
from kernel.rows import lock

MINUTE = 60
ASKED_FOR = frozenset({SpeechKind.DISCUSSION, SpeechKind.DEBATE, SpeechKind.QUESTION})


class RegistrationClosed(Refusal):
    """The chair closed the registration on this item, or the item is over."""

    code = "registration_closed"
    message = _("Chủ toạ đã đóng đăng ký phát biểu về nội dung này.")


class AlreadyAsked(Refusal):
    """She waits already, or speaks."""

    code = "already_asked"
    message = _("Ông/bà đã đăng ký và đang trong danh sách.")


class NothingToDebate(Refusal):
    """A debate answers somebody: nobody has spoken on the item yet."""

    code = "nothing_to_debate"
    message = _("Chưa có ai phát biểu về nội dung này để tranh luận.")


class SpeakerMissing(Refusal):
    """A turn needs somebody who speaks."""

    code = "speaker_missing"
    message = _("Hãy chọn đại biểu hoặc ghi tên người phát biểu.")
    field = "speaker"


class TextMissing(Refusal):
    """An opinion in writing has words."""

    code = "text_missing"
    message = _("Hãy nhập ý kiến bằng văn bản.")
    field = "text"


@dataclass(frozen=True)
class _Turn:
    """What is asked for, by or for whom."""

    kind: SpeechKind
    mandate: Mandate | None
    speaker: str


@transaction.atomic
def open_floor(*, actor: Actor, item: AgendaItem, now: datetime) -> Floor:
    """Open the registration on an item; those who asked in advance enter the queue, and discussion begins.

    :raises NotPermitted: the actor does not run the floor.
    :raises StepNotAllowed: it is open already.
    :raises SessionNotRunning: no sitting is running.
    :raises RegistrationClosed: the item is over.
    """
    require(actor, Can.RUN_FLOOR, item)
    running_sitting(item.session)
    if item.state not in PENDING_ITEMS:
        raise RegistrationClosed()
    floor, _made = Floor.objects.get_or_create(item=item)
    step = take("open", actor, floor)
    for speech in Speech.objects.filter(item=item, state=SpeechState.REQUESTED).select_for_update():
        speech.state = take("queue", actor, speech).target
        speech.save(update_fields=["state"])
    mark(item, ActivityKind.DISCUSSION, now)
    return turned(actor, floor, step.target, "open_floor")


@transaction.atomic
def close_floor(*, actor: Actor, item: AgendaItem) -> Floor:
    """Close the registration on an item; who waits goes on waiting.

    :raises NotPermitted: the actor does not run the floor.
    :raises StepNotAllowed: it is not open.
    """
    require(actor, Can.RUN_FLOOR, item)
    lock(item.session)
    floor = Floor.objects.filter(item=item).first() or Floor(item=item)
    step = take("close", actor, floor)
    return turned(actor, floor, step.target, "close_floor")


@transaction.atomic
def ask_to_speak(
    *,
    actor: Actor,
    item: AgendaItem,
    mandate: Mandate,
    kind: SpeechKind,
    now: datetime,
) -> Speech:
    """Ask for a turn by the delegate's own tap: in the queue while the registration is open, in advance before.

    :raises NotPermitted: the mandate is not the actor's own, or the kind is not a delegate's to ask for.
    :raises MandateNotActive: the mandate is suspended or has ended.
    :raises RegistrationClosed: the chair closed it, the item or the session is over.
    :raises NothingToDebate: a debate answers somebody, and nobody has spoken.
    :raises AlreadyAsked: she waits or speaks already.
    """
    require(actor, Can.SPEAK, mandate)
    if kind not in ASKED_FOR:
        require(actor, Can.RUN_FLOOR, item)
    session, mandate = lock(item.session), lock(mandate)
    if mandate.state != MandateState.ACTIVE:
        raise MandateNotActive()
    return _asked(actor, session, item, _Turn(kind, mandate, ""), now)


@transaction.atomic
def add_speaker(
    *,
    actor: Actor,
    item: AgendaItem,
    kind: SpeechKind,
    now: datetime,
    mandate: Mandate | None = None,
    speaker: str = "",
) -> Speech:
    """Put somebody into the queue from the desk: a delegate who raised her hand, or who explains or answers.

    :raises NotPermitted: the actor does not run the floor.
    :raises SpeakerMissing: nobody is named.
    :raises RegistrationClosed: the item or the session is over.
    :raises NothingToDebate: a debate answers somebody, and nobody has spoken.
    :raises AlreadyAsked: the delegate waits or speaks already.
    """
    require(actor, Can.RUN_FLOOR, item)
    if mandate is None and not speaker.strip():
        raise SpeakerMissing()
    session = lock(item.session)
    return _asked(actor, session, item, _Turn(kind, mandate, speaker.strip() if mandate is None else ""), now)


@transaction.atomic
def withdraw_speech(*, actor: Actor, speech: Speech, now: datetime) -> Speech:
    """Take a waiting turn back, by the delegate's own tap.

    :raises NotPermitted: it is not her own.
    :raises StepNotAllowed: it does not wait any more.
    """
    lock(speech.session)
    speech = lock(speech)
    speech.state, speech.ended_at = take("withdraw", actor, speech).target, now
    return saved(actor, speech, "withdraw_speech", "state", "ended_at")


@transaction.atomic
def submit_text(*, actor: Actor, speech: Speech, text: str, now: datetime) -> Speech:
    """Send in writing what there was no time to say.

    :raises NotPermitted: it is not her own turn.
    :raises StepNotAllowed: it was not let go, or a text is there already.
    :raises TextMissing: there are no words.
    """
    speech = lock(speech)
    step = take("submit_text", actor, speech)
    if not text.strip():
        raise TextMissing()
    speech.state, speech.text, speech.text_at = step.target, text.strip(), now
    return saved(actor, speech, "submit_text", "state", "text", "text_at")


def _asked(actor: Actor, session: CouncilSession, item: AgendaItem, turn: _Turn, now: datetime) -> Speech:
    floor = Floor.objects.filter(item=item).first()
    item.refresh_from_db(fields=["state"])
    if session.state not in TAKES_PRESENCE or item.state not in PENDING_ITEMS:
        raise RegistrationClosed()
    from_desk = turn.mandate is None or actor.person_id != turn.mandate.person_id
    if floor is not None and floor.state == FloorState.CLOSED and not from_desk:
        raise RegistrationClosed()
    heard = Speech.objects.filter(item=item, state__in=(SpeechState.SPEAKING, SpeechState.DONE))
    if turn.kind == SpeechKind.DEBATE and not heard.exists():
        raise NothingToDebate()
    same = Speech.objects.filter(item=item, mandate=turn.mandate, speaker=turn.speaker, kind=turn.kind)
    if same.filter(state__in=WAITING | {SpeechState.SPEAKING}).exists():
        raise AlreadyAsked()
    speech: Speech = Speech.objects.create(
        session=session,
        item=item,
        mandate=turn.mandate,
        speaker=turn.speaker,
        kind=turn.kind,
        state=SpeechState.QUEUED if floor is not None else SpeechState.REQUESTED,
        asked_at=now,
    )
    audit.record(actor, "sessions.ask_to_speak", speech)
    return speech
