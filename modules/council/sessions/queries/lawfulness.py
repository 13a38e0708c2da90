"""The lawful steps of one session as they stand, from its own days, its papers and what followed its closing.

Rules R-SES-06 (convening), R-SES-07 (notice), R-SES-08 (conference), R-SES-13 (papers), R-SES-21 to 23 (afterwards).
Papers of a matter that the council agreed to add late (R-SES-14) are late papers, and break no step.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from council.law import Rules, SessionKind
from council.rulebook.queries import load_rules
from council.sessions import law
from council.sessions.models import CouncilSession, Lawfulness, Paper, Punctuality, StepName, StepStanding, TermKind
from council.sessions.queries.after import Term, get_after
from council.sessions.queries.years import find_conference
from council.sessions.workflow import AFTER_CLOSING, BEFORE_OPENING, HELD, PaperState, SessionState
from kernel import clock

# A session that will not be held keeps nobody to a day.
_NOT_HELD = frozenset({SessionState.CANCELLED, SessionState.POSTPONED})
_BROKEN = frozenset({StepStanding.LATE, StepStanding.MISSED})
_STEP_OF_TERM = {
    TermKind.MINUTES: StepName.MINUTES,
    TermKind.SENDING: StepName.SENDING,
    TermKind.PUBLISHING: StepName.PUBLISHING,
}


@dataclass(frozen=True)
class FoundStep:
    """One step with its last day, as the facts have it."""

    step: StepName
    standing: StepStanding
    due_on: date
    done_on: date | None = None


def lawful_steps_of(session: CouncilSession, *, rules: Rules) -> list[FoundStep]:
    """Return what the law asks of a session and how far it is; nothing of one that is not held, or only practised.

    The caller got the session from a query.
    """
    if session.is_rehearsal or session.state in _NOT_HELD:
        return []
    found = [_conference(session, rules), *_convening(session, rules), _papers(session, rules)]
    after = get_after(session, rules=rules).terms if session.state in AFTER_CLOSING else ()
    return [step for step in found if step is not None] + [_after(term) for term in after]


def lawfulness_of(session: CouncilSession, steps: list[FoundStep]) -> Lawfulness:
    """Return what the steps come to: broken by one, kept when the session is closed and all are done in time."""
    if any(step.standing in _BROKEN for step in steps):
        return Lawfulness.BROKEN
    is_over = session.state in AFTER_CLOSING and bool(steps)
    return Lawfulness.KEPT if is_over and all(step.done_on for step in steps) else Lawfulness.PENDING


def rules_of_days(session: CouncilSession) -> Rules:
    """Return the rules under which a session is or was held: those of its opening, and of today before that."""
    return load_rules(level=connection.tenant.level, at=min(session.opens_on, clock.today()))


def find_open_steps() -> list[CouncilSession]:
    """Return the sessions in which a lawful step is open, or of which none was ever noted."""
    is_open = Q(lawfulness=Lawfulness.PENDING) | Q(lawful_steps__standing=StepStanding.WAITING)
    sessions = CouncilSession.objects.proper().exclude(state__in=_NOT_HELD).filter(is_open)
    return list(sessions.order_by("id").distinct())


def _done(step: StepName, due_on: date, done_on: date | None) -> FoundStep:
    if done_on is None:
        return FoundStep(step, StepStanding.WAITING, due_on)
    return FoundStep(step, StepStanding.LATE if done_on > due_on else StepStanding.IN_TIME, due_on, done_on)


def _conference(session: CouncilSession, rules: Rules) -> FoundStep | None:
    kind = SessionKind(session.kind)
    deadline = law.conference_due(opens_on=session.opens_on, kind=kind, rules=rules)
    if deadline is None:
        return None
    met = find_conference(session)
    if met is not None:
        return _done(StepName.CONFERENCE, met.due_on or deadline.due_on, met.held_on)
    standing = StepStanding.WAITING if session.convened_on is None else StepStanding.MISSED
    return FoundStep(StepName.CONFERENCE, standing, deadline.due_on)


def _convening(session: CouncilSession, rules: Rules) -> list[FoundStep]:
    """The convening makes the expected agenda public, so that both steps are done by it."""
    known = {"opens_on": session.opens_on, "kind": SessionKind(session.kind), "rules": rules}
    convening, notice = law.convening_due(**known, binding=False), law.notice_due(**known)  # type: ignore[arg-type]  # by their names
    return [
        _done(StepName.CONVENING, convening.due_on, session.convened_on),
        _done(StepName.NOTICE, notice.due_on, session.convened_on),
    ]


def _papers(session: CouncilSession, rules: Rules) -> FoundStep | None:
    """Return the step of the papers; a session that is opened with no paper at all is asked for none."""
    papers = Paper.objects.filter(Q(item__isnull=True) | Q(item__late_reason=""), session=session)
    out = papers.exclude(punctuality="").values_list("released_on", "due_on", "punctuality")
    due_on = law.papers_due(opens_on=session.opens_on, kind=SessionKind(session.kind), rules=rules).due_on
    if out:
        standing = StepStanding.LATE if any(each[2] == Punctuality.LATE for each in out) else StepStanding.IN_TIME
        return FoundStep(StepName.PAPERS, standing, max(each[1] for each in out), max(each[0] for each in out))
    if session.state in BEFORE_OPENING:
        return FoundStep(StepName.PAPERS, StepStanding.WAITING, due_on)
    is_missed = session.state in HELD and papers.filter(state=PaperState.HELD).exists()
    return FoundStep(StepName.PAPERS, StepStanding.MISSED, due_on) if is_missed else None


def _after(term: Term) -> FoundStep:
    """Return a term after the closing as one step: late as soon as one part of it was done late."""
    step, worst = _STEP_OF_TERM[term.kind], max(term.steps, key=lambda each: each.days_late(each.due_on))
    if worst.days_late(worst.due_on):
        return FoundStep(step, StepStanding.LATE, worst.due_on, worst.done_on)
    return _done(step, term.deadline.due_on, term.done_on)
