"""The letters that this council gave and was given, as lines of the page of what crossed its border.

Each letter shows its receipt: what the carrier told of it, and of a reminder what became of it where it went.
"""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.exchange import law
from council.exchange.border.reminders import REMINDER
from council.exchange.border.withdrawals import WITHDRAWAL
from council.exchange.models import ReceivedReminder, Reminder
from council.exchange.permissions import Can
from council.exchange.queries.crossing import (
    Asked,
    Crossing,
    Direction,
    Kind,
    Lane,
    Ledger,
    Mark,
    Tile,
    counted_by_day,
    newest,
    register,
)
from council.exchange.queries.words import because_words, reply_words
from kernel.access import Actor, may, may_at_all
from kernel.ui.templatetags.vietnam import number, vn_moment
from tenancy.border.models import HandOver, Leg, Received
from tenancy.models import Level

OUT, IN = "letters_out", "letters_in"
PASSAGES = (REMINDER.name, WITHDRAWAL.name)
OPEN = (HandOver.State.WAITING, HandOver.State.HELD)
CARRIED = {"waiting": "info", "held": "warn", "arrived": "good", "refused": "bad"}
STANDS = {"seen": "info", "new": "info", "withdrawn": "quiet"}
WORDS = {
    (REMINDER.name, Leg.THERE): gettext_lazy("Lời nhắc: %(subject)s"),
    (REMINDER.name, Leg.BACK): gettext_lazy("Trả lời lời nhắc: %(subject)s"),
    (WITHDRAWAL.name, Leg.THERE): gettext_lazy("Thu hồi lời nhắc: %(subject)s"),
}
SEEN = gettext_lazy("Báo đã xem lời nhắc: %(subject)s")
Known = dict[UUID, Reminder | ReceivedReminder]


def _may_read(actor: Actor, council: Any) -> bool:
    if council.level == Level.PROVINCE:
        return may(actor, Can.SEE_OWED, council)
    return may_at_all(actor, Can.READ_RECEIVED)


def _given() -> QuerySet[HandOver]:
    return HandOver.objects.filter(passage__in=PASSAGES)


def _taken() -> QuerySet[Received]:
    return Received.objects.filter(passage__in=PASSAGES)


def _out(asked: Asked) -> list[Crossing]:
    letters = list(newest(_given(), asked, OUT, at="created_at", key="id"))
    known = _reminders(asked.council, letters)
    return [_given_line(one, known.get(_reminder_id(one))) for one in letters]


def _in(asked: Asked) -> list[Crossing]:
    letters = list(newest(_taken(), asked, IN, at="at", key="id"))
    known = _reminders(asked.council, letters)
    return [_taken_line(one, known.get(_reminder_id(one))) for one in letters]


def _reminder_id(letter: HandOver | Received) -> UUID:
    """Return the reminder that a letter is about: its own key, but for what takes one back."""
    return UUID(letter.columns["reminder_id"]) if letter.passage == WITHDRAWAL.name else letter.subject_id


def _reminders(council: Any, letters: list[Any]) -> Known:
    """Return the reminders of letters as this side has them, in one query."""
    model = Reminder if council.level == Level.PROVINCE else ReceivedReminder
    found: Known = model.objects.in_bulk({_reminder_id(one) for one in letters})  # type: ignore[attr-defined]
    return found


def _given_line(letter: HandOver, about: Reminder | ReceivedReminder | None) -> Crossing:
    outcome, tone = str(letter.get_state_display()), CARRIED[letter.state]
    if letter.state == HandOver.State.ARRIVED and _is_reminder(letter) and about is not None:
        outcome, tone = str(about.get_state_display()), STANDS.get(about.state, "good")
    arrived = _("Giấy báo: đến lúc %(moment)s.") % {"moment": vn_moment(letter.settled_at)}
    note = arrived if letter.state == HandOver.State.ARRIVED else str(because_words(letter.because))
    return _line(Mark(letter.created_at, OUT, letter.id), Direction.OUT, letter, about, (outcome, tone, note))


def _taken_line(letter: Received, about: Reminder | ReceivedReminder | None) -> Crossing:
    outcome, tone = _("Đã nhận"), "good"
    if _is_reminder(letter) and about is not None:
        outcome, tone = str(about.get_state_display()), STANDS.get(about.state, "good")
    note = reply_words(_answer_in(letter))
    return _line(Mark(letter.at, IN, letter.id), Direction.IN, letter, about, (outcome, tone, note))


def _answer_in(letter: Received) -> ReceivedReminder:
    """Return what a letter says of an answer, as a reminder that is kept nowhere; an empty one without an answer."""
    said, promised_on = letter.columns, letter.columns.get("promised_on")
    return ReceivedReminder(
        reply=said.get("reply") or "",
        promised_on=date.fromisoformat(promised_on) if promised_on else None,
        words=said.get("words") or "",
    )


def _is_reminder(letter: HandOver | Received) -> bool:
    return letter.passage == REMINDER.name and letter.leg == Leg.THERE


def _line(
    mark: Mark,
    direction: Direction,
    letter: HandOver | Received,
    about: Reminder | ReceivedReminder | None,
    became: tuple[str, str, str],
) -> Crossing:
    is_only_seen = letter.leg == Leg.BACK and not letter.columns.get("reply")
    words = SEEN if is_only_seen else WORDS[letter.passage, Leg(letter.leg)]
    outcome, tone, note = became
    return Crossing(
        mark=mark,
        kind=Kind.HAND_OVER,
        direction=direction,
        what=words % {"subject": about.subject if about else ""},
        who=_partner(about),
        outcome=outcome,
        tone=tone,
        note=note,
        href=_path(about),
    )


def _partner(about: Reminder | ReceivedReminder | None) -> str:
    if about is None:
        return ""
    return about.council_name if isinstance(about, Reminder) else about.sender_name


def _path(about: Reminder | ReceivedReminder | None) -> str:
    if about is None:
        return ""
    return law.sent_path(about.id) if isinstance(about, Reminder) else law.received_path(about.id)


def _days_out(asked: Asked) -> Counter[date]:
    return counted_by_day(_given(), asked, at="created_at")


def _days_in(asked: Asked) -> Counter[date]:
    return counted_by_day(_taken(), asked, at="at")


def _tile(asked: Asked) -> Tile:
    span = (asked.begins_at, asked.ends_at)
    given = _given().filter(created_at__gte=span[0], created_at__lt=span[1])
    told = given.aggregate(all=Count("id"), waits=Count("id", filter=Q(state__in=OPEN)))
    taken = _taken().filter(at__gte=span[0], at__lt=span[1]).count()
    words = {"out": number(told["all"]), "in": number(taken)}
    waits = _("%(number)s đang chờ nơi nhận.") % {"number": number(told["waits"])} if told["waits"] else ""
    return Tile(number(told["all"] + taken), f"{_('%(out)s gửi ra, %(in)s nhận vào.') % words} {waits}".strip())


LETTERS = register(
    Ledger(
        Kind.HAND_OVER,
        may_read=_may_read,
        tile=_tile,
        lanes=(Lane(OUT, Direction.OUT, _out, _days_out), Lane(IN, Direction.IN, _in, _days_in)),
    )
)
