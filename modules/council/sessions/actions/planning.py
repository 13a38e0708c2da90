"""From the plan to the convening, and what becomes of a session that is not held."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from council.events.sessions import SessionCancelled, SessionConvened, SessionPlanned, SessionPostponed
from council.law import Rules, SessionKind
from council.people.models import TermOfOffice
from council.sessions import law
from council.sessions.actions.invitations import withdraw_all_invitations
from council.sessions.actions.refusals import (
    BasisMissing,
    ConferenceMissing,
    ConvenedLate,
    DaysWrong,
    DocumentMissing,
    NoticeLate,
    OnlineNotAllowed,
    ReasonMissing,
    ResumesBefore,
)
from council.sessions.actions.refusals_voters import VotersMissing, VotersOfCommunes, VotersTooFew
from council.sessions.actions.telling import tell
from council.sessions.models import CouncilSession
from council.sessions.models.session import Form
from council.sessions.permissions import Can
from council.sessions.workflow import ONLINE_FORMS, PaperState, SessionState, SittingState
from kernel import audit, clock
from kernel.access import Actor, require, take
from kernel.rows import lock


@dataclass(frozen=True)
class Plan:
    """What the office plans; ``basis`` and its document only for other than regular sessions.

    ``voters_signed`` of ``voters_listed`` on the last roll are given when voters of a commune ask for it (R-SES-04).
    """

    kind: SessionKind
    opens_on: date
    closes_on: date
    place: str = ""
    title: str = ""
    basis: str = ""
    basis_document: str = ""
    form: Form = Form.IN_PERSON
    voters_signed: int | None = None
    voters_listed: int | None = None


@transaction.atomic
def plan_session(*, actor: Actor, term: TermOfOffice, plan: Plan, now: datetime, rules: Rules) -> CouncilSession:
    """Plan a session; it gets the next number of the term.

    :raises NotPermitted: the actor may not plan.
    :raises DaysWrong: it would close before it opens, or open in the past.
    :raises BasisMissing: a session of this kind needs somebody's request.
    :raises VotersMissing: voters ask for it, and it is not said how many.
    :raises VotersTooFew: not enough of them signed.
    :raises VotersOfCommunes: this is no council of a commune.
    :raises OnlineNotAllowed: it is held from afar, and the rules do not allow that.
    """
    require(actor, Can.PLAN)
    _check(plan, now, rules)
    term = lock(term)
    held = CouncilSession.objects.proper().filter(term=term).exclude(state=SessionState.CANCELLED)
    number = (held.aggregate(last=Max("number"))["last"] or 0) + 1
    session = CouncilSession(term=term, number=number, prepared_by=actor.account_id)
    _write(session, plan)
    session.save(force_insert=True)
    audit.record(actor, "sessions.plan", session)
    tell(SessionPlanned(session_id=session.id), session=session, actor=actor)
    return session


@transaction.atomic
def hand_on_session(*, actor: Actor, session: CouncilSession, to: UUID) -> CouncilSession:
    """Let another account see to the preparing of a session from now on.

    :raises NotPermitted: the actor may not plan sessions.
    """
    session = lock(session)
    require(actor, Can.PLAN)
    session.prepared_by = to
    session.version += 1
    session.save(update_fields=["prepared_by", "version"])
    audit.record(actor, "sessions.hand_on", session, fields=["prepared_by"])
    return session


@transaction.atomic
def edit_session(
    *, actor: Actor, session: CouncilSession, version: int, plan: Plan, now: datetime, rules: Rules
) -> CouncilSession:
    """Change the plan of a session that is not convened yet; the days of its papers follow the opening.

    :raises NotPermitted: the actor may not plan.
    :raises StepNotAllowed: it is convened, or over.
    :raises VersionClash: somebody saved another plan since ``version``.
    :raises DaysWrong: it would close before it opens, or open in the past.
    :raises BasisMissing: a session of this kind needs somebody's request.
    :raises VotersMissing: voters ask for it, and it is not said how many.
    :raises VotersTooFew: not enough of them signed.
    :raises VotersOfCommunes: this is no council of a commune.
    :raises OnlineNotAllowed: it is held from afar, and the rules do not allow that.
    """
    session = lock(session, version=version)
    take("adjust" if session.state == SessionState.CONTENT_AGREED else "edit", actor, session)
    _check(plan, now, rules)
    session = _moved(session, session.state, actor, "edit", _write(session, plan))
    _move_papers(session, rules)
    return session


@transaction.atomic
def convene_session(
    *, actor: Actor, session: CouncilSession, document: str, now: datetime, rules: Rules, reason: str = ""
) -> CouncilSession:
    """Take the convening decision: the delegates are told, the expected agenda becomes public.

    Convening later than R-SES-06 demands, so late that the agenda becomes public after R-SES-07, or a regular session
    without the joint conference of R-SES-08, is allowed with a reason, which is recorded.

    :raises NotPermitted: only chair and vice chairs convene.
    :raises StepNotAllowed: it is convened already, or over.
    :raises DocumentMissing: decision or place is not named.
    :raises DaysWrong: the opening day has passed.
    :raises ConvenedLate: too late, and no reason is given.
    :raises NoticeLate: the agenda would become public too late, and no reason is given.
    :raises OnlineNotAllowed: it is held from afar, and the rules do not allow that.
    :raises ConferenceMissing: no joint conference is recorded, and no reason is given.
    """
    session = lock(session)
    step = take("convene", actor, session)
    today = clock.local_day(now)
    if not document.strip() or not session.place.strip():
        raise DocumentMissing()
    if session.opens_on < today:
        raise DaysWrong()
    _require_online_allowed(session.form, rules)
    kind = SessionKind(session.kind)
    deadline = law.convening_due(opens_on=session.opens_on, kind=kind, rules=rules)
    if today > deadline.due_on and not reason.strip():
        raise ConvenedLate(deadline.why)
    notice = law.notice_due(opens_on=session.opens_on, kind=kind, rules=rules)
    if today > notice.due_on and not reason.strip():
        raise NoticeLate(notice.why)
    if session.state == SessionState.PLANNED and law.needs_conference(kind, rules) and not reason.strip():
        raise ConferenceMissing()
    session.convening_document, session.convened_on = document.strip(), today
    fields = ["convening_document", "convened_on"]
    session = _moved(session, step.target, actor, "convene", fields, reason=reason)
    tell(
        SessionConvened(session_id=session.id, kind=session.kind, opening_on=session.opens_on),
        session=session,
        actor=actor,
    )
    return session


@transaction.atomic
def postpone_session(
    *, actor: Actor, session: CouncilSession, reason: str, now: datetime, expected_on: date | None = None
) -> CouncilSession:
    """Put a session off, to a day that is already known or not; it can be planned again for that day.

    :raises NotPermitted: only chair and vice chairs decide it.
    :raises StepNotAllowed: its papers are out, or it is held or over.
    :raises ReasonMissing: no reason is given.
    :raises ResumesBefore: the new day lies in the past.
    """
    if expected_on is not None and expected_on < clock.local_day(now):
        raise ResumesBefore()
    session = _with_reason(session, "postpone", actor, reason, resumes_on=expected_on)
    withdraw_all_invitations(actor=actor, session=session)
    tell(SessionPostponed(session_id=session.id, reason=session.state_reason), session=session, actor=actor)
    return session


@transaction.atomic
def replan_session(*, actor: Actor, session: CouncilSession, plan: Plan, now: datetime, rules: Rules) -> CouncilSession:
    """Plan a postponed session for other days; all days before the opening are computed anew.

    It must be convened anew.

    :raises NotPermitted: the actor may not plan.
    :raises StepNotAllowed: it is not postponed.
    :raises DaysWrong: it would close before it opens, or open in the past.
    :raises BasisMissing: a session of this kind needs somebody's request.
    :raises VotersMissing: voters ask for it, and it is not said how many.
    :raises VotersTooFew: not enough of them signed.
    :raises VotersOfCommunes: this is no council of a commune.
    :raises OnlineNotAllowed: it is held from afar, and the rules do not allow that.
    """
    session = lock(session)
    step = take("replan", actor, session)
    _check(plan, now, rules)
    session.convening_document, session.convened_on, session.resumes_on = "", None, None
    fields = [*_write(session, plan), "convening_document", "convened_on", "resumes_on"]
    session = _moved(session, step.target, actor, "replan", fields)
    _move_papers(session, rules)
    planned = session.sittings.filter(state=SittingState.PLANNED)
    planned.update(state=SittingState.CANCELLED, state_reason=_("Kỳ họp lập lại kế hoạch"))
    return session


@transaction.atomic
def cancel_session(*, actor: Actor, session: CouncilSession, reason: str) -> CouncilSession:
    """Give a session up before its opening; its number becomes free.

    :raises NotPermitted: only chair and vice chairs decide it.
    :raises StepNotAllowed: it was opened, or is over.
    :raises ReasonMissing: no reason is given.
    """
    was_convened = session.convened_on is not None
    session = _with_reason(session, "cancel", actor, reason)
    if was_convened:
        withdraw_all_invitations(actor=actor, session=session)
        tell(SessionCancelled(session_id=session.id), session=session, actor=actor)
    return session


def _check(plan: Plan, now: datetime, rules: Rules) -> None:
    if plan.closes_on < plan.opens_on or plan.opens_on < clock.local_day(now):
        raise DaysWrong()
    _require_online_allowed(plan.form, rules)
    if law.needs_basis(plan.kind) and not (plan.basis in set(law.Basis) and plan.basis_document.strip()):
        raise BasisMissing()
    if plan.basis == law.Basis.VOTERS:
        _check_voters(plan, rules)


def _check_voters(plan: Plan, rules: Rules) -> None:
    """Refuse a request that not enough voters signed (R-SES-04)."""
    signed, listed = plan.voters_signed, plan.voters_listed
    if not law.may_voters_request(rules.level):
        raise VotersOfCommunes()
    if not signed or not listed or signed > listed:
        raise VotersMissing()
    if not law.is_voters_request(signed=signed, listed=listed, rules=rules):
        words = {
            "signed": signed,
            "listed": listed,
            "needed": law.voters_needed(listed=listed, rules=rules),
            "source": rules.source(law.VOTERS_SHARE),
        }
        raise VotersTooFew(
            _(
                "%(signed)d chữ ký trên %(listed)d cử tri chưa đủ: phải có ít nhất %(needed)d chữ ký hợp lệ. "
                "Căn cứ: %(source)s."
            )
            % words
        )


def _write(session: CouncilSession, plan: Plan) -> list[str]:
    session.kind, session.opens_on, session.closes_on = plan.kind, plan.opens_on, plan.closes_on
    session.form = plan.form
    session.place, session.basis, session.basis_document = plan.place, plan.basis, plan.basis_document
    is_voters = plan.basis == law.Basis.VOTERS
    session.voters_signed = plan.voters_signed if is_voters else None
    session.voters_listed = plan.voters_listed if is_voters else None
    session.title = plan.title.strip() or f"Kỳ họp {law.ordinal(session.number)}"
    request = ["basis", "basis_document", "voters_signed", "voters_listed"]
    return ["kind", "opens_on", "closes_on", "place", *request, "form", "title"]


def _require_online_allowed(form: str, rules: Rules) -> None:
    if form in ONLINE_FORMS and not rules.allows("votes.online_allowed"):
        raise OnlineNotAllowed()


def _move_papers(session: CouncilSession, rules: Rules) -> None:
    """Give the papers that wait the last day that follows from the opening."""
    deadline = law.papers_due(opens_on=session.opens_on, kind=SessionKind(session.kind), rules=rules)
    session.papers.filter(state=PaperState.HELD).update(due_on=deadline.due_on)


def _with_reason(
    session: CouncilSession, name: str, actor: Actor, reason: str, resumes_on: date | None = None
) -> CouncilSession:
    session = lock(session)
    step = take(name, actor, session)
    if not reason.strip():
        raise ReasonMissing()
    session.state_reason, session.resumes_on = reason.strip(), resumes_on
    return _moved(session, step.target, actor, name, ["state_reason", "resumes_on"], reason=reason)


def _moved(
    session: CouncilSession, target: Any, actor: Actor, name: str, fields: list[str], *, reason: str = ""
) -> CouncilSession:
    session.state = target
    session.version += 1
    session.save(update_fields=["state", "version", *fields])
    audit.record(actor, f"sessions.{name}", session, fields=["state", *fields], reason=reason)
    return session
