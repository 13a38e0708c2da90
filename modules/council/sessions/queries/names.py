"""Who voted how, by name: only where the council's own rules let it be read; the totals are always there.

Open electronic votes alone have names. A vote that was cast while the rules kept names closed stays closed after they
are opened, and one that was open is closed again when the rules close it: the stricter of the two days holds.
"""

from dataclasses import dataclass
from uuid import UUID

from council.law import Rules
from council.people.models import Mandate
from council.sessions.models import Ballot, Choice, CouncilSession, Decision, Vote, VoteEligible, VoteSubject
from council.sessions.models.sittings import SittingKind
from council.sessions.permissions import Can
from council.sessions.workflow import COUNTED, PUBLIC_SESSIONS, TOLD
from kernel.access import Actor, may
from kernel.refusal import NotFound

NAMES = "votes.names_public"
NOBODY, DELEGATES, PUBLIC = "none", "delegates", "public"
_WIDER = (NOBODY, DELEGATES, PUBLIC)


@dataclass(frozen=True)
class NameLine:
    """One delegate of the list and what she chose; ``choice`` is empty when she gave no ballot."""

    mandate: Mandate
    choice: str

    @property
    def label(self) -> str:
        """What she chose, in words."""
        return str(Choice(self.choice).label) if self.choice else ""


def audience_of(*, then: Rules, now: Rules) -> str:
    """Return who may read the names of a vote: the narrower of the rules of its day and of today."""
    return min(then.choice(NAMES), now.choice(NAMES), key=_WIDER.index)


def may_read_names(actor: Actor, vote: Vote, *, then: Rules, now: Rules) -> bool:
    """Say whether the actor may read who chose what: announced, by device, and the council's rules allow it."""
    if vote.is_by_hand or vote.state not in TOLD:
        return False
    audience = audience_of(then=then, now=now)
    inside = may(actor, Can.READ_NAMES, vote)
    return (audience != NOBODY and inside) or (audience == PUBLIC and _is_public(vote))


def list_names(actor: Actor, vote: Vote, *, then: Rules, now: Rules) -> list[NameLine]:
    """Return every delegate who could vote with her choice, by name.

    :raises NotFound: the council's rules do not let this actor read it, or the vote has no names.
    """
    if not may_read_names(actor, vote, then=then, now=now):
        raise NotFound()
    chosen = dict(Ballot.objects.filter(vote=vote).values_list("mandate_id", "choice"))
    eligible = VoteEligible.objects.filter(vote=vote).values("mandate")
    mandates = Mandate.objects.filter(pk__in=eligible).select_related("person", "team").by_name()
    return [NameLine(mandate, chosen.get(mandate.id, "")) for mandate in mandates]


def get_told_vote(vote_id: UUID) -> Vote:
    """Return an announced vote of a session that everybody may know of.

    :raises NotFound: there is none.
    """
    known = CouncilSession.objects.known_to_public()
    votes = Vote.objects.filter(id=vote_id, state__in=TOLD, session__in=known)
    vote = votes.select_related("session__term", "item", "sitting").first()
    if vote is None:
        raise NotFound()
    return vote


def _is_public(vote: Vote) -> bool:
    """Say whether the vote was held in public: not in a sitting that is closed, nor since the council closed it."""
    if vote.sitting is not None and vote.sitting.kind == SittingKind.CLOSED:
        return False
    in_private = Vote.objects.filter(
        sitting=vote.sitting_id, subject=VoteSubject.CLOSED_SITTING, state__in=COUNTED, decision=Decision.ADOPTED
    )
    return vote.session.state in PUBLIC_SESSIONS and not in_private.exists()
