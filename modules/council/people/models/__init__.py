"""The people of one council: a person holds a mandate (elected) and posts (appointed), each for a time.

Rights follow from the mandates and the posts here.
"""

from council.people.models.authorisations import ACTING_NAMES, Authorisation
from council.people.models.bodies import Committee, Team, TermOfOffice
from council.people.models.composition import Education, Party, Sector
from council.people.models.constituencies import Constituency
from council.people.models.handover import Duty, Handover
from council.people.models.mandates import Mandate, MandateChange, TeamStay
from council.people.models.outside import OUTSIDE_KINDS, Contact, OutsideBody
from council.people.models.people import Gender, OutsideOffice, Person, SensitiveProfile
from council.people.models.portraits import Portrait
from council.people.models.posts import Post
from council.people.models.programmes import ProgrammeKind, TeamProgramme
from council.people.models.sheets import SheetImport, SheetKind

__all__ = [
    "ACTING_NAMES",
    "OUTSIDE_KINDS",
    "Authorisation",
    "Committee",
    "Constituency",
    "Contact",
    "Duty",
    "Education",
    "Gender",
    "Handover",
    "Mandate",
    "MandateChange",
    "OutsideBody",
    "OutsideOffice",
    "Party",
    "Person",
    "Portrait",
    "Post",
    "ProgrammeKind",
    "Sector",
    "SensitiveProfile",
    "SheetImport",
    "SheetKind",
    "Team",
    "TeamProgramme",
    "TeamStay",
    "TermOfOffice",
]
