"""Which part of a session's papers the delegates got as files (R-SES-24).

Counted are the papers that are released and stand, and against them what was handed out on paper only. Papers with a
mark of secrecy come neither here nor there: they are not brought into this system.
"""

from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from council.law import Rules
from council.sessions import law
from council.sessions.models import CouncilSession, Handout, Paper
from council.sessions.permissions import Can
from council.sessions.queries.roll import written_share
from council.sessions.workflow import PaperState
from kernel.access import Actor, may
from kernel.refusal import NotFound


@dataclass(frozen=True)
class Paperless:
    """How many papers came as files and how many on paper only, with the part that the rule wants."""

    electronic: int
    handouts: tuple[Handout, ...]
    target: Fraction

    @property
    def total(self) -> int:
        """Return the number of all papers."""
        return self.electronic + len(self.handouts)

    @property
    def share(self) -> Fraction | None:
        """Return the exact part that came as files, None while there is no paper at all."""
        return law.paperless_share(electronic=self.electronic, on_paper=len(self.handouts))

    @property
    def is_met(self) -> bool:
        """Whether the part is what the rule wants."""
        return self.share is not None and self.share >= self.target

    @property
    def share_written(self) -> str:
        """Return the part as people read it; never 100% while one paper is missing."""
        if self.share is None:
            return "–"
        written = written_share(self.share)
        return written if self.share == 1 or written != "100%" else "99,9%"

    @property
    def target_written(self) -> str:
        """Return what the rule wants, as people read it."""
        return written_share(self.target)


def get_paperless(session: CouncilSession, *, rules: Rules) -> Paperless:
    """Return the papers of a session by how they came, in two queries. The caller got the session from a query."""
    handouts = Handout.objects.filter(session=session, removed_at__isnull=True).select_related("item")
    return Paperless(
        electronic=Paper.objects.filter(session=session, state=PaperState.RELEASED).count(),
        handouts=tuple(handouts.order_by("handed_on", "created_at", "id")),
        target=rules.share(law.PAPERLESS),
    )


def get_handout(actor: Actor, handout_id: UUID) -> Handout:
    """Return one paper that was handed out on paper, with its session.

    :raises NotFound: there is none, or the actor does not bring in papers.
    """
    handout: Handout | None = Handout.objects.select_related("session").filter(id=handout_id).first()
    if handout is None or not may(actor, Can.ADD_PAPER, handout.session):
        raise NotFound()
    return handout
