"""Invitations: one's own, and all of a session for the office as figures and a list."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from council.people.models import Contact
from council.people.queries import list_active
from council.people.workflow import ContactState
from council.sessions.models import CouncilSession, Excuse, Invitation, Purpose, Sitting
from council.sessions.models.invitations import Way
from council.sessions.permissions import Can
from council.sessions.workflow import TAKES_PRESENCE, ExcuseState, InvitationState
from kernel.access import Actor, may, require
from kernel.refusal import NotFound


class Expected(StrEnum):
    """What is known of a delegate before a sitting: the first word of the ledger of presence."""

    SILENT = "silent"
    IN_PERSON = "in_person"
    ONLINE = "online"
    ASKED = "asked"
    EXCUSED = "excused"
    REFUSED = "refused"
    DECLINED = "declined"


EXPECTED_NAMES: dict[Expected, Any] = {
    Expected.SILENT: _("Chưa trả lời"),
    Expected.IN_PERSON: _("Sẽ dự"),
    Expected.ONLINE: _("Sẽ dự trực tuyến"),
    Expected.ASKED: _("Xin vắng, chờ quyết định"),
    Expected.EXCUSED: _("Được vắng mặt"),
    Expected.REFUSED: _("Không được vắng mặt"),
    Expected.DECLINED: _("Không dự được"),
}


@dataclass(frozen=True)
class InvitationRow:
    """An invitation with its requests to be excused, the latest last."""

    invitation: Invitation
    excuses: tuple[Excuse, ...]

    @property
    def expected(self) -> Expected:
        """Return what is known of her for the session as a whole."""
        return expected_of(self.invitation, [each for each in self.excuses if each.sitting_id is None])

    @property
    def expected_name(self) -> Any:
        """Return the words for it."""
        return EXPECTED_NAMES[self.expected]

    @property
    def waiting(self) -> list[Excuse]:
        """Return the requests that wait for a decision."""
        return [each for each in self.excuses if each.state == ExcuseState.ASKED]

    @property
    def shown(self) -> list[Excuse]:
        """Return the requests that were not taken back."""
        return [each for each in self.excuses if each.state != ExcuseState.TAKEN_BACK]


@dataclass(frozen=True)
class Answers:
    """All invitations of a session that hold: delegates by name, then guests by body, and how many answered what."""

    delegates: tuple[InvitationRow, ...]
    guests: tuple[InvitationRow, ...]

    @property
    def figures(self) -> list[tuple[Any, int]]:
        """Return how many delegates answered what, every answer named."""
        counted = Counter(row.expected for row in self.delegates)
        return [(name, counted[kind]) for kind, name in EXPECTED_NAMES.items() if kind != Expected.DECLINED]


def expected_of(invitation: Invitation, excuses: Iterable[Excuse]) -> Expected:
    """Return what an invitation and the requests that concern the same time say together; the last request holds."""
    last = next((each for each in reversed(list(excuses)) if each.state != ExcuseState.TAKEN_BACK), None)
    if last is not None and last.state == ExcuseState.ASKED:
        return Expected.ASKED
    if last is not None and last.state == ExcuseState.ACCEPTED:
        return Expected.EXCUSED
    if invitation.state == InvitationState.ATTENDING:
        return Expected.ONLINE if invitation.way == Way.ONLINE else Expected.IN_PERSON
    if invitation.state == InvitationState.DECLINED:
        return Expected.DECLINED
    return Expected.REFUSED if last is not None else Expected.SILENT


def get_answers(actor: Actor, session: CouncilSession) -> Answers:
    """Return the answers to a session's invitations, in three queries. The caller got the session from a query.

    :raises NotPermitted: the actor neither invites nor decides on excuses.
    """
    if not may(actor, Can.DECIDE_EXCUSE, session):
        require(actor, Can.INVITE, session)
    rows = _standing(session).select_related("mandate__person", "mandate__team", "contact__body")
    delegates = rows.filter(mandate__isnull=False).order_by("mandate__person__sort_key", "id")
    guests = rows.filter(contact__isnull=False).order_by("contact__body__sort_key", "id")
    return Answers(tuple(map(_row, delegates)), tuple(map(_row, guests)))


def expected_in(sitting: Sitting) -> dict[UUID, Expected]:
    """Return what is known of each invited delegate before a sitting, by mandate; in two queries.

    A request for this sitting goes before one for the whole session. The caller got the sitting from a query.
    """
    rows = map(_row, _standing(sitting.session_id).filter(mandate__isnull=False))
    return {row.invitation.mandate_id: _expected_in(row, sitting.id) for row in rows}


def find_own_invitation(actor: Actor, session: CouncilSession) -> InvitationRow | None:
    """Return the actor's own invitation to a session, as a delegate or as a contact, None when there is none."""
    own = _standing(session).select_related("session", "mandate__person", "contact__body")
    mine = own.filter(mandate__person_id=actor.person_id).first() if actor.person_id is not None else None
    if mine is None and actor.account_id is not None:
        mine = own.filter(contact__account_id=actor.account_id).first()
    return _row(mine) if mine is not None else None


def get_invitation(actor: Actor, invitation_id: UUID) -> Invitation:
    """Return an invitation that the actor may answer, or take an answer down for.

    :raises NotFound: there is none, or it is somebody else's.
    """
    known = Invitation.objects.select_related("session__term", "mandate__person", "contact__body", "contact__account")
    invitation: Invitation | None = known.filter(id=invitation_id).first()
    if invitation is None or not may(actor, Can.ANSWER, invitation):
        raise NotFound()
    return invitation


def get_excuse(actor: Actor, excuse_id: UUID) -> Excuse:
    """Return a request to be excused, for who asked it, takes answers down or decides.

    :raises NotFound: there is none, or the actor may not see it.
    """
    known = Excuse.objects.select_related("invitation__session__term", "invitation__mandate__person", "sitting")
    excuse: Excuse | None = known.filter(id=excuse_id).first()
    if excuse is None or not (may(actor, Can.ANSWER, excuse) or may(actor, Can.DECIDE_EXCUSE)):
        raise NotFound()
    return excuse


def list_own_silent(actor: Actor) -> QuerySet[Invitation]:
    """Return the delegate's own invitations to which she has not said a word, with their sessions."""
    silent: QuerySet[Invitation] = Invitation.objects.filter(
        mandate__person_id=actor.person_id,
        state=InvitationState.SENT,
        session__state__in=TAKES_PRESENCE,
        session__purpose=Purpose.PROPER,
    )
    if actor.person_id is None:
        return silent.none()
    return (
        silent.exclude(excuses__state__in=(ExcuseState.ASKED, ExcuseState.ACCEPTED))
        .select_related("session__term")
        .order_by("session__opens_on", "id")
    )


def list_waiting_excuses() -> QuerySet[Excuse]:
    """Return the requests that wait for a decision. The caller asked whether the actor decides on any."""
    waiting: QuerySet[Excuse] = Excuse.objects.filter(
        state=ExcuseState.ASKED,
        invitation__session__state__in=TAKES_PRESENCE,
        invitation__session__purpose=Purpose.PROPER,
    )
    known = waiting.select_related("invitation__session__term", "invitation__mandate__person", "invitation__contact")
    return known.exclude(invitation__state=InvitationState.WITHDRAWN).order_by("asked_at", "id")


def list_invitable_contacts() -> QuerySet[Contact]:
    """Return the present contacts of the bodies that the council works with, by body."""
    found: QuerySet[Contact] = Contact.objects.filter(state=ContactState.CURRENT, body__in=list_active())
    return found.select_related("body").order_by("body__sort_key", "from_on", "id")


def _standing(session: CouncilSession | UUID) -> QuerySet[Invitation]:
    excuses = Excuse.objects.select_related("sitting").order_by("asked_at", "id")
    found: QuerySet[Invitation] = Invitation.objects.filter(session=session).exclude(state=InvitationState.WITHDRAWN)
    return found.prefetch_related(Prefetch("excuses", queryset=excuses, to_attr="asked"))


def _row(invitation: Invitation) -> InvitationRow:
    return InvitationRow(invitation, tuple(invitation.asked))  # type: ignore[attr-defined]  # prefetched


def _expected_in(row: InvitationRow, sitting_id: UUID) -> Expected:
    of_sitting = [each for each in row.excuses if each.sitting_id == sitting_id]
    of_session = [each for each in row.excuses if each.sitting_id is None]
    asked = [each for each in of_sitting if each.state != ExcuseState.TAKEN_BACK] or of_session
    return expected_of(row.invitation, asked)
