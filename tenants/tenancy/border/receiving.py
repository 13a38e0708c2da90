"""Taking in a letter where it arrives: as that council's own role, once, whatever comes twice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.refusal import Refusal
from tenancy.border.declaring import checked, passage_named
from tenancy.border.handlers import Arrived, Because, Fate, Word, hearer_of, taker_of
from tenancy.border.models import HandOver, Leg, Received


@dataclass(frozen=True)
class Letter:
    """What travels: plain values only, no row of the sender's. ``sender_key`` comes from the carrier."""

    id: UUID
    passage: str
    subject_id: UUID
    leg: str
    number: int
    sender_key: str
    columns: dict[str, Any]


class NotTaken(Refusal):
    """The letter is not for this council: nobody takes its kind, or it answers what was never sent there."""

    code = "not_taken"
    message = _("Nơi nhận không tiếp nhận nội dung này.")


@transaction.atomic
def take_in(letter: Letter, *, now: datetime) -> datetime:
    """Write a letter into the receiving council's ledger and let its module take it; return when it was received.

    A second copy changes nothing and returns the first one's moment; of two at once the later waits for the first.

    :raises NotTaken: it is not for this council, or another letter came under the key.
    :raises Refusal: the module does not want it.
    """
    checked(passage_named(letter.passage), letter.columns, back=letter.leg == Leg.BACK)
    described = {
        "passage": letter.passage,
        "subject_id": letter.subject_id,
        "leg": letter.leg,
        "number": letter.number,
        "sender_key": letter.sender_key,
        "columns": letter.columns,
    }
    received, is_new = Received.objects.get_or_create(id=letter.id, defaults={**described, "at": now})
    if any(getattr(received, name) != value for name, value in described.items()):
        raise NotTaken()
    if is_new:
        _give_on(letter, now)
    return received.at


def _give_on(letter: Letter, now: datetime) -> None:
    if letter.leg == Leg.THERE:
        take = taker_of(letter.passage)
        if take is None:
            raise NotTaken()
        take(Arrived(letter.subject_id, letter.sender_key, letter.columns, now))
        return
    hear = hearer_of(letter.passage)
    if hear is None or not _was_sent_to(letter):
        raise NotTaken()
    hear(Word(letter.subject_id, Fate.ANSWERED, Because.NOTHING, now, letter.number, letter.columns))


def _was_sent_to(letter: Letter) -> bool:
    """Whether this council handed the subject to the council that answers; nobody else may speak about it."""
    own = HandOver.objects.filter(pk=letter.subject_id, leg=Leg.THERE, passage=letter.passage)
    return own.filter(to_key=letter.sender_key).exists()
