"""What the register knows that an uploaded list must not contradict, and the uploaded lists themselves."""

from collections import defaultdict
from uuid import UUID

from council.people.models import (
    Constituency,
    Contact,
    Mandate,
    Person,
    Post,
    SensitiveProfile,
    SheetImport,
    SheetKind,
    Team,
    TermOfOffice,
)
from council.people.permissions import Can
from council.people.queries.delegates import find_current_term, get_current_term
from council.people.queries.outside import list_active
from council.people.sheets import (
    OutsideRegister,
    Register,
    StaffRegister,
    check_delegates,
    check_outside,
    check_staff,
    delegate_columns,
    outside_columns,
    staff_columns,
)
from council.people.workflow import ContactState, PostState, Rank, SheetState
from council.roles import Role
from kernel.access import Actor, may
from kernel.refusal import NotFound
from kernel.sheets import Checked, Column, Typed
from kernel.vietnamese import fold

AnyRegister = Register | OutsideRegister | StaffRegister


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
        former_units=_former_units(term) if term.is_merged else None,
        teams=frozenset(Team.objects.filter(term=term).values_list("number", flat=True)),
    )


def _former_units(term: TermOfOffice) -> dict[int, str]:
    named = Constituency.objects.filter(term=term).exclude(former_unit="")
    return dict(named.values_list("number", "former_unit"))


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


def check_sheet(actor: Actor, sheet: SheetImport, register: AnyRegister) -> Checked:
    """Return the rows of a list as values, and every fault, by what the register of its kind knows now."""
    typed = typed_of(sheet)
    if isinstance(register, OutsideRegister):
        return check_outside(typed, register=register)
    if isinstance(register, StaffRegister):
        return check_staff(typed, register=register)
    sensitive = may(actor, Can.RECORD_SENSITIVE)
    return check_delegates(typed, register=register, on=sheet.started_on, sensitive=sensitive)


def columns_of(actor: Actor, kind: SheetKind) -> tuple[Column, ...]:
    """Return the columns that the actor may fill in of a list of a kind."""
    if kind == SheetKind.OUTSIDE:
        return outside_columns()
    if kind == SheetKind.STAFF:
        return staff_columns()
    term = find_current_term()
    return delegate_columns(sensitive=may(actor, Can.RECORD_SENSITIVE), merged=term is not None and term.is_merged)


def load_register_of(actor: Actor, kind: SheetKind) -> AnyRegister:
    """Return what the council knows that a list of a kind must not contradict.

    :raises NoTermOpen: it is a list of delegates, and no term is open.
    """
    if kind == SheetKind.OUTSIDE:
        return load_outside_register()
    return load_staff_register(actor) if kind == SheetKind.STAFF else load_register(get_current_term())


def load_outside_register() -> OutsideRegister:
    """Return the active bodies outside and their present contacts."""
    bodies = list_active().values_list("id", "name", "kind")
    contacts = Contact.objects.filter(state=ContactState.CURRENT).values_list("body__name", "full_name")
    return OutsideRegister(
        bodies={fold(name): (body_id, kind) for body_id, name, kind in bodies},
        contacts=frozenset((fold(body), fold(name)) for body, name in contacts),
    )


def load_staff_register(actor: Actor) -> StaffRegister:
    """Return who has which address and which posts are held."""
    people = Person.objects.exclude(email="").values_list("id", "email", "search_name")
    held = Post.objects.filter(state=PostState.HELD)
    return StaffRegister(
        emails={email.lower(): (person_id, name) for person_id, email, name in people},
        held=frozenset(held.values_list("person_id", "role")),
        has_chief=held.filter(role=Role.OFFICE_CHIEF, rank=Rank.PRINCIPAL).exists(),
        own=actor.person_id,
    )


def typed_of(sheet: SheetImport) -> list[Typed]:
    """Return a list's rows as they were typed."""
    return [Typed(number, cells) for number, cells in sheet.rows]
