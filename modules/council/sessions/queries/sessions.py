"""Sessions, agenda, papers, sittings."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from council.law import Deadline, Rules, Sentence, SessionKind, back_schedule
from council.sessions import law
from council.sessions.models import AgendaItem, CouncilSession, Proposal, Purpose, Sitting
from council.sessions.permissions import Can
from council.sessions.workflow import (
    BEFORE_CONVENING,
    BEFORE_OPENING,
    LATE_AGENDA,
    PENDING_ITEMS,
    ProposalState,
    SessionState,
    SittingState,
)
from kernel.access import Actor, may, require
from kernel.refusal import NotFound


def list_sessions(actor: Actor, *, year: int | None = None, state: str = "") -> QuerySet[CouncilSession]:
    """Return the sessions with their term, the latest first: all, or those of one year of opening, of one state.

    Rehearsals are not among them (``list_rehearsals``).

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    sessions: QuerySet[CouncilSession] = CouncilSession.objects.proper().select_related("term").newest_first()
    if year is not None:
        sessions = sessions.filter(opens_on__year=year)
    return sessions.filter(state=state) if state else sessions


def list_years(actor: Actor) -> list[int]:
    """Return the years in which sessions open, the latest first.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    days = CouncilSession.objects.proper().dates("opens_on", "year", order="DESC")
    return [day.year for day in days]


def get_session(actor: Actor, session_id: UUID) -> CouncilSession:
    """Return one session.

    :raises NotFound: there is none, or the actor may not see it.
    """
    session = CouncilSession.objects.select_related("term").filter(id=session_id).first()
    if session is None or not may(actor, Can.READ):
        raise NotFound()
    return session


def list_items(session: CouncilSession) -> QuerySet[AgendaItem]:
    """Return the agenda in its order, with committees. The caller got the session from a query."""
    return AgendaItem.objects.filter(session=session).select_related("committee").order_by("position")


def get_item(actor: Actor, item_id: UUID) -> AgendaItem:
    """Return one agenda item with its session.

    :raises NotFound: there is none, or the actor may not see it.
    """
    item = AgendaItem.objects.select_related("session__term", "committee", "sitting").filter(id=item_id).first()
    if item is None or not may(actor, Can.READ):
        raise NotFound()
    return item


def list_sittings(session: CouncilSession) -> list[Sitting]:
    """Return the sittings in the order of the days. The caller got the session from a query."""
    order = {"morning": 0, "afternoon": 1, "evening": 2}
    found = Sitting.objects.filter(session=session).select_related("team", "session")
    return sorted(found, key=lambda each: (each.day_on, order[each.part], each.team.number if each.team else 0))


def plenary_of(session: CouncilSession) -> QuerySet[Sitting]:
    """Return the sittings of the whole council that are not cancelled. The caller got the session from a query."""
    plenary: QuerySet[Sitting] = Sitting.objects.filter(session=session, team__isnull=True)
    return plenary.exclude(state=SittingState.CANCELLED).order_by("day_on", "-part", "id")


def get_sitting(actor: Actor, sitting_id: UUID) -> Sitting:
    """Return one sitting with its session.

    :raises NotFound: there is none, or the actor may not see it.
    """
    sitting = Sitting.objects.select_related("session__term", "team").filter(id=sitting_id).first()
    if sitting is None or not may(actor, Can.READ):
        raise NotFound()
    return sitting


def count_pending_items(session: CouncilSession) -> int:
    """Return how many items still need their final state before the session can close."""
    return session.items.filter(state__in=PENDING_ITEMS).count()


def next_session(*, on: date) -> CouncilSession | None:
    """Return the session that is held now, or the next one that is convened."""
    running = {SessionState.IN_PROGRESS, SessionState.PAUSED}
    known: Any = CouncilSession.objects.known_to_public().select_related("term")
    now_held = known.filter(state__in=running).order_by("opens_on").first()
    coming = {SessionState.CONVENED, SessionState.DOCUMENTS_RELEASED}
    session: CouncilSession | None = now_held or (
        known.filter(state__in=coming, closes_on__gte=on).order_by("opens_on").first()
    )
    return session


def list_public_sessions() -> QuerySet[CouncilSession]:
    """Return the sessions that everybody may know of: from their convening on."""
    sessions: QuerySet[CouncilSession] = CouncilSession.objects.known_to_public().select_related("term").newest_first()
    return sessions


def get_public_session(session_id: UUID) -> CouncilSession:
    """Return a session that everybody may know of.

    :raises NotFound: there is none, or it is only planned.
    """
    session = list_public_sessions().filter(id=session_id).first()
    if session is None:
        raise NotFound()
    return session


def warnings_of(session: CouncilSession, *, today: date, rules: Rules) -> list[Sentence]:
    """Return what the office must know before the opening: terms that have passed, each with its reason."""
    if session.state not in BEFORE_OPENING:
        return []
    kind = SessionKind(session.kind)
    deadlines = []
    if session.state in BEFORE_CONVENING:
        deadlines.append(law.convening_due(opens_on=session.opens_on, kind=kind, rules=rules, binding=False))
    if session.state != SessionState.DOCUMENTS_RELEASED:
        deadlines.append(law.papers_due(opens_on=session.opens_on, kind=kind, rules=rules))
    passed = [deadline.why for deadline in deadlines if today > deadline.due_on]
    uncertain = [deadline.warning for deadline in deadlines if deadline.warning is not None]
    return passed + uncertain


def deadlines_of(session: CouncilSession, *, rules: Rules) -> tuple[Deadline, ...]:
    """Return the law's time-table back from the opening, earliest first; a preview that never refuses."""
    return back_schedule(opening_on=session.opens_on, kind=SessionKind(session.kind), rules=rules)


def is_late_now(session: CouncilSession, *, rules: Rules, today: date) -> bool:
    """Return whether an item that is added today comes late: after the papers, or their last day (R-SES-14)."""
    if session.state in LATE_AGENDA:
        return True
    kind = SessionKind(session.kind)
    is_past = law.is_late_item(today=today, opens_on=session.opens_on, kind=kind, rules=rules)
    return session.state == SessionState.CONVENED and is_past


def list_proposals(session: CouncilSession) -> QuerySet[Proposal]:
    """Return what other sessions left and none has taken up, the oldest first. The caller asked who asks."""
    waiting: QuerySet[Proposal] = Proposal.objects.filter(
        state=ProposalState.PROPOSED, from_item__session__purpose=Purpose.PROPER
    )
    waiting = waiting.exclude(from_item__session=session)
    return waiting.select_related("from_item__session").order_by("created_at", "id")


def get_proposal(actor: Actor, proposal_id: UUID) -> Proposal:
    """Return one matter that an earlier session left.

    :raises NotFound: there is none, or the actor may not see it.
    """
    found = Proposal.objects.select_related("from_item__session", "committee").filter(id=proposal_id).first()
    if found is None or not may(actor, Can.READ):
        raise NotFound()
    return found  # type: ignore[no-any-return]  # the manager is untyped
