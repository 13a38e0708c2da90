"""For whom a restricted paper is: roles, committees and people by name."""

from dataclasses import dataclass, field

from django.db import transaction

from council.people.models import Committee, Person
from council.sessions.actions.refusals import AudienceMissing, NotRestricted
from council.sessions.models import Paper, PaperAudience, Visibility
from council.sessions.permissions import Can
from kernel import audit
from kernel.access import Actor, require
from kernel.rows import lock


@dataclass(frozen=True)
class Audience:
    """Who may read a restricted paper; whoever is named in any of the three."""

    roles: frozenset[str] = frozenset()
    committees: frozenset[Committee] = field(default=frozenset())
    people: frozenset[Person] = field(default=frozenset())

    @property
    def is_empty(self) -> bool:
        """Whether nobody is named."""
        return not (self.roles or self.committees or self.people)


NOBODY = Audience()


@transaction.atomic
def change_audience(*, actor: Actor, paper: Paper, audience: Audience) -> Paper:
    """Give a restricted paper another audience; from now on the others do not find it any more.

    :raises NotPermitted: the actor may not add papers.
    :raises NotRestricted: the paper is not restricted.
    :raises AudienceMissing: nobody is named.
    """
    require(actor, Can.ADD_PAPER, paper)
    paper = lock(paper)
    if paper.visibility != Visibility.RESTRICTED:
        raise NotRestricted()
    PaperAudience.objects.filter(paper=paper).delete()
    write_audience(paper, audience)
    audit.record(actor, "sessions.change_audience", paper, fields=("audience",))
    return paper


def write_audience(paper: Paper, audience: Audience) -> None:
    """Write the lines of a restricted paper that has none; others need none.

    :raises AudienceMissing: the paper is restricted and nobody is named.
    """
    if paper.visibility != Visibility.RESTRICTED:
        return
    if audience.is_empty:
        raise AudienceMissing()
    PaperAudience.objects.bulk_create(
        [
            *(PaperAudience(paper=paper, role=role) for role in sorted(audience.roles)),
            *(PaperAudience(paper=paper, committee=one) for one in audience.committees),
            *(PaperAudience(paper=paper, person=one) for one in audience.people),
        ]
    )
