"""A rehearsal: filled from a session that is planned or from a small agenda, held like any other, wiped as a whole.

It is the very hall that is practised, with its desk, its screens and its ballots; but nothing of it is told to anybody
(``telling.py``), counted, found or published, and one order to PostgreSQL removes it (``models/rehearsals.py``).
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from council.law import Rules, SessionKind
from council.people.models import Mandate, TermOfOffice
from council.people.workflow import MandateState
from council.sessions import law
from council.sessions.actions.rehearsed import copy_agenda, copy_papers, small_agenda
from council.sessions.models import Attendance, CouncilSession, Invitation, Presence, Purpose, Sitting, WipedRehearsal
from council.sessions.models.presence import Source
from council.sessions.models.sittings import Part
from council.sessions.permissions import Can
from council.sessions.queries.rehearsals import is_council_held
from council.sessions.workflow import InvitationState, SessionState
from kernel import audit, clock, files
from kernel.access import Actor, require
from kernel.files.models import StoredFile
from kernel.refusal import Refusal
from kernel.rows import lock
from tenancy.wiping import belongings

KEPT = "sessions.rehearsal_kept_days"
NOON, EVENING = 12, 17  # the hours at which a part of the day ends
_COPIED = ("kind", "number", "place", "form", "basis", "basis_document", "voters_signed", "voters_listed")


class RehearsalStands(Refusal):
    """There is one already; two would mix up the hall's screens."""

    code = "rehearsal_stands"
    message = _("Đã có một buổi diễn tập. Hãy xoá buổi đó trước khi tạo buổi mới.")


class SessionHeldNow(Refusal):
    """The council meets: its screens are not for practising."""

    code = "session_held_now"
    message = _("Hội đồng đang họp. Chỉ tạo buổi diễn tập khi không có kỳ họp nào đang diễn ra.")


class NotRehearsed(Refusal):
    """A session that is held is never wiped."""

    code = "not_rehearsed"
    message = _("Đây không phải buổi diễn tập. Kỳ họp thật không bao giờ bị xoá.")


@transaction.atomic
def prepare_rehearsal(
    *, actor: Actor, term: TermOfOffice, now: datetime, of: CouncilSession | None = None, all_present: bool = True
) -> CouncilSession:
    """Make a rehearsal for today that can be opened at once: agenda, papers, invited people and one sitting.

    ``of`` is the session whose agenda is practised; without one it is a small agenda of every kind of matter. With
    ``all_present`` each delegate is noted as present, so that a chair can practise alone.

    :raises NotPermitted: the actor does not rehearse.
    :raises RehearsalStands: there is a rehearsal already.
    :raises SessionHeldNow: a session is in progress, or only paused.
    """
    require(actor, Can.REHEARSE)
    term = lock(term)
    if CouncilSession.objects.rehearsals().exists():
        raise RehearsalStands()
    if is_council_held():
        raise SessionHeldNow()
    session = _made(actor, term, of, now)
    if of is None:
        small_agenda(session)
    else:
        copy_papers(of, session, copy_agenda(of, session), now=now)
    sitting = Sitting.objects.create(session=session, day_on=session.opens_on, part=_part_of(now))
    _invite(session, of)
    if all_present:
        _seat(actor, sitting, now)
    audit.record(actor, "sessions.prepare_rehearsal", session)
    return session


@transaction.atomic
def wipe_rehearsal(*, actor: Actor, session: CouncilSession, now: datetime) -> WipedRehearsal:
    """Remove a rehearsal with everything that belongs to it; that there was one stays known.

    Files that only it had are served to nobody any more.

    :raises NotPermitted: the actor does not rehearse.
    :raises NotRehearsed: it is a session that is held; PostgreSQL would refuse it too.
    """
    require(actor, Can.REHEARSE, session)
    session = lock(session)
    if not session.is_rehearsal:
        raise NotRehearsed()
    attached = _files_of(session)
    audit.record(actor, "sessions.wipe_rehearsal", session)
    line: WipedRehearsal = WipedRehearsal.objects.create(
        session_key=session.pk, title=session.title, held_on=session.opens_on, wiped_at=now, by=actor.account_id
    )
    files.withdraw_unused(actor=actor, ids=attached, reason=session.title, now=now)
    return line


def wipe_old_rehearsals(*, actor: Actor, now: datetime, rules: Rules) -> int:
    """Remove the rehearsals that have stood for as many days as the council lets them; return how many.

    :raises NotPermitted: the actor does not rehearse.
    """
    first_kept = clock.local_day(now) - timedelta(days=rules.number(KEPT) - 1)
    old = CouncilSession.objects.rehearsals().filter(opens_on__lt=first_kept).order_by("id")
    return len([wipe_rehearsal(actor=actor, session=session, now=now) for session in old])


def _made(actor: Actor, term: TermOfOffice, of: CouncilSession | None, now: datetime) -> CouncilSession:
    today = clock.local_day(now)
    known: dict[str, Any] = {"kind": SessionKind.REGULAR, "number": _next(term)}
    if of is not None:
        known = {name: getattr(of, name) for name in _COPIED}
    name = of.title if of else f"Kỳ họp {law.ordinal(known['number'])}"
    session: CouncilSession = CouncilSession.objects.create(
        **known,
        term=term,
        purpose=Purpose.REHEARSAL,
        title=f"Diễn tập – {name}"[:200],
        state=SessionState.DOCUMENTS_RELEASED,
        opens_on=today,
        closes_on=today,
        convened_on=today,
        released_at=now,
        prepared_by=actor.account_id,
    )
    return session


def _next(term: TermOfOffice) -> int:
    last = CouncilSession.objects.proper().filter(term=term).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def _part_of(now: datetime) -> Part:
    hour = now.astimezone(clock.VIETNAM).hour
    if hour < NOON:
        return Part.MORNING
    return Part.AFTERNOON if hour < EVENING else Part.EVENING


def _invite(session: CouncilSession, of: CouncilSession | None) -> None:
    """Write down who is invited: each active delegate, and the guests of the session that is practised."""
    active = Mandate.objects.filter(state=MandateState.ACTIVE).order_by("id")
    invited = [Invitation(session=session, mandate=mandate) for mandate in active]
    if of is not None:
        guests = of.invitations.filter(contact__isnull=False).exclude(state=InvitationState.WITHDRAWN).order_by("id")
        invited += [Invitation(session=session, contact_id=guest.contact_id) for guest in guests]
    Invitation.objects.bulk_create(invited)


def _seat(actor: Actor, sitting: Sitting, now: datetime) -> None:
    active = Mandate.objects.filter(state=MandateState.ACTIVE).order_by("id")
    Attendance.objects.bulk_create(
        Attendance(
            sitting=sitting, mandate=mandate, what=Presence.PRESENT, at=now, by=actor.account_id, source=Source.OFFICE
        )
        for mandate in active
    )


def _files_of(session: CouncilSession) -> set[UUID]:
    """Return the files that anything of a session is attached to, whatever table it stands in."""
    found: set[UUID] = set()
    for each in belongings(CouncilSession):
        for field in each.model._meta.concrete_fields:
            if field.related_model is StoredFile:
                found.update(each.of(session).exclude(**{field.name: None}).values_list(field.attname, flat=True))
    return found
