"""The programmes of a team, by year."""

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from council.people.models import Team, TeamProgramme
from council.people.permissions import Can
from council.people.workflow import ProgrammeState
from kernel.access import Actor, may
from kernel.files.models import StoredFile
from kernel.refusal import NotFound


@dataclass(frozen=True)
class ProgrammeYear:
    """The programmes of a team in one year: work before supervision, what stands before what was withdrawn."""

    year: int
    programmes: tuple[TeamProgramme, ...]


def list_programmes(team: Team) -> list[ProgrammeYear]:
    """Return a team's programmes, the latest year first. The caller got the team from a query."""
    found = TeamProgramme.objects.filter(team=team).order_by("-year", "state", "-kind", "created_at", "id")
    return [ProgrammeYear(year, tuple(rows)) for year, rows in groupby(found, key=lambda each: each.year)]


def get_programme(actor: Actor, programme_id: UUID) -> TeamProgramme:
    """Return a programme with its team.

    :raises NotFound: there is none, or the actor may not see it.
    """
    found: TeamProgramme | None = (
        TeamProgramme.objects.filter(id=programme_id).select_related("team__term", "file").first()
    )
    if found is None or not may(actor, Can.READ):
        raise NotFound()
    return found


def get_programme_file(actor: Actor, programme_id: UUID) -> StoredFile:
    """Return the PDF of a programme that stands.

    :raises NotFound: there is none, it was withdrawn, or the actor may not see it.
    """
    programme = get_programme(actor, programme_id)
    if programme.state != ProgrammeState.RECORDED:
        raise NotFound()
    return programme.file
