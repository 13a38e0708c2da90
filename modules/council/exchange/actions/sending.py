"""A province reminds its communes: several at once, none twice of the same matter within some days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.events.exchange import ReminderSent
from council.exchange import law
from council.exchange.models import Matter, Reminder
from council.exchange.permissions import Can
from council.law import Rules
from kernel import audit, clock, locks, outbox
from kernel.access import Actor, require
from kernel.refusal import Refusal

LOCK = "exchange.remind"


class NobodyChosen(Refusal):
    """A reminder is for somebody."""

    code = "nobody_chosen"
    message = gettext_lazy("Hãy chọn ít nhất một xã, phường.")
    field = "communes"


class DayPassed(Refusal):
    """Nobody can do something before a day that is over."""

    code = "day_passed"
    message = gettext_lazy("Ngày này đã qua. Hãy chọn hôm nay hoặc một ngày sau.")
    field = "due_on"


class AlreadyReminded(Refusal):
    """A commune was reminded of the same matter some days ago."""

    code = "already_reminded"
    field = "communes"


@dataclass(frozen=True)
class To:
    """One receiver, with why it is reminded; ``council_key`` is "" for a unit whose council is not there yet."""

    unit_code: str
    council_key: str
    name: str
    why: str = ""
    matter_on: date | None = None


@dataclass(frozen=True)
class Wanted:
    """What is asked for, and until when."""

    matter: Matter
    subject: str
    due_on: date
    note: str = ""


@transaction.atomic
def remind_communes(
    *, actor: Actor, province: Any, to: Sequence[To], wanted: Wanted, now: datetime, rules: Rules
) -> list[Reminder]:
    """Remind communes of a matter: all of them or, when one may not be reminded, none.

    Each reminder is handed over after the commit; what becomes of it is told to the sender.

    :raises NotPermitted: the actor may not.
    :raises NobodyChosen: no commune is given.
    :raises DayPassed: the day is over.
    :raises AlreadyReminded: one of them was reminded of the matter not long ago.
    """
    require(actor, Can.REMIND, province)
    today = clock.local_day(now)
    if not to:
        raise NobodyChosen()
    if wanted.due_on < today:
        raise DayPassed()
    locks.hold_until_commit(LOCK)  # of two who remind at once the second sees what the first sent
    _refuse_repetition(to, wanted.matter, today, rules)
    return [_send(actor, each, wanted, now) for each in to]


def _refuse_repetition(to: Sequence[To], matter: Matter, today: date, rules: Rules) -> None:
    """Refuse a second reminder of the same matter; "other" matters are told apart by nobody, so they may repeat."""
    if matter == Matter.OTHER:
        return
    sent = Reminder.objects.standing_after(law.reminded_after(today, rules=rules))
    mine = sent.filter(matter=matter, unit_code__in=[each.unit_code for each in to])
    stands = {(each.unit_code, each.matter_on): each for each in mine.order_by("sent_on")}
    known = [stands[each.unit_code, each.matter_on] for each in to if (each.unit_code, each.matter_on) in stands]
    if known:
        listed = "; ".join(
            _("%(name)s (nhắc ngày %(day)s, nhắc lại được từ %(again)s)")
            % {
                "name": one.council_name,
                "day": f"{one.sent_on:%d/%m/%Y}",
                "again": f"{law.again_from(one.sent_on, rules=rules):%d/%m/%Y}",
            }
            for one in known
        )
        raise AlreadyReminded(_("Đã nhắc việc này mấy ngày trước: %(listed)s.") % {"listed": listed})


def _send(actor: Actor, to: To, wanted: Wanted, now: datetime) -> Reminder:
    reminder = Reminder.objects.create(
        unit_code=to.unit_code,
        council_key=to.council_key,
        council_name=to.name,
        matter=wanted.matter,
        matter_on=to.matter_on,
        subject=wanted.subject.strip(),
        why=to.why[: law.LONGEST_WHY],
        note=wanted.note.strip(),
        due_on=wanted.due_on,
        sent_at=now,
        sent_on=clock.local_day(now),
        sent_by=actor.account_id,
        sent_by_name=actor.name,
    )
    audit.record(actor, "exchange.remind", reminder)
    outbox.publish(ReminderSent(reminder_id=reminder.id), actor=actor)
    return reminder
