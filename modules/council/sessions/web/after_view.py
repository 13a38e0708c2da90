"""The part "Sau bế mạc" of a session's page: each term with its state, and what went upward."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from council.documents.models import Document
from council.documents.permissions import Can as Documents
from council.law import Rules
from council.sessions.models import CouncilSession, Sending, TermKind
from council.sessions.permissions import Can
from council.sessions.queries.after import Term, get_after, sees_after
from kernel.access import Actor, may


@dataclass(frozen=True)
class TermRow:
    """One term as it stands today; ``minutes`` is the document behind it, for whoever may read it."""

    term: Term
    today: date
    minutes: Document | None = None

    @property
    def said(self) -> str:
        """Return where it stands, in words."""
        return self.term.said_on(self.today)

    @property
    def is_late(self) -> bool:
        """Whether a day of it was missed."""
        return self.term.days_late(self.today) > 0

    @property
    def needs_reason(self) -> bool:
        """Whether somebody has still to say why."""
        return self.term.needs_reason(self.today)

    @property
    def status(self) -> str:
        """Return the word in the pill."""
        return {"done": _("Đã xong"), "late": _("Quá hạn"), "now": _("Chưa xong")}[self.term.state_on(self.today)]

    @property
    def tone(self) -> str:
        """Return the colour of the pill."""
        if self.term.state_on(self.today) == "done":
            return "warn" if self.is_late else "good"
        return "bad" if self.is_late else "quiet"


@dataclass(frozen=True)
class AfterView:
    """What the part shows, and whether this person writes in it."""

    rows: list[TermRow]
    sendings: tuple[Sending, ...]
    may_follow_up: bool


def after_of(actor: Actor, session: CouncilSession, *, today: date, rules: Rules) -> AfterView | None:
    """Return the part for a closed session and whoever sees to it, None for all others."""
    if not sees_after(actor, session):
        return None
    after = get_after(session, rules=rules)
    minutes = after.minutes if after.minutes is not None and may(actor, Documents.READ, after.minutes) else None
    rows = [TermRow(term, today, minutes if term.kind == TermKind.MINUTES else None) for term in after.terms]
    return AfterView(rows, after.sendings, may(actor, Can.FOLLOW_UP, session))
