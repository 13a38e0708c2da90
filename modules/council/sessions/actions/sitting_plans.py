"""Planning sittings: plenary, one for each team, closed to the public; changed and cancelled before they begin."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from council.law import Rules
from council.people.models import Team
from council.people.queries import list_teams
from council.sessions.actions.refusals import (
    DaysWrong,
    DocumentNotNamed,
    OnlineNotAllowed,
    PresenceClosed,
    ProposerUnknown,
    ReasonMissing,
)
from council.sessions.actions.telling import tell_shown
from council.sessions.models import CouncilSession, Part, Sitting, SittingKind
from council.sessions.permissions import Can
from council.sessions.workflow import ONLINE_FORMS, TAKES_PRESENCE, SittingState
from kernel import audit
from kernel.access import Actor, StepNotAllowed, require, take
from kernel.rows import lock

PROPOSERS = "sessions.closed_sitting_proposers"


@dataclass(frozen=True)
class Setting:
    """How a sitting is held, as its session is when ``form`` is empty; ``link`` is where those from afar meet."""

    form: str = ""
    link: str = ""
    team: Team | None = None


@transaction.atomic
def add_sitting(
    *,
    actor: Actor,
    session: CouncilSession,
    day_on: date,
    part: Part,
    setting: Setting | None = None,
    rules: Rules | None = None,
) -> Sitting:
    """Plan a sitting, so that presence can be taken for it.

    :raises NotPermitted: the actor may not edit the agenda.
    :raises PresenceClosed: the session is not convened, or over.
    :raises DaysWrong: the day lies before the opening, or the sitting exists already.
    :raises OnlineNotAllowed: it is held from afar, and the rules are not given or do not allow that.
    """
    require(actor, Can.EDIT_AGENDA, session)
    session, setting = lock(session), setting or Setting()
    if session.state not in TAKES_PRESENCE:
        raise PresenceClosed()
    _check(session, day_on, part, setting, rules)
    sitting = Sitting.objects.create(
        session=session,
        day_on=day_on,
        part=part,
        kind=SittingKind.TEAM if setting.team else SittingKind.PLENARY,
        team=setting.team,
        form=setting.form,
        link=setting.link,
    )
    audit.record(actor, "sessions.add_sitting", sitting)
    tell_shown(session, actor=actor)
    return sitting


@transaction.atomic
def add_team_sittings(*, actor: Actor, session: CouncilSession, day_on: date, part: Part) -> list[Sitting]:
    """Plan one sitting for each team of delegates at the same time; a team that has one then is left alone.

    :raises NotPermitted: the actor may not edit the agenda.
    :raises PresenceClosed: the session is not convened, or over.
    :raises DaysWrong: the day lies before the opening, or the council has no teams left without one.
    """
    known = Sitting.objects.filter(session=session, day_on=day_on, part=part, team__isnull=False)
    planned = set(known.exclude(state=SittingState.CANCELLED).values_list("team_id", flat=True))
    made = [
        add_sitting(actor=actor, session=session, day_on=day_on, part=part, setting=Setting(team=team))
        for team in list_teams()
        if team.id not in planned
    ]
    if not made:
        require(actor, Can.EDIT_AGENDA, session)
        raise DaysWrong(field="day_on")
    return made


@transaction.atomic
def edit_sitting(
    *, actor: Actor, sitting: Sitting, day_on: date, part: Part, setting: Setting, rules: Rules
) -> Sitting:
    """Change when and how a sitting is held, before it begins.

    :raises NotPermitted: the actor may not edit the agenda.
    :raises StepNotAllowed: it runs, was held or cancelled.
    :raises DaysWrong: the day lies before the opening, or there is a sitting then.
    :raises OnlineNotAllowed: it is held from afar, and the rules do not allow that.
    """
    session = lock(sitting.session)
    sitting = lock(sitting)
    take("edit", actor, sitting)
    setting = Setting(setting.form, setting.link, sitting.team)
    _check(session, day_on, part, setting, rules, but=sitting)
    sitting.day_on, sitting.part, sitting.form, sitting.link = day_on, part, setting.form, setting.link
    fields = ["day_on", "part", "form", "link"]
    sitting.save(update_fields=fields)
    audit.record(actor, "sessions.edit_sitting", sitting, fields=fields)
    tell_shown(session, actor=actor)
    return sitting


@transaction.atomic
def cancel_sitting(*, actor: Actor, sitting: Sitting, reason: str) -> Sitting:
    """Give a sitting up before it begins.

    :raises NotPermitted: the actor may not edit the agenda.
    :raises StepNotAllowed: it runs, was held or cancelled.
    :raises ReasonMissing: no reason is given.
    """
    sitting = lock(sitting)
    step = take("cancel", actor, sitting)
    if not reason.strip():
        raise ReasonMissing()
    sitting.state, sitting.state_reason = step.target, reason.strip()
    sitting.save(update_fields=["state", "state_reason"])
    audit.record(actor, "sessions.cancel_sitting", sitting, fields=("state",), reason=reason)
    tell_shown(sitting.session, actor=actor)
    return sitting


@transaction.atomic
def close_to_public(*, actor: Actor, sitting: Sitting, proposer: str, document: str, rules: Rules) -> Sitting:
    """Record the council's decision that a plenary sitting is not public (R-SES-17).

    From then on the public sees of its matters the titles and results only; their papers are for who may read those
    of closed sittings.

    :raises NotPermitted: only who chairs records it.
    :raises StepNotAllowed: it is a team's, is closed already, was held or cancelled.
    :raises ProposerUnknown: the law does not let that body propose it.
    :raises DocumentNotNamed: the council's decision is not named.
    """
    require(actor, Can.CHAIR, sitting)
    sitting = lock(sitting)
    open_states = {SittingState.PLANNED, SittingState.RUNNING}
    if sitting.kind != SittingKind.PLENARY or sitting.state not in open_states:
        raise StepNotAllowed(step="close_to_public", state=sitting.state)
    if proposer not in rules.options(PROPOSERS):
        raise ProposerUnknown()
    if not document.strip():
        raise DocumentNotNamed()
    sitting.kind, sitting.closed_on_request_of = SittingKind.CLOSED, proposer
    sitting.closed_document = document.strip()
    fields = ["kind", "closed_on_request_of", "closed_document"]
    sitting.save(update_fields=fields)
    audit.record(actor, "sessions.close_to_public", sitting, fields=fields)
    tell_shown(sitting.session, actor=actor)
    return sitting


def _check(
    session: CouncilSession,
    day_on: date,
    part: Part,
    setting: Setting,
    rules: Rules | None,
    *,
    but: Sitting | None = None,
) -> None:
    beside = session.sittings.filter(day_on=day_on, part=part, team=setting.team)
    beside = beside.exclude(state=SittingState.CANCELLED)
    if but is not None:
        beside = beside.exclude(pk=but.pk)
    if day_on < session.opens_on or beside.exists():
        raise DaysWrong(field="day_on")
    if setting.form in ONLINE_FORMS and (rules is None or not rules.allows("votes.online_allowed")):
        raise OnlineNotAllowed()
