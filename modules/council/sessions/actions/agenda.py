"""The agenda: items added, moved, presented, made ready for the vote, or taken off."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from council.law import Rules, SessionKind, Threshold
from council.people.models import Committee
from council.sessions import law
from council.sessions.actions.elections import let_go, require_elections_over
from council.sessions.actions.ending import end_floor
from council.sessions.actions.order import number_anew
from council.sessions.actions.preparing_votes import drop_pending, is_under_vote
from council.sessions.actions.proposals import propose_again
from council.sessions.actions.refusals import (
    AgendaFixed,
    HeadingFull,
    NoSuchPlace,
    NotAgreed,
    ReasonMissing,
    SessionNotRunning,
    VoteNotNeeded,
    VoteStillOpen,
)
from council.sessions.actions.refusals_dossiers import NotListed, StillPrepared
from council.sessions.actions.telling import tell_shown
from council.sessions.actions.turns import mark_presentation
from council.sessions.models import AgendaItem, CouncilSession, Dossier, ItemKind, Sitting, YearMatter
from council.sessions.models.session import RESOLUTION_ITEMS
from council.sessions.permissions import Can
from council.sessions.workflow import (
    EDITABLE_ITEMS,
    IN_PREPARATION,
    LATE_AGENDA,
    OPEN_AGENDA,
    PENDING_ITEMS,
    ItemState,
    SessionState,
)
from kernel import audit, clock
from kernel.access import Actor, StepNotAllowed, require, take
from kernel.rows import lock

LATE_NEEDS = "sessions.late_item_needs"
ALL_NEEDS = frozenset({"chair_approval", "reason", "council_agreement"})


@dataclass(frozen=True)
class Matter:
    """What an item is about. Drafts of resolutions are always voted on.

    ``listed`` or ``exception`` is the ground of a draft resolution by the year's list (R-SES-09), ``dossier`` the one
    by which it was prepared.
    """

    title: str
    kind: ItemKind
    submitter: str = ""
    committee: Committee | None = None
    needs_vote: bool = False
    threshold: Threshold = Threshold.MAJORITY
    parent: AgendaItem | None = None
    planned_minutes: int | None = None
    sitting: Sitting | None = None
    listed: YearMatter | None = None
    exception: str = ""
    dossier: Dossier | None = None


@transaction.atomic
def add_item(
    *,
    actor: Actor,
    session: CouncilSession,
    matter: Matter,
    late_reason: str = "",
    now: datetime | None = None,
    rules: Rules | None = None,
) -> AgendaItem:
    """Put an item at the end of the agenda, or of what stands under its parent.

    It is late when the papers are out, or when their last day has passed since the convening; that needs what the
    council's rules ask for: the chair's approval, a reason, the council's agreement at the sitting (R-SES-14).
    Without ``now`` only the papers are looked at, without ``rules`` everything is asked for.

    :raises NotPermitted: the actor may not edit the agenda, or no longer.
    :raises ReasonMissing: the item is late and no reason is given.
    :raises AgendaFixed: the session is over.
    :raises NoSuchPlace: the parent stands too deep, or in another session.
    :raises NotListed: a draft resolution without its ground, in a year whose list is written down (R-SES-09).
    :raises StillPrepared: the matter is being prepared for this session by a dossier (R-SES-10).
    """
    require(actor, Can.EDIT_AGENDA, session)
    session = lock(session)
    _require_ground(session, matter, rules)
    is_late = _is_late(session, now, rules)
    _require_open(actor, session, late_reason, is_late=is_late, rules=rules)
    if matter.parent is not None and matter.parent.session_id != session.id:
        raise NoSuchPlace(field="parent")
    last = session.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem(session=session, position=last + 1)
    _write(item, matter)
    if is_late and item.state == ItemState.ON_AGENDA:
        item.late_reason = late_reason.strip()
        item.state = ItemState.AWAITING if "council_agreement" in _needs(rules) else item.state
    item.save(force_insert=True)
    number_anew(session)
    item.refresh_from_db(fields=["position", "number"])
    audit.record(actor, "sessions.add_item", item, reason=late_reason)
    tell_shown(session, actor=actor)
    return item


@transaction.atomic
def edit_item(*, actor: Actor, item: AgendaItem, version: int, matter: Matter, late_reason: str = "") -> AgendaItem:
    """Change what an item says before it is presented.

    :raises NotPermitted: the actor may not edit the agenda, or no longer.
    :raises VersionClash: somebody saved it since ``version``.
    :raises StepNotAllowed: it was presented already.
    :raises ReasonMissing: the papers are out and no reason is given.
    :raises AgendaFixed: the session is over.
    :raises NotListed: it becomes a draft resolution without its ground (R-SES-09).
    """
    require(actor, Can.EDIT_AGENDA, item)
    session = lock(item.session)
    item = lock(item, version=version)
    _require_open(actor, session, late_reason, is_late=session.state in LATE_AGENDA)
    if item.state not in EDITABLE_ITEMS:
        raise StepNotAllowed(step="edit", state=item.state)
    if matter.kind in RESOLUTION_ITEMS and item.kind not in RESOLUTION_ITEMS:
        # What came as a report does not become a draft resolution without the ground that a draft needs.
        _require_ground(session, replace(matter, dossier=getattr(item, "dossier", None)), None)
    parent_id = item.parent_id
    fields = _write(item, matter)
    item.parent_id = parent_id  # where it stands is for the order of the agenda
    item.version += 1
    item.save(update_fields=[*fields, "version"])
    audit.record(actor, "sessions.edit_item", item, fields=fields, reason=late_reason)
    tell_shown(session, actor=actor)
    return item


@transaction.atomic
def present_item(*, actor: Actor, item: AgendaItem, now: datetime) -> AgendaItem:
    """Call an item up: it is being presented from now on.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it was presented, or is off the agenda.
    :raises SessionNotRunning: the session is not in progress.
    """
    item = _stepped(item, "present", actor, now)
    mark_presentation(item, now)
    return item


@transaction.atomic
def ready_item(*, actor: Actor, item: AgendaItem, now: datetime) -> AgendaItem:
    """End the debate on an item that is voted on: its floor ends, the vote may be opened.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it is not presented.
    :raises SessionNotRunning: the session is not in progress.
    :raises VoteNotNeeded: it is a report.
    """
    return _stepped(item, "ready", actor, now, voted_on=True)


@transaction.atomic
def note_item(*, actor: Actor, item: AgendaItem, now: datetime) -> AgendaItem:
    """End an item that is not voted on, and its floor: the council has heard it.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it is not presented.
    :raises SessionNotRunning: the session is not in progress.
    :raises VoteNotNeeded: it must be voted on.
    :raises ElectionsOpen: an election of the item has no result yet.
    """
    return _stepped(item, "note", actor, now, voted_on=False)


@transaction.atomic
def agree_agenda(*, actor: Actor, session: CouncilSession, now: datetime) -> CouncilSession:
    """Record that the council agreed to the amended agenda: late items may be presented from now on (R-SES-14).

    :raises NotPermitted: only who chairs may.
    :raises SessionNotRunning: the council does not sit.
    """
    require(actor, Can.CHAIR, session)
    session = lock(session)
    if session.state != SessionState.IN_PROGRESS:
        raise SessionNotRunning()
    for item in session.items.filter(state=ItemState.AWAITING).order_by("position").select_for_update():
        item.state = take("agree", actor, item).target
        item.version += 1
        item.save(update_fields=["state", "version"])
        audit.record(actor, "sessions.agree_item", item, fields=("state",))
    session.agenda_agreed_at = now
    session.version += 1
    session.save(update_fields=["agenda_agreed_at", "version"])
    audit.record(actor, "sessions.agree_agenda", session, fields=("agenda_agreed_at",))
    tell_shown(session, actor=actor)
    return session


@transaction.atomic
def defer_item(*, actor: Actor, item: AgendaItem, reason: str, now: datetime) -> AgendaItem:
    """Put an item off to a later session, which finds it among what is proposed for it.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it is not presented, or decided.
    :raises SessionNotRunning: the session is not in progress.
    :raises ReasonMissing: no reason is given.
    :raises VoteStillOpen: delegates are voting on it.
    """
    if not reason.strip():
        raise ReasonMissing()
    item = _stepped(item, "defer", actor, now, reason=reason)
    propose_again(item)
    return item


@transaction.atomic
def unsubmit_item(*, actor: Actor, item: AgendaItem, reason: str, now: datetime) -> AgendaItem:
    """Say that an item is not ready and is not submitted; a later session finds it among what is proposed for it.

    Once the papers are out only chair and vice chairs may.

    :raises NotPermitted: the actor may not edit the agenda, or no longer.
    :raises StepNotAllowed: it was presented, or is off the agenda.
    :raises ReasonMissing: no reason is given.
    :raises AgendaFixed: the session is over.
    """
    require(actor, Can.EDIT_AGENDA, item)
    session = lock(item.session)
    _require_open(actor, session, reason, is_late=session.state in LATE_AGENDA)
    if not reason.strip():
        raise ReasonMissing()
    item = _stepped(item, "unsubmit", actor, now, reason=reason, running=False)
    propose_again(item)
    return item


@transaction.atomic
def withdraw_item(*, actor: Actor, item: AgendaItem, reason: str, now: datetime, document: str = "") -> AgendaItem:
    """Take an item off the agenda; it stays in the archive with the reason, its public papers are public no more.

    Before the opening the standing committee decides, afterwards the council; ``document`` is the submitter's request.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it is decided already.
    :raises ReasonMissing: no reason is given.
    :raises VoteStillOpen: delegates are voting on it.
    :raises HeadingFull: something still stands under it.
    :raises RoundGoesOn: ballots of an election are out.
    """
    if not reason.strip():
        raise ReasonMissing()
    if item.children.filter(state__in=PENDING_ITEMS | {ItemState.HEADING}).exists():
        raise HeadingFull()
    return _stepped(item, "withdraw", actor, now, reason=reason, document=document, running=False)


def _require_ground(session: CouncilSession, matter: Matter, rules: Rules | None) -> None:
    """Hold a matter against the year's list, where one is written down, and against the dossiers of the session."""
    lines = YearMatter.objects.filter(plan__year=session.opens_on.year, removed_at__isnull=True)
    is_listed = matter.listed is not None and matter.listed.plan.year == session.opens_on.year
    is_bound = rules is None or rules.allows(law.ONLY_LISTED)
    has_ground = law.has_ground(
        is_resolution=matter.kind in RESOLUTION_ITEMS, is_listed=is_listed, exception=matter.exception
    )
    if is_bound and not has_ground and lines.exists():
        raise NotListed(field="exception")
    if matter.dossier is None:
        title = " ".join(matter.title.split())
        same = Q(title__iexact=title) | Q(listed__isnull=False, listed=matter.listed)
        if session.dossiers.filter(same, state__in=IN_PREPARATION).exists():
            raise StillPrepared()


def _needs(rules: Rules | None) -> frozenset[str]:
    """Return what a late item needs by the council's rules; without them, all that may be asked for."""
    return frozenset(rules.options(LATE_NEEDS)) if rules is not None else ALL_NEEDS


def _is_late(session: CouncilSession, now: datetime | None, rules: Rules | None) -> bool:
    if session.state in LATE_AGENDA:
        return True
    if session.state != SessionState.CONVENED or now is None or rules is None:
        return False
    kind = SessionKind(session.kind)
    return law.is_late_item(today=clock.local_day(now), opens_on=session.opens_on, kind=kind, rules=rules)


def _require_open(
    actor: Actor, session: CouncilSession, late_reason: str, *, is_late: bool, rules: Rules | None = None
) -> None:
    if session.state not in OPEN_AGENDA:
        raise AgendaFixed()
    if is_late:
        if "chair_approval" in _needs(rules):
            require(actor, Can.CONVENE, session)
        if not late_reason.strip():
            raise ReasonMissing()


def _write(item: AgendaItem, matter: Matter) -> list[str]:
    if matter.listed is not None or matter.exception.strip():
        item.listed, item.exception_document = matter.listed, matter.exception.strip()
    item.title, item.kind, item.submitter = " ".join(matter.title.split()), matter.kind, matter.submitter
    item.committee, item.threshold = matter.committee, matter.threshold
    item.needs_vote = (matter.needs_vote or item.is_resolution) and matter.kind != ItemKind.HEADING
    item.planned_minutes, item.parent, item.sitting = matter.planned_minutes, matter.parent, matter.sitting
    if matter.kind == ItemKind.HEADING:
        item.state = ItemState.HEADING
    elif item.state == ItemState.HEADING:
        item.state = ItemState.ON_AGENDA
    fields = [
        "title",
        "kind",
        "submitter",
        "committee",
        "threshold",
        "needs_vote",
        "planned_minutes",
        "sitting",
        "state",
    ]
    return [*fields, "listed", "exception_document"]


def _stepped(
    item: AgendaItem,
    name: str,
    actor: Actor,
    now: datetime,
    *,
    reason: str = "",
    document: str = "",
    running: bool = True,
    voted_on: bool | None = None,
) -> AgendaItem:
    session: Any = lock(item.session)
    item = lock(item)
    if name == "present" and item.state == ItemState.AWAITING:
        require(actor, Can.CHAIR, item)
        raise NotAgreed()
    step = take(name, actor, item)
    if running and session.state != SessionState.IN_PROGRESS:
        raise SessionNotRunning()
    if voted_on is not None and item.needs_vote is not voted_on:
        raise VoteNotNeeded()
    if is_under_vote(item):
        raise VoteStillOpen()
    if name == "note":
        require_elections_over(item)
    elif step.target not in PENDING_ITEMS:
        let_go(actor, item, reason)
    item.state, item.state_reason, item.state_document = step.target, reason.strip(), document.strip()
    item.version += 1
    item.save(update_fields=["state", "state_reason", "state_document", "version"])
    if item.state not in PENDING_ITEMS:
        drop_pending(actor, item)
    if name != "present":
        end_floor(actor, item, now)
    audit.record(actor, f"sessions.{name}_item", item, fields=("state",), reason=reason)
    tell_shown(session, actor=actor)
    return item
