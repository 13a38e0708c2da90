"""What a world has around its people: the programme of a team."""

from council.people.actions import Plan, add_programme
from council.people.models import ProgrammeKind, TeamProgramme
from kernel import clock
from tests.factories.halls import OFFICE
from tests.factories.people import make_team
from tests.kernel.files.making import pdf, upload


def team_programme(mark: str) -> TeamProgramme:
    """Keep the programme of a team with its file."""
    plan = Plan(clock.today().year, ProgrammeKind.SUPERVISION, f"Chương trình giám sát {mark}")
    paper = upload("chuong-trinh.pdf", pdf(f"Chương trình {mark}"))
    return add_programme(actor=OFFICE, team=make_team(), plan=plan, upload=paper)
