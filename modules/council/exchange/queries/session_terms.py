"""Until when the law wants what goes before and after a session, by what the council announced of it."""

from collections.abc import Callable
from datetime import date
from functools import partial

from council.exchange.models import Matter
from council.law import Rules, SessionKind
from council.law.deadlines import Deadline
from council.sessions import law
from hub.rollups.models import PublishedSession

BEFORE: dict[Matter, Callable[..., Deadline | None]] = {
    Matter.CONFERENCE: law.conference_due,
    Matter.CONVENING: partial(law.convening_due, binding=False),
    Matter.NOTICE: law.notice_due,
    Matter.PAPERS: law.papers_due,
}
AFTER: dict[Matter, Callable[..., Deadline | None]] = {
    Matter.MINUTES: law.minutes_due,
    Matter.SENDING: law.sending_due,
}


class SessionTerms:
    """The terms of many sessions. Communes sit on the same days, so each is computed once."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._known: dict[tuple[Matter, SessionKind, date], Deadline | None] = {}

    def of(self, matter: Matter, session: PublishedSession) -> Deadline | None:
        """Return the term of a matter of a session, None where the day that it counts from is not known.

        ``matter`` is one that goes before or after a session.
        """
        kind = SessionKind(session.kind) if session.kind in set(SessionKind) else SessionKind.REGULAR
        day = session.opens_on if matter in BEFORE else session.closed_on or session.closes_on
        if day is None:
            return None
        if (matter, kind, day) not in self._known:
            self._known[matter, kind, day] = self._computed(matter, kind, day)
        return self._known[matter, kind, day]

    def _computed(self, matter: Matter, kind: SessionKind, day: date) -> Deadline | None:
        if matter in BEFORE:
            return BEFORE[matter](opens_on=day, kind=kind, rules=self._rules)
        return AFTER[matter](closed_on=day, rules=self._rules)
