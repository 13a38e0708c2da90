"""The agenda: items added, moved, presented, made ready for the vote, or taken off."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from council.law import Threshold
from council.people.models import Committee
from council.sessions.actions.preparing_votes import drop_pending
from council.sessions.actions.refusals import (
    AgendaFixed,
    NotThisSession,
    ReasonMissing,
    SessionNotRunning,
    VoteNotNeeded,
    VoteStillOpen,
)
from council.sessions.models import AgendaItem, CouncilSession, ItemKind
from council.sessions.permissions import Can
from council.sessions.workflow import LATE_AGENDA, OPEN_AGENDA, PENDING_ITEMS, ItemState, SessionState, VoteState
from kernel import audit
from kernel.access import Actor, StepNotAllowed, require, take
from kernel.rows import lock


@dataclass(frozen=True)
class Matter:
    """What an item is about. Drafts of resolutions are always voted on."""

    title: str
    kind: ItemKind
    submitter: str = ""
    committee: Committee | None = None
    needs_vote: bool = False
    threshold: Threshold = Threshold.MAJORITY


@transaction.atomic
def add_item(*, actor: Actor, session: CouncilSession, matter: Matter, late_reason: str = "") -> AgendaItem:
    """Put an item at the end of the agenda.

    After the papers were released only chair and vice chairs may, and with a reason (R-SES-14).

    :raises NotPermitted: the actor may not edit the agenda, or no longer.
    :raises ReasonMissing: the item is late and no reason is given.
    :raises AgendaFixed: the session is over.
    """
    require(actor, Can.EDIT_AGENDA, session)
    session = lock(session)
    _require_open(actor, session, late_reason)
    last = session.items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem(session=session, position=last + 1)
    _write(item, matter)
    item.late_reason = late_reason.strip() if session.state in LATE_AGENDA else ""
    item.save(force_insert=True)
    audit.record(actor, "sessions.add_item", item, reason=late_reason)
    return item


@transaction.atomic
def edit_item(*, actor: Actor, item: AgendaItem, version: int, matter: Matter, late_reason: str = "") -> AgendaItem:
    """Change what an item says before it is presented.

    :raises NotPermitted: the actor may not edit the agenda, or no longer.
    :raises VersionClash: somebody saved it since ``version``.
    :raises StepNotAllowed: it was presented already.
    :raises ReasonMissing: the papers are out and no reason is given.
    :raises AgendaFixed: the session is over.
    """
    require(actor, Can.EDIT_AGENDA, item)
    session = lock(item.session)
    item = lock(item, version=version)
    _require_open(actor, session, late_reason)
    if item.state != ItemState.ON_AGENDA:
        raise StepNotAllowed(step="edit", state=item.state)
    fields = _write(item, matter)
    item.version += 1
    item.save(update_fields=[*fields, "version"])
    audit.record(actor, "sessions.edit_item", item, fields=fields, reason=late_reason)
    return item


@transaction.atomic
def move_item(*, actor: Actor, item: AgendaItem, position: int) -> AgendaItem:
    """Move an item to another place; the others close ranks.

    :raises NotPermitted: the actor may not edit the agenda.
    :raises AgendaFixed: the session is over.
    :raises NotThisSession: there is no such place.
    """
    require(actor, Can.EDIT_AGENDA, item)
    session = lock(item.session)
    item = lock(item)
    if session.state not in OPEN_AGENDA:
        raise AgendaFixed()
    if not 1 <= position <= session.items.count():
        raise NotThisSession()
    others = session.items.exclude(pk=item.pk)
    if position < item.position:
        others.filter(position__range=(position, item.position - 1)).update(position=F("position") + 1)
    else:
        others.filter(position__range=(item.position + 1, position)).update(position=F("position") - 1)
    item.position = position
    item.version += 1
    item.save(update_fields=["position", "version"])
    audit.record(actor, "sessions.move_item", item, fields=("position",))
    return item


@transaction.atomic
def present_item(*, actor: Actor, item: AgendaItem) -> AgendaItem:
    """Call an item up: it is being presented.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it was presented, or is off the agenda.
    :raises SessionNotRunning: the session is not in progress.
    """
    return _stepped(item, "present", actor)


@transaction.atomic
def ready_item(*, actor: Actor, item: AgendaItem) -> AgendaItem:
    """End the debate on an item that is voted on: the vote may be opened.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it is not presented.
    :raises SessionNotRunning: the session is not in progress.
    :raises VoteNotNeeded: it is a report.
    """
    return _stepped(item, "ready", actor, voted_on=True)


@transaction.atomic
def note_item(*, actor: Actor, item: AgendaItem) -> AgendaItem:
    """End an item that is not voted on: the council has heard it.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it is not presented.
    :raises SessionNotRunning: the session is not in progress.
    :raises VoteNotNeeded: it must be voted on.
    """
    return _stepped(item, "note", actor, voted_on=False)


@transaction.atomic
def defer_item(*, actor: Actor, item: AgendaItem, reason: str) -> AgendaItem:
    """Put an item off to a later session.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it is not presented, or decided.
    :raises SessionNotRunning: the session is not in progress.
    :raises ReasonMissing: no reason is given.
    :raises VoteStillOpen: delegates are voting on it.
    """
    if not reason.strip():
        raise ReasonMissing()
    return _stepped(item, "defer", actor, reason=reason)


@transaction.atomic
def withdraw_item(*, actor: Actor, item: AgendaItem, reason: str) -> AgendaItem:
    """Take an item off the agenda; it stays in the archive with the reason.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: it is decided already.
    :raises ReasonMissing: no reason is given.
    :raises VoteStillOpen: delegates are voting on it.
    """
    if not reason.strip():
        raise ReasonMissing()
    return _stepped(item, "withdraw", actor, reason=reason, running=False)


def _require_open(actor: Actor, session: CouncilSession, late_reason: str) -> None:
    if session.state not in OPEN_AGENDA:
        raise AgendaFixed()
    if session.state in LATE_AGENDA:
        require(actor, Can.CONVENE, session)
        if not late_reason.strip():
            raise ReasonMissing()


def _write(item: AgendaItem, matter: Matter) -> list[str]:
    item.title, item.kind, item.submitter = " ".join(matter.title.split()), matter.kind, matter.submitter
    item.committee, item.threshold = matter.committee, matter.threshold
    item.needs_vote = matter.needs_vote or item.is_resolution
    return ["title", "kind", "submitter", "committee", "threshold", "needs_vote"]


def _stepped(
    item: AgendaItem,
    name: str,
    actor: Actor,
    *,
    reason: str = "",
    running: bool = True,
    voted_on: bool | None = None,
) -> AgendaItem:
    session: Any = lock(item.session)
    item = lock(item)
    step = take(name, actor, item)
    if running and session.state != SessionState.IN_PROGRESS:
        raise SessionNotRunning()
    if voted_on is not None and item.needs_vote is not voted_on:
        raise VoteNotNeeded()
    if item.votes.filter(state=VoteState.OPEN).exists():
        raise VoteStillOpen()
    item.state, item.state_reason = step.target, reason.strip()
    item.version += 1
    item.save(update_fields=["state", "state_reason", "version"])
    if item.state not in PENDING_ITEMS:
        drop_pending(actor, item)
    audit.record(actor, f"sessions.{name}_item", item, fields=("state",), reason=reason)
    return item
