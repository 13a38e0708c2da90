"""Inviting to a session, answering, asking to be excused, and deciding that."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from council.events.sessions import ExcuseAsked, ExcuseDecided, GuestInvited
from council.people.models import Contact, Mandate
from council.people.workflow import MandateState
from council.sessions.actions.refusals import (
    ExcuseTooLate,
    InvitationsClosed,
    MandateNotActive,
    NotThisSession,
    OnlineNotOffered,
    ReasonMissing,
)
from council.sessions.actions.telling import tell
from council.sessions.models import CouncilSession, Excuse, Invitation, Sitting
from council.sessions.models.invitations import Way
from council.sessions.permissions import Can
from council.sessions.workflow import ONLINE_FORMS, TAKES_PRESENCE, ExcuseState, InvitationState, SittingState
from kernel import audit
from kernel.access import Actor, require, take
from kernel.rows import lock

_ASKABLE = frozenset({SittingState.PLANNED})


@transaction.atomic
def invite_delegates(*, actor: Actor, session: CouncilSession) -> int:
    """Invite each active delegate who is not invited yet; suspended ones are not. Return how many were.

    :raises NotPermitted: the actor does not invite.
    :raises InvitationsClosed: the session is not convened, or over.
    """
    require(actor, Can.INVITE, session)
    session = _open(session)
    invited = Invitation.objects.filter(session=session).exclude(state=InvitationState.WITHDRAWN)
    missing = Mandate.objects.filter(state=MandateState.ACTIVE).exclude(
        id__in=invited.filter(mandate__isnull=False).values("mandate_id")
    )
    made = Invitation.objects.bulk_create(Invitation(session=session, mandate=mandate) for mandate in missing)
    if made:
        audit.record(actor, "sessions.invite_delegates", session)
    return len(made)


@transaction.atomic
def invite_guests(*, actor: Actor, session: CouncilSession, contacts: Iterable[Contact]) -> list[Invitation]:
    """Invite people of bodies outside; they hear by notice or by mail. Who is invited already is left alone.

    :raises NotPermitted: the actor does not invite.
    :raises InvitationsClosed: the session is not convened, or over.
    """
    require(actor, Can.INVITE, session)
    session = _open(session)
    known = Invitation.objects.filter(session=session).exclude(state=InvitationState.WITHDRAWN)
    invited = set(known.filter(contact__isnull=False).values_list("contact_id", flat=True))
    made = []
    for contact in contacts:
        if contact.pk in invited:
            continue
        invitation = Invitation.objects.create(session=session, contact=contact)
        audit.record(actor, "sessions.invite_guest", invitation)
        tell(GuestInvited(session_id=session.id, invitation_id=invitation.id), session=session, actor=actor)
        made.append(invitation)
    return made


@transaction.atomic
def withdraw_invitation(*, actor: Actor, invitation: Invitation, reason: str) -> Invitation:
    """Take an invitation back.

    :raises NotPermitted: the actor does not invite.
    :raises StepNotAllowed: it was taken back already.
    :raises ReasonMissing: no reason is given.
    """
    invitation = lock(invitation)
    step = take("withdraw", actor, invitation)
    if not reason.strip():
        raise ReasonMissing()
    invitation.state, invitation.note = step.target, reason.strip()
    invitation.save(update_fields=["state", "note"])
    audit.record(actor, "sessions.withdraw_invitation", invitation, fields=("state",), reason=reason)
    return invitation


@transaction.atomic
def answer_invitation(
    *, actor: Actor, invitation: Invitation, attends: bool, now: datetime, way: str = Way.IN_PERSON, note: str = ""
) -> Invitation:
    """Say whether one comes, and how; a later answer replaces the earlier one.

    A delegate who cannot come asks to be excused instead.

    :raises NotPermitted: the invitation is somebody else's, and the actor takes no answers down.
    :raises StepNotAllowed: it was taken back.
    :raises InvitationsClosed: the session is over.
    :raises MandateNotActive: the delegate is suspended, or no delegate any more.
    :raises OnlineNotOffered: the session is held in one room.
    """
    _open(invitation.session)
    invitation = _of_active(lock(invitation))
    step = take("attend" if attends or invitation.mandate_id else "decline", actor, invitation)
    if attends and way == Way.ONLINE and invitation.session.form not in ONLINE_FORMS:
        raise OnlineNotOffered()
    invitation.state, invitation.way = step.target, way if attends else ""
    invitation.note, invitation.answered_at, invitation.answered_by = note.strip(), now, actor.account_id
    fields = ["state", "way", "note", "answered_at", "answered_by"]
    invitation.save(update_fields=fields)
    audit.record(actor, "sessions.answer_invitation", invitation, fields=fields)
    return invitation


@transaction.atomic
def ask_excuse(
    *, actor: Actor, invitation: Invitation, reason: str, now: datetime, sitting: Sitting | None = None
) -> Excuse:
    """Ask to be excused from the session, or from one sitting, before it begins. The chair and vice chairs hear of it.

    :raises NotPermitted: the invitation is somebody else's, and the actor takes no answers down.
    :raises InvitationsClosed: the session is over.
    :raises MandateNotActive: the delegate is suspended, or no delegate any more.
    :raises NotThisSession: the sitting belongs to another session, or a guest asks.
    :raises ExcuseTooLate: the sitting has begun; of the session, every sitting.
    :raises ReasonMissing: no reason is given.
    """
    require(actor, Can.ANSWER, invitation)
    session = _open(invitation.session)
    invitation = _of_active(lock(invitation))
    if invitation.mandate_id is None or (sitting is not None and sitting.session_id != session.id):
        raise NotThisSession()
    _require_in_time(session, sitting)
    if not reason.strip():
        raise ReasonMissing()
    waiting = invitation.excuses.filter(sitting=sitting, state__in=(ExcuseState.ASKED, ExcuseState.ACCEPTED))
    known: Excuse | None = waiting.first()
    if known is not None:
        return known
    excuse: Excuse = Excuse.objects.create(invitation=invitation, sitting=sitting, reason=reason.strip(), asked_at=now)
    invitation.answered_at, invitation.answered_by = now, actor.account_id
    invitation.save(update_fields=["answered_at", "answered_by"])
    audit.record(actor, "sessions.ask_excuse", excuse)
    tell(ExcuseAsked(session_id=session.id, excuse_id=excuse.id), session=session, actor=actor)
    return excuse


@transaction.atomic
def take_back_excuse(*, actor: Actor, excuse: Excuse) -> Excuse:
    """Take a request back: one comes after all.

    :raises NotPermitted: it is somebody else's, and the actor takes no answers down.
    :raises StepNotAllowed: it was refused or taken back.
    """
    excuse = lock(excuse)
    step = take("take_back", actor, excuse)
    excuse.state = step.target
    excuse.save(update_fields=["state"])
    audit.record(actor, "sessions.take_back_excuse", excuse, fields=("state",))
    return excuse


@transaction.atomic
def decide_excuse(*, actor: Actor, excuse: Excuse, accepts: bool, reason: str, now: datetime) -> Excuse:
    """Accept a request to be excused, or refuse it with a reason; the delegate is told.

    :raises NotPermitted: only chair and vice chairs decide, and nobody on his own request.
    :raises StepNotAllowed: it is decided, or was taken back.
    :raises ReasonMissing: it is refused without a reason.
    """
    excuse = lock(excuse)
    step = take("accept" if accepts else "refuse", actor, excuse)
    if not accepts and not reason.strip():
        raise ReasonMissing()
    excuse.state, excuse.decision_reason = step.target, reason.strip()
    excuse.decided_at, excuse.decided_by = now, actor.account_id
    fields = ["state", "decision_reason", "decided_at", "decided_by"]
    excuse.save(update_fields=fields)
    audit.record(actor, "sessions.decide_excuse", excuse, fields=fields, reason=reason)
    event = ExcuseDecided(session_id=excuse.session.id, excuse_id=excuse.id, is_accepted=accepts)
    tell(event, session=excuse.session, actor=actor)
    return excuse


@transaction.atomic
def withdraw_all_invitations(*, actor: Actor, session: CouncilSession) -> None:
    """Take all invitations back because the session is not held on its day; who does that needs no other right."""
    standing = Invitation.objects.filter(session=session).exclude(state=InvitationState.WITHDRAWN)
    if standing.update(state=InvitationState.WITHDRAWN):
        audit.record(actor, "sessions.withdraw_all_invitations", session)


def _open(session: CouncilSession) -> CouncilSession:
    session = lock(session)
    if session.state not in TAKES_PRESENCE:
        raise InvitationsClosed()
    return session


def _of_active(invitation: Invitation) -> Invitation:
    if invitation.mandate is not None and invitation.mandate.state != MandateState.ACTIVE:
        raise MandateNotActive()
    return invitation


def _require_in_time(session: CouncilSession, sitting: Sitting | None) -> None:
    if sitting is not None:
        if sitting.state not in _ASKABLE:
            raise ExcuseTooLate()
    elif session.opened_at is not None and not session.sittings.filter(state__in=_ASKABLE).exists():
        raise ExcuseTooLate()
