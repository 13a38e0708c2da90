"""A matter before the agenda: registered, taken onto the list, assigned, sent, left for later, withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from council.events.sessions import DossierMoved
from council.law import Rules
from council.people.models import Committee, OutsideBody
from council.sessions import law
from council.sessions.actions.dossier_moves import moved
from council.sessions.actions.refusals import ReasonMissing
from council.sessions.actions.refusals_dossiers import (
    DossierIncomplete,
    ExaminesOwn,
    NotListed,
    OneSubmitter,
    OtherYear,
    SessionTakesNone,
)
from council.sessions.models import CouncilSession, Dossier, DossierMove, ItemKind, YearMatter
from council.sessions.models.dossiers import PAPER_KIND_NAMES
from council.sessions.models.session import RESOLUTION_ITEMS
from council.sessions.permissions.dossiers import Can
from council.sessions.workflow import BEFORE_OPENING
from kernel import audit, clock, outbox
from kernel.access import Actor, require, take
from kernel.rows import lock


@dataclass(frozen=True)
class Registration:
    """What is registered for a session, and by whom: a body outside or a committee."""

    session: CouncilSession
    title: str
    kind: ItemKind
    purpose: str = ""
    body: OutsideBody | None = None
    submitting_committee: Committee | None = None


@transaction.atomic
def register_dossier(*, actor: Actor, registration: Registration, now: datetime) -> Dossier:
    """Register a matter for a session; the standing committee decides whether it comes onto the list.

    :raises NotPermitted: the actor does not register for this submitter.
    :raises OneSubmitter: neither a body nor a committee submits it, or both.
    :raises SessionTakesNone: the session has opened, or will not be held.
    """
    dossier = Dossier(registered_by=actor.account_id)
    _write(dossier, registration)
    require(actor, Can.REGISTER, dossier)
    _require_taking(registration.session)
    dossier.save(force_insert=True)
    line = DossierMove.objects.create(
        dossier=dossier,
        step="register",
        to_state=dossier.state,
        session=dossier.session,
        at=now,
        on=clock.local_day(now),
        account_id=actor.account_id,
        by_name=actor.name,
    )
    audit.record(actor, "sessions.register_dossier", dossier)
    outbox.publish(
        DossierMoved(dossier_id=dossier.id, session_id=dossier.session_id, step="register", move_id=line.id),
        actor=actor,
    )
    return dossier


@transaction.atomic
def edit_dossier(*, actor: Actor, dossier: Dossier, version: int, registration: Registration) -> Dossier:
    """Change what was registered, before the standing committee decides on it.

    :raises NotPermitted: the actor does not register for this submitter, or not for the other one.
    :raises StepNotAllowed: it is decided already.
    :raises VersionClash: somebody saved it since ``version``.
    :raises OneSubmitter: neither a body nor a committee submits it, or both.
    :raises SessionTakesNone: the session has opened, or will not be held.
    """
    dossier = lock(dossier, version=version)
    take("edit", actor, dossier)
    fields = _write(dossier, registration)
    require(actor, Can.REGISTER, dossier)
    _require_taking(registration.session)
    dossier.version += 1
    dossier.save(update_fields=[*fields, "version"])
    audit.record(actor, "sessions.edit_dossier", dossier, fields=tuple(fields))
    return dossier


@transaction.atomic
def accept_dossier(
    *,
    actor: Actor,
    dossier: Dossier,
    now: datetime,
    rules: Rules,
    listed: YearMatter | None = None,
    exception_document: str = "",
) -> Dossier:
    """Take a matter onto the list of its session: it stands on the year's list, or a direction allows it (R-SES-09).

    :raises NotPermitted: only chair and vice chairs decide.
    :raises StepNotAllowed: it is decided already.
    :raises OtherYear: the line is of another year's list, or was taken off.
    :raises NotListed: a draft resolution with neither a line nor a direction.
    """
    dossier = lock(dossier)
    step = take("accept", actor, dossier)
    if listed is not None and (listed.removed_at or listed.plan.year != dossier.session.opens_on.year):
        raise OtherYear()
    has_ground = law.has_ground(
        is_resolution=dossier.kind in RESOLUTION_ITEMS, is_listed=listed is not None, exception=exception_document
    )
    if rules.allows(law.ONLY_LISTED) and not has_ground:
        raise NotListed()
    dossier.listed, dossier.exception_document = listed, exception_document.strip()
    return moved(actor, dossier, step, now=now, rules=rules, fields=("listed", "exception_document"))


@transaction.atomic
def decline_dossier(*, actor: Actor, dossier: Dossier, reason: str, now: datetime) -> Dossier:
    """Refuse a registered matter; its submitter is told why.

    :raises NotPermitted: only chair and vice chairs decide.
    :raises StepNotAllowed: it is decided already.
    :raises ReasonMissing: no reason is given.
    """
    return _with_reason(actor, dossier, "decline", reason, now)


@transaction.atomic
def assign_dossier(
    *, actor: Actor, dossier: Dossier, committee: Committee, now: datetime, rules: Rules, drafter: str = ""
) -> Dossier:
    """Say which committee examines it and who drafts it: the drafting begins, the dossier's last day is told.

    :raises NotPermitted: the actor does not keep dossiers.
    :raises StepNotAllowed: it is not accepted, or assigned already.
    :raises ExaminesOwn: the committee submits it itself.
    """
    dossier = lock(dossier)
    step = take("assign", actor, dossier)
    if committee.id == dossier.submitting_committee_id:
        raise ExaminesOwn()
    dossier.committee, dossier.drafter = committee, " ".join(drafter.split())
    return moved(actor, dossier, step, now=now, rules=rules, fields=("committee", "drafter"))


@transaction.atomic
def send_dossier(*, actor: Actor, dossier: Dossier, now: datetime, rules: Rules) -> Dossier:
    """Hand the whole dossier to the committee; the day is held against its last day (R-SES-11).

    :raises NotPermitted: the actor does not act for its submitter.
    :raises StepNotAllowed: it is not being drafted.
    :raises DossierIncomplete: papers that it must have are missing.
    """
    dossier = lock(dossier)
    step = take("send", actor, dossier)
    require_complete(dossier, rules)
    dossier.sent_on = clock.local_day(now)
    return moved(actor, dossier, step, now=now, rules=rules, fields=("sent_on",))


def require_complete(dossier: Dossier, rules: Rules) -> None:
    """Pass when a dossier has the papers that it must have.

    :raises DossierIncomplete: some are missing.
    """
    given = set(dossier.papers.filter(replaced_by__isnull=True).values_list("kind", flat=True))
    missing = law.missing_papers(kind=dossier.kind, given=given, rules=rules)
    if missing:
        raise DossierIncomplete(PAPER_KIND_NAMES[paper] for paper in missing)


@transaction.atomic
def leave_dossier(*, actor: Actor, dossier: Dossier, reason: str, now: datetime) -> Dossier:
    """Say that a matter is not ready for its session and is not submitted there; it is counted (Q-111).

    :raises NotPermitted: the actor does not keep dossiers.
    :raises StepNotAllowed: it is on the agenda, or over.
    :raises ReasonMissing: no reason is given.
    """
    return _with_reason(actor, dossier, "leave", reason, now)


@transaction.atomic
def take_up_dossier(*, actor: Actor, dossier: Dossier, session: CouncilSession, now: datetime) -> Dossier:
    """Prepare for another session what was left; its papers stand, its terms follow the new opening.

    Where the list of that year does not name it, the session that left it is its ground from now on (R-SES-09).

    :raises NotPermitted: the actor does not keep dossiers.
    :raises StepNotAllowed: it was not left.
    :raises SessionTakesNone: that session has opened, or will not be held.
    """
    dossier = lock(dossier)
    step = take("take_up", actor, dossier)
    _require_taking(session)
    dossier.exception_document = _ground_in(dossier, session)
    dossier.session, dossier.again_due_on, dossier.sent_on = session, None, None
    fields = ("session", "again_due_on", "sent_on", "exception_document")
    return moved(actor, dossier, step, now=now, fields=fields)


@transaction.atomic
def withdraw_dossier(*, actor: Actor, dossier: Dossier, reason: str, now: datetime) -> Dossier:
    """Let the submitter take a matter back before it is on the agenda; what was given stays in the archive.

    :raises NotPermitted: the actor does not act for its submitter.
    :raises StepNotAllowed: it is on the agenda, where the chair takes it off, or over.
    :raises ReasonMissing: no reason is given.
    """
    return _with_reason(actor, dossier, "withdraw", reason, now)


def _with_reason(actor: Actor, dossier: Dossier, name: str, reason: str, now: datetime) -> Dossier:
    dossier = lock(dossier)
    step = take(name, actor, dossier)
    if not reason.strip():
        raise ReasonMissing()
    return moved(actor, dossier, step, now=now, reason=reason)


def _ground_in(dossier: Dossier, session: CouncilSession) -> str:
    """Return by what a matter comes before another session if that year's list does not name it."""
    has_ground = law.has_ground(
        is_resolution=dossier.kind in RESOLUTION_ITEMS,
        is_listed=dossier.listed is not None and dossier.listed.plan.year == session.opens_on.year,
        exception=dossier.exception_document,
    )
    # It was accepted once, and with a ground: for the session that left it.
    return dossier.exception_document if has_ground else dossier.session.title


def _require_taking(session: CouncilSession) -> None:
    if session.is_rehearsal or session.state not in BEFORE_OPENING:
        raise SessionTakesNone()


def _write(dossier: Dossier, registration: Registration) -> list[str]:
    if (registration.body is None) is (registration.submitting_committee is None):
        raise OneSubmitter()
    dossier.session, dossier.kind = registration.session, registration.kind
    dossier.title, dossier.purpose = " ".join(registration.title.split()), registration.purpose.strip()
    dossier.body, dossier.submitting_committee = registration.body, registration.submitting_committee
    return ["session", "kind", "title", "purpose", "body", "submitting_committee"]
