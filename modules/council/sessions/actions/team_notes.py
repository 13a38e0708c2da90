"""The minutes of a team's sitting, written by its leader or secretary and sent to the plenary."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from council.sessions.actions.refusals import NothingSaid, NotThisSession
from council.sessions.models import AgendaItem, Sitting, SittingKind, TeamNote
from council.sessions.permissions import Can
from council.sessions.workflow import OPEN_AGENDA
from kernel import audit
from kernel.access import Actor, StepNotAllowed, require, take
from kernel.rows import lock


@transaction.atomic
def write_team_notes(*, actor: Actor, sitting: Sitting, notes: Mapping[AgendaItem, str], secretary: str) -> Sitting:
    """Keep what a team said of each matter; an empty text takes an earlier one back.

    :raises NotPermitted: the team is another, and the actor keeps no minutes of all teams.
    :raises StepNotAllowed: it is no team's sitting, or its minutes were sent.
    :raises NotThisSession: a matter belongs to another session.
    """
    sitting = _of_team(lock(sitting), actor)
    take("write", actor, sitting)
    if any(item.session_id != sitting.session_id for item in notes):
        raise NotThisSession()
    for item, text in notes.items():
        known = {"text": text.strip(), "written_by": actor.account_id}
        TeamNote.objects.update_or_create(sitting=sitting, item=item, defaults=known)
    sitting.secretary = secretary.strip()
    sitting.save(update_fields=["secretary"])
    audit.record(actor, "sessions.write_team_notes", sitting, fields=("secretary",))
    return sitting


@transaction.atomic
def send_team_notes(*, actor: Actor, sitting: Sitting, now: datetime) -> Sitting:
    """Send the team's minutes to the plenary; they change no more.

    :raises NotPermitted: the team is another, and the actor keeps no minutes of all teams.
    :raises StepNotAllowed: it is no team's sitting, or its minutes were sent.
    :raises NothingSaid: nothing is written yet.
    """
    sitting = _of_team(lock(sitting), actor)
    step = take("send", actor, sitting)
    if not sitting.notes.exclude(text="").exists():
        raise NothingSaid()
    sitting.state, sitting.ended_at = step.target, now
    sitting.held_on = None if sitting.session.is_rehearsal else sitting.day_on
    sitting.save(update_fields=["state", "ended_at", "held_on"])
    audit.record(actor, "sessions.send_team_notes", sitting, fields=("state",))
    return sitting


@transaction.atomic
def publish_focus(*, actor: Actor, item: AgendaItem, focus: str) -> AgendaItem:
    """Say on what the discussion of a matter should turn; all delegates read it.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: the session is over.
    """
    require(actor, Can.CHAIR, item)
    session = lock(item.session)
    if session.state not in OPEN_AGENDA:
        raise StepNotAllowed(step="publish_focus", state=session.state)
    item = lock(item)
    item.focus = focus.strip()
    item.version += 1
    item.save(update_fields=["focus", "version"])
    audit.record(actor, "sessions.publish_focus", item, fields=("focus",))
    return item


def _of_team(sitting: Sitting, actor: Actor) -> Sitting:
    if sitting.kind != SittingKind.TEAM:
        require(actor, Can.KEEP_TEAM_NOTES, sitting)
        raise StepNotAllowed(step="write", state=sitting.state)
    return sitting
