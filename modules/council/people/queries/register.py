"""What the register knows that an uploaded list must not contradict, and the uploaded lists themselves."""

from collections import defaultdict
from uuid import UUID

from council.people.models import (
    Constituency,
    Mandate,
    Person,
    SensitiveProfile,
    SheetImport,
    SheetKind,
    Team,
    TermOfOffice,
)
from council.people.permissions import Can
from council.people.sheets import Register, check_delegates
from council.people.workflow import SheetState
from kernel.access import Actor, may
from kernel.refusal import NotFound
from kernel.sheets import Checked, Typed
from kernel.vietnamese import fold


def load_register(term: TermOfOffice) -> Register:
    """Return the people, the delegates of a term, and the numbers and addresses that are taken."""
    people: dict[tuple[str, int | None], list[UUID]] = defaultdict(list)
    for person_id, name, year in Person.objects.values_list("id", "search_name", "birth_year"):
        people[name, year].append(person_id)
    return Register(
        people=dict(people),
        delegates=frozenset(Mandate.objects.filter(term=term, ended_on=None).values_list("person_id", flat=True)),
        id_numbers=dict(SensitiveProfile.objects.exclude(id_number="").values_list("id_number", "person_id")),
        emails={
            email.lower(): person_id for email, person_id in Person.objects.exclude(email="").values_list("email", "id")
        },
        constituencies={
            fold(name): number for number, name in Constituency.objects.filter(term=term).values_list("number", "name")
        },
        teams=frozenset(Team.objects.filter(term=term).values_list("number", flat=True)),
    )


def get_sheet(actor: Actor, sheet_id: UUID) -> SheetImport:
    """Return a list that the actor uploaded; nobody sees another's.

    :raises NotFound: there is none, or it is somebody else's.
    """
    sheet = SheetImport.objects.filter(id=sheet_id, uploaded_by=actor.account_id).first()
    if sheet is None or not may(actor, Can.IMPORT):
        raise NotFound()
    return sheet


def find_open_sheet(actor: Actor, kind: SheetKind) -> SheetImport | None:
    """Return the actor's list of a kind that is neither imported nor thrown away, if there is one."""
    mine = SheetImport.objects.filter(uploaded_by=actor.account_id, kind=kind, state=SheetState.CHECKING)
    sheet: SheetImport | None = mine.order_by("-created_at").first()
    return sheet


def check_sheet(actor: Actor, sheet: SheetImport, register: Register) -> Checked:
    """Return the rows of a list as values, and every fault, by what the register knows now."""
    sensitive = may(actor, Can.RECORD_SENSITIVE)
    return check_delegates(typed_of(sheet), register=register, on=sheet.started_on, sensitive=sensitive)


def typed_of(sheet: SheetImport) -> list[Typed]:
    """Return a list's rows as they were typed."""
    return [Typed(number, cells) for number, cells in sheet.rows]
