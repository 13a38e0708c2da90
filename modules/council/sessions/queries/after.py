"""What the law asks for after a session was closed: until when, why, how far it is (R-SES-21 to 23).

A term is made of steps that are each done or not: the minutes are signed, each superior has the papers, each
resolution is published. Nothing of it is stored; it follows from documents and from the records of what was sent.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.documents.law import Confidentiality
from council.documents.models import Document
from council.documents.queries import find_by_votes, find_minutes_of
from council.documents.workflow import IN_FORCE as STANDING
from council.documents.workflow import State as DocumentState
from council.law import Deadline, Rules
from council.sessions import law
from council.sessions.models import CouncilSession, LateReason, Sending, TermKind, Vote
from council.sessions.models.after import SUPERIOR_NAMES
from council.sessions.permissions import Can
from council.sessions.queries.archive import list_adopted
from council.sessions.workflow import AFTER_CLOSING, SessionState
from kernel import clock
from kernel.access import Actor, may, may_at_all
from kernel.refusal import NotFound

FOLLOWERS = (Can.FOLLOW_UP, Can.CONVENE)
_SIGNED = frozenset({DocumentState.SIGNED, *STANDING})
# How long a completed file is still looked at for what was not sent.
_LOOKED_BACK = timedelta(days=366)


@dataclass(frozen=True)
class Step:
    """One thing of a term, with its last day and the day on which it was done."""

    name: str
    deadline: Deadline
    done_on: date | None = None

    @property
    def due_on(self) -> date:
        """Return its last day."""
        return self.deadline.due_on

    def days_late(self, today: date) -> int:
        """Return by how many days it was done late, or is overdue; 0 when it is in time."""
        return max(0, ((self.done_on or today) - self.due_on).days)


@dataclass(frozen=True)
class Term:
    """One term after the closing; ``reason`` says why it was missed, when somebody said so."""

    kind: TermKind
    steps: tuple[Step, ...]
    reason: str = ""

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """Return what is still to be done."""
        return tuple(step for step in self.steps if step.done_on is None)

    @property
    def done_on(self) -> date | None:
        """Return the day on which the last step was done, None while one is open."""
        days = [step.done_on for step in self.steps if step.done_on is not None]
        return max(days) if len(days) == len(self.steps) else None

    @property
    def deadline(self) -> Deadline:
        """Return the day that counts now: the nearest of what is open, else that of what was done last."""
        if self.open_steps:
            return min(self.open_steps, key=lambda step: step.due_on).deadline
        return max(self.steps, key=lambda step: step.days_late(step.due_on)).deadline

    def days_late(self, today: date) -> int:
        """Return by how many days the latest of its steps missed its day; 0 when all are in time."""
        return max(step.days_late(today) for step in self.steps)

    def state_on(self, today: date) -> str:
        """Return ``done``, ``late`` (open and overdue) or ``now``."""
        if self.done_on is not None:
            return "done"
        return "late" if today > self.deadline.due_on else "now"

    def needs_reason(self, today: date) -> bool:
        """Whether a day was missed and nobody has said why."""
        return self.days_late(today) > 0 and not self.reason

    def said_on(self, today: date) -> str:
        """Return in words where it stands: when it was done, how many days are left or over."""
        late = self.days_late(today)
        if self.done_on is not None:
            done = _("Xong ngày %(day)s") % {"day": f"{self.done_on:%d/%m/%Y}"}
            return done if not late else _("%(done)s, chậm %(days)d ngày") % {"done": done, "days": late}
        left = (self.deadline.due_on - today).days
        if left == 0:
            return _("Hạn là hôm nay")
        if left > 0:
            return ngettext("Còn %(days)d ngày", "Còn %(days)d ngày", left) % {"days": left}
        return ngettext("Quá hạn %(days)d ngày", "Quá hạn %(days)d ngày", -left) % {"days": -left}


@dataclass(frozen=True)
class After:
    """A closed session with its terms, its minutes as a document, and all records of what went upward."""

    session: CouncilSession
    terms: tuple[Term, ...]
    minutes: Document | None = None
    sendings: tuple[Sending, ...] = ()

    def term(self, kind: TermKind) -> Term | None:
        """Return one of its terms; a session that adopted nothing has nothing to publish."""
        return next((term for term in self.terms if term.kind == kind), None)


def sees_after(actor: Actor, session: CouncilSession) -> bool:
    """Say whether what follows the closing is shown to this person: who does it, and who presides."""
    has_begun = session.state in AFTER_CLOSING and session.closed_on is not None and not session.is_rehearsal
    return has_begun and any(may_at_all(actor, can) for can in FOLLOWERS)


def get_after(session: CouncilSession, *, rules: Rules) -> After:
    """Return what follows the closing of one session. The caller got the session from a query."""
    return list_after([session], rules=rules)[0]


def list_after(sessions: Sequence[CouncilSession], *, rules: Rules) -> list[After]:
    """Return what follows the closing of sessions that are closed, in five queries for any number."""
    keys = [session.id for session in sessions]
    minutes, sendings, reasons = find_minutes_of(keys), _sendings(keys), _reasons(keys)
    resolutions = _resolutions(sessions, rules)
    found = []
    for session in sessions:
        sent = sendings[session.id]
        steps = {
            TermKind.MINUTES: _minutes_steps(session, minutes.get(session.id), rules),
            TermKind.SENDING: _sending_steps(session, sent, rules),
            TermKind.PUBLISHING: tuple(resolutions[session.id]),
        }
        terms = [
            Term(kind, made, reasons.get((session.id, kind)) or _reason_of(kind, sent))
            for kind, made in steps.items()
            if made
        ]
        found.append(After(session, tuple(terms), minutes.get(session.id), tuple(sent)))
    return found


def list_open_after(actor: Actor, *, today: date, rules: Rules) -> list[tuple[After, Term]]:
    """Return the terms after a closing that wait for the actor: not done, or missed without a reason."""
    if not may_at_all(actor, Can.FOLLOW_UP):
        return []
    closed = CouncilSession.objects.proper().filter(closed_on__isnull=False)
    waiting = list(closed.filter(state=SessionState.CLOSED).order_by("closed_on", "id"))
    recent = closed.filter(state=SessionState.ARCHIVED, closed_on__gte=today - _LOOKED_BACK)
    waiting += list(recent.order_by("closed_on", "id"))
    if not waiting:
        return []
    return [
        (after, term)
        for after in list_after(waiting, rules=rules)
        for term in after.terms
        if term.done_on is None or term.needs_reason(today)
    ]


def missing_for_sending(after: After) -> list[str]:
    """Return what is not ready to go upward: unsigned minutes, resolutions without a number."""
    lines = []
    minutes = after.term(TermKind.MINUTES)
    if minutes is not None and minutes.done_on is None:
        lines.append(_("Biên bản kỳ họp chưa ký"))
    votes = list_adopted([after.session.id])
    documents = find_by_votes(vote.id for vote in votes)
    for vote in votes:
        document = documents.get(vote.id)
        if document is None or not document.symbol:
            lines.append(_("Nghị quyết “%(title)s” chưa ban hành") % {"title": vote.question})
    return lines


def get_sending(actor: Actor, sending_id: UUID) -> Sending:
    """Return one record of what went upward, with its session and its withdrawal.

    :raises NotFound: there is none, or the actor does not follow up.
    """
    sending: Sending | None = Sending.objects.select_related("session", "withdrawal").filter(id=sending_id).first()
    if sending is None or not may(actor, Can.FOLLOW_UP, sending.session):
        raise NotFound()
    return sending


def _minutes_steps(session: CouncilSession, minutes: Document | None, rules: Rules) -> tuple[Step, ...]:
    if session.closed_on is None:
        return ()
    signed_on = session.minutes_signed_on
    if signed_on is None and minutes is not None and minutes.signed_at and minutes.state in _SIGNED:
        signed_on = clock.local_day(minutes.signed_at)
    deadline = law.minutes_due(closed_on=session.closed_on, rules=rules)
    return (Step(str(TermKind.MINUTES.label), deadline, signed_on),)


def _sending_steps(session: CouncilSession, sendings: Iterable[Sending], rules: Rules) -> tuple[Step, ...]:
    """Return a step for each superior, done with the first letter that it got with nothing missing."""
    if session.closed_on is None:
        return ()
    deadline = law.sending_due(closed_on=session.closed_on, rules=rules)
    whole = [sending for sending in sendings if not sending.missing and not sending.is_withdrawn]
    steps = []
    for superior in law.superiors(rules.level):
        days = [sending.sent_on for sending in whole if superior in sending.recipients]
        steps.append(Step(str(SUPERIOR_NAMES[superior]), deadline, min(days) if days else None))
    return tuple(steps)


def _resolutions(sessions: Sequence[CouncilSession], rules: Rules) -> defaultdict[UUID, list[Step]]:
    """Return a step for each adopted resolution; one that is issued and is not meant for all needs no publishing."""
    steps: defaultdict[UUID, list[Step]] = defaultdict(list)
    votes = list_adopted([session.id for session in sessions])
    documents = find_by_votes(vote.id for vote in votes) if votes else {}
    for vote in votes:
        document = documents.get(vote.id)
        if document is not None and document.symbol and document.confidentiality != Confidentiality.PUBLIC:
            continue
        steps[vote.session_id].append(_resolution(vote, document, rules))
    return steps


def _resolution(vote: Vote, document: Document | None, rules: Rules) -> Step:
    adopted_on = clock.local_day(vote.closed_at) if vote.closed_at else clock.local_day(vote.created_at)
    name = document.symbol if document is not None and document.symbol else vote.question
    published_on = document.published_on if document is not None else None
    return Step(name, law.publishing_due(adopted_on=adopted_on, rules=rules), published_on)


def _sendings(keys: Sequence[UUID]) -> defaultdict[UUID, list[Sending]]:
    found: defaultdict[UUID, list[Sending]] = defaultdict(list)
    lines = Sending.objects.filter(session_id__in=keys).select_related("withdrawal")
    for sending in lines.order_by("sent_on", "created_at", "id"):
        found[sending.session_id].append(sending)
    return found


def _reasons(keys: Sequence[UUID]) -> dict[tuple[UUID, str], str]:
    lines = LateReason.objects.filter(session_id__in=keys).order_by("created_at", "id")
    return {(line.session_id, line.term): line.reason for line in lines}


def _reason_of(kind: TermKind, sendings: Iterable[Sending]) -> str:
    """Return the reason that stands with a late letter."""
    if kind != TermKind.SENDING:
        return ""
    return next((each.late_reason for each in sendings if each.late_reason and not each.is_withdrawn), "")
