"""What came before and after a session that was written at once: conference, minutes, the letter upward, its file.

The last session of a council may still wait for something past its day, so that a province finds whom to remind.
"""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from council.law import Rules, SessionKind
from council.sessions import law
from council.sessions.models import Conference, CouncilSession, LateReason, Sending, SendingWay, TermKind
from council.sessions.workflow import SessionState
from kernel.files.models import StoredFile

FILED_AFTER = timedelta(days=3)
LATE = "Chờ hoàn thiện biên bản"


@dataclass(frozen=True)
class Delay:
    """What a session still owes."""

    is_unsigned: bool = False
    is_unsent: bool = False
    is_one_unpublished: bool = False

    @property
    def is_any(self) -> bool:
        """Whether it owes anything."""
        return self.is_unsigned or self.is_unsent or self.is_one_unpublished


def end_of(chance: Random, *, is_last: bool) -> Delay:
    """Return by chance what a session still owes: nothing, unless it is the last."""
    drawn = [chance.random() < share for share in (0.12, 0.08, 0.06)]
    return Delay(*drawn) if is_last else Delay()


def follow_up(
    session: CouncilSession, delay: Delay, *, rules: Rules, chance: Random, minutes: StoredFile
) -> CouncilSession:
    """Write the conference of a regular session, its minutes, the letter upward and the completed file."""
    if session.kind == SessionKind.REGULAR and chance.random() < 0.96:
        meet(session, rules, chance)
    signed = session.opens_on + timedelta(days=chance.choice((*(2, 3, 4, 5, 5) * 4, 12)))
    sent = session.opens_on + timedelta(days=chance.choice((*(3, 4, 5, 6, 7) * 4, 15)))
    if not delay.is_unsent:
        _send(session, sent - session.opens_on, rules)
    if delay.is_unsigned:
        return session
    session.minutes_signed_on = signed
    if signed > law.minutes_due(closed_on=session.opens_on, rules=rules).due_on:
        LateReason.objects.create(session=session, term=TermKind.MINUTES, reason=LATE)
    if not delay.is_any:
        session.state, session.minutes = SessionState.ARCHIVED, minutes
        session.archived_on = max(signed, sent, session.opens_on + timedelta(days=13)) + FILED_AFTER
    session.save(update_fields=["minutes_signed_on", "state", "minutes", "archived_on"])
    return session


def meet(session: CouncilSession, rules: Rules, chance: Random) -> None:
    """Write the conference that agreed on what a session deals with, before its last day."""
    bodies = {"for_council": "Thường trực Hội đồng nhân dân", "for_executive": "Uỷ ban nhân dân"}
    deadline = law.conference_due(opens_on=session.opens_on, kind=SessionKind.REGULAR, rules=rules)
    if deadline is None:
        return
    held_on = deadline.due_on - timedelta(days=chance.randint(0, 6))
    front = "Ban Thường trực Uỷ ban Mặt trận Tổ quốc"
    Conference.objects.create(session=session, held_on=held_on, for_front=front, document="05/TB-HĐND", **bodies)


def _send(session: CouncilSession, after: timedelta, rules: Rules) -> None:
    due_on = law.sending_due(closed_on=session.opens_on, rules=rules).due_on
    sent_on = session.opens_on + after
    Sending.objects.create(
        session=session,
        sent_on=sent_on,
        recipients=law.superiors(rules.level),
        way=SendingWay.NETWORK,
        letter=f"{20 + session.number}/HĐND",
        due_on=due_on,
        late_reason=LATE if sent_on > due_on else "",
    )
