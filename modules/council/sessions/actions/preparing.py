"""Preparing a session: the year's plan of regular sessions, and the joint conference that agrees on its contents."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from council.events.sessions import SessionContentAgreed
from council.law import Rules, SessionKind
from council.sessions import law
from council.sessions.actions.refusals import (
    AgendaEmpty,
    BodiesMissing,
    ConferenceLate,
    DayAhead,
    DocumentNotNamed,
    MinutesMissing,
)
from council.sessions.actions.telling import tell
from council.sessions.models import Conference, CouncilSession, YearPlan
from council.sessions.permissions import Can
from kernel import audit, clock
from kernel.access import Actor, require, take
from kernel.files.models import StoredFile
from kernel.rows import lock


@dataclass(frozen=True)
class Meeting:
    """When the three bodies met, who spoke for each, and where it is written."""

    held_on: date
    for_council: str
    for_executive: str
    for_front: str
    document: str = ""
    minutes: StoredFile | None = None
    late_reason: str = ""


@transaction.atomic
def plan_year(*, actor: Actor, year: int, document: str, decided_on: date, now: datetime) -> YearPlan:
    """Record the council's decision on the regular sessions of a year; a second record corrects the first (R-SES-02).

    :raises NotPermitted: the actor may not plan.
    :raises DocumentNotNamed: the resolution is not named.
    :raises DayAhead: it would have been taken after today.
    """
    require(actor, Can.PLAN)
    if not document.strip():
        raise DocumentNotNamed()
    if decided_on > clock.local_day(now):
        raise DayAhead(field="decided_on")
    known = {"document": document.strip(), "decided_on": decided_on}
    plan: YearPlan
    plan, _is_new = YearPlan.objects.select_for_update().update_or_create(year=year, defaults=known)
    audit.record(actor, "sessions.plan_year", plan, fields=tuple(known))
    return plan


@transaction.atomic
def agree_content(
    *, actor: Actor, session: CouncilSession, meeting: Meeting, now: datetime, rules: Rules
) -> CouncilSession:
    """Record the joint conference: the agenda as it stands is what the three bodies agreed on.

    Verifying committees and the standing committee are told. A conference later than R-SES-08 wants needs its
    reason. A second conference of the same session stands beside the first.

    :raises NotPermitted: the actor may not plan.
    :raises StepNotAllowed: the session is convened already, or over.
    :raises AgendaEmpty: there is nothing to agree on.
    :raises DayAhead: it would have been held after today.
    :raises BodiesMissing: it does not say who spoke for one of the three bodies.
    :raises MinutesMissing: neither minutes nor a document are named.
    :raises ConferenceLate: it was held too late, and no reason is given.
    """
    session = lock(session)
    step = take("agree", actor, session)
    _check(meeting, now)
    agreed = _agenda_of(session)
    if not agreed:
        raise AgendaEmpty()
    deadline = law.conference_due(opens_on=session.opens_on, kind=SessionKind(session.kind), rules=rules)
    if deadline is not None and meeting.held_on > deadline.due_on and not meeting.late_reason.strip():
        raise ConferenceLate(deadline.why)
    texts = ("for_council", "for_executive", "for_front", "document", "late_reason")
    conference = Conference.objects.create(
        session=session,
        held_on=meeting.held_on,
        due_on=deadline.due_on if deadline else None,
        minutes=meeting.minutes,
        agreed=agreed,
        **{name: getattr(meeting, name).strip() for name in texts},
    )
    session.state = step.target
    session.version += 1
    session.save(update_fields=["state", "version"])
    audit.record(actor, "sessions.agree", session, fields=("state",), reason=conference.late_reason)
    tell(SessionContentAgreed(session_id=session.id, conference_id=conference.id), session=session, actor=actor)
    return session


def _check(meeting: Meeting, now: datetime) -> None:
    if meeting.held_on > clock.local_day(now):
        raise DayAhead(field="held_on")
    for name in ("for_council", "for_executive", "for_front"):
        if not getattr(meeting, name).strip():
            raise BodiesMissing(field=name)
    if meeting.minutes is None and not meeting.document.strip():
        raise MinutesMissing()


def _agenda_of(session: CouncilSession) -> list[dict[str, str]]:
    """Return the agenda in words, as the minutes have it."""
    items = session.items.filter(state="on_agenda").select_related("committee").order_by("position")
    return [
        {
            "title": item.title,
            "kind": str(item.get_kind_display()),
            "submitter": item.submitter,
            "committee": item.committee.name if item.committee else "",
        }
        for item in items
    ]
