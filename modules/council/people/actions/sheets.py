"""An uploaded list of people: taken, corrected cell by cell, imported as a whole or thrown away.

Nothing of a list reaches the register before every row is right; then all of it does, in one transaction.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.people.actions.constituencies import note_former_unit
from council.people.actions.mandates import Background, add_delegate
from council.people.actions.people import Private, record_sensitive, register_person
from council.people.actions.sheet_rows import write_outside, write_staff
from council.people.actions.showing import show_directory
from council.people.models import (
    Constituency,
    Gender,
    Person,
    SensitiveProfile,
    SheetImport,
    SheetKind,
    Team,
    TermOfOffice,
)
from council.people.permissions import Can
from council.people.queries import AnyRegister, check_sheet, get_current_term, load_register_of
from council.people.sheets import OutsideRegister, Register, StaffRegister, constituency_number
from council.people.sheets.delegates import PARTY_OF
from council.people.workflow import SheetState
from kernel import audit
from kernel.access import Actor, may, require, take
from kernel.refusal import NotFound, Refusal
from kernel.rows import lock
from kernel.sheets import Line, Typed

LONGEST_CELL = 1_000
# What a new list may change of somebody whom the register knows.
RENEWED = ("main_job", "phone", "email")


class SheetNotRight(Refusal):
    """Some rows of the list have faults; not one row is imported."""

    code = "sheet_not_right"
    message = _("Danh sách còn dòng chưa đúng. Chưa nhập dòng nào; hãy sửa các ô được nêu.")


@transaction.atomic
def take_sheet(
    *, actor: Actor, kind: SheetKind, file_name: str, typed: Sequence[Typed], started_on: date
) -> SheetImport:
    """Keep what an uploaded list says until it is right; it takes the place of the uploader's earlier one.

    :raises NotPermitted: the actor may not import.
    """
    require(actor, Can.IMPORT)
    mine = SheetImport.objects.filter(uploaded_by=actor.account_id, kind=kind, state=SheetState.CHECKING)
    for earlier in mine.select_for_update():
        _done(actor, earlier, "discard")
    sheet: SheetImport = SheetImport.objects.create(
        kind=kind,
        file_name=file_name[:200],
        started_on=started_on,
        rows=[[row.number, row.cells] for row in typed],
        rows_total=len(typed),
        uploaded_by=actor.account_id,
    )
    audit.record(actor, "people.take_sheet", sheet)
    return sheet


@transaction.atomic
def correct_sheet(
    *,
    actor: Actor,
    sheet: SheetImport,
    version: int,
    cells: Mapping[tuple[int, str], str],
    dropped: Collection[int] = (),
) -> SheetImport:
    """Write other texts into cells and leave rows out; the register is not touched.

    :raises NotFound: it is somebody else's list.
    :raises StepNotAllowed: it is imported or thrown away.
    :raises VersionClash: it was corrected in another window meanwhile.
    """
    sheet = _locked(actor, sheet, version)
    take("import", actor, sheet)
    rows = [[number, dict(texts)] for number, texts in sheet.rows if number not in dropped]
    by_number = {number: texts for number, texts in rows}
    for (number, column), text in cells.items():
        if number in by_number:
            by_number[number][column] = " ".join(text.split())[:LONGEST_CELL]
    sheet.rows, sheet.rows_total, sheet.version = rows, len(rows), sheet.version + 1
    sheet.save(update_fields=["rows", "rows_total", "version"])
    audit.record(actor, "people.correct_sheet", sheet, fields=("rows",))
    return sheet


@transaction.atomic
def discard_sheet(*, actor: Actor, sheet: SheetImport) -> SheetImport:
    """Throw a list away with all that was typed.

    :raises NotFound: it is somebody else's list.
    :raises StepNotAllowed: it is imported or thrown away already.
    """
    sheet = _locked(actor, sheet)
    take("discard", actor, sheet)
    return _done(actor, sheet, "discard")


@transaction.atomic
def import_sheet(*, actor: Actor, sheet: SheetImport, now: datetime) -> SheetImport:
    """Bring all rows of a list into the register; asking again for what is imported does nothing.

    The rows are checked once more, against the register of this moment.

    :raises NotFound: it is somebody else's list.
    :raises NotPermitted: the actor may not record what the list is of.
    :raises NoTermOpen: it is a list of delegates, and no term is open.
    :raises StepNotAllowed: it was thrown away.
    :raises SheetNotRight: a row has a fault; nothing is imported.
    """
    sheet = _locked(actor, sheet)
    if sheet.state == SheetState.IMPORTED:
        return sheet
    take("import", actor, sheet)
    # Two lists at once would not see each other's people.
    list(TermOfOffice.objects.select_for_update().order_by("id"))
    register = load_register_of(actor, SheetKind(sheet.kind))
    checked = check_sheet(actor, sheet, register)
    if checked.faults or not checked.lines:
        raise SheetNotRight()
    _write(actor, sheet, checked.lines, register)
    sheet.imported_at = now
    return _done(actor, sheet, "import")


def _write(actor: Actor, sheet: SheetImport, lines: list[Line], register: AnyRegister) -> None:
    if isinstance(register, OutsideRegister):
        write_outside(actor=actor, lines=lines, register=register, from_on=sheet.started_on)
    elif isinstance(register, StaffRegister):
        write_staff(actor=actor, lines=lines, register=register, from_on=sheet.started_on)
    else:
        _write_delegates(actor, sheet, lines, register)


def _write_delegates(actor: Actor, sheet: SheetImport, lines: list[Line], register: Register) -> None:
    term = get_current_term()
    teams = _teams(actor, term, lines)
    numbers = _numbers_of_constituencies(lines, register)
    constituencies = _constituencies(actor, term, set(numbers.values()))
    _note_former_units(actor, lines, numbers, constituencies)
    for line in lines:
        person = _person(actor, line, register.known(line))
        seat = {**_seat(line.values, teams), "constituency": constituencies.get(numbers.get(line.number, 0))}
        add_delegate(actor=actor, person=person, term=term, started_on=sheet.started_on, **seat)
    show_directory(term, actor=actor)


def _locked(actor: Actor, sheet: SheetImport, version: int | None = None) -> SheetImport:
    sheet = lock(sheet, version=version)
    if sheet.uploaded_by != actor.account_id:
        raise NotFound()
    return sheet


def _done(actor: Actor, sheet: SheetImport, how: str) -> SheetImport:
    sheet.state, sheet.rows, sheet.version = sheet.STEPS[how].target, [], sheet.version + 1
    sheet.save(update_fields=["state", "rows", "version", "imported_at"])
    audit.record(actor, f"people.{how}_sheet", sheet, fields=("state",))
    return sheet


def _teams(actor: Actor, term: TermOfOffice, lines: list[Line]) -> dict[int, Team]:
    """Return the term's teams by number; a term without any gets those of the list."""
    teams = {team.number: team for team in term.teams.all()}
    wanted = sorted({line.values["team"] for line in lines if "team" in line.values} - teams.keys())
    for number in wanted:
        name = _("Tổ đại biểu số %(number)d") % {"number": number}
        teams[number] = Team.objects.create(term=term, number=number, name=name)
        audit.record(actor, "people.add_team", teams[number])
    return teams


def _numbers_of_constituencies(lines: list[Line], register: Register) -> dict[int, int]:
    """Return the constituency's number for the number of each row that names one."""
    found = {
        line.number: constituency_number(line.values["constituency"], register)
        for line in lines
        if "constituency" in line.values
    }
    return {row: number for row, number in found.items() if number is not None}


def _constituencies(actor: Actor, term: TermOfOffice, wanted: set[int]) -> dict[int, Constituency]:
    """Return the term's constituencies by number; a term without any gets those of the list."""
    known = {each.number: each for each in term.constituencies.all()}
    for number in sorted(wanted - known.keys()):
        name = _("Đơn vị bầu cử số %(number)d") % {"number": number}
        known[number] = Constituency.objects.create(term=term, number=number, name=name)
        audit.record(actor, "people.add_constituency", known[number])
    return known


def _note_former_units(
    actor: Actor, lines: list[Line], numbers: dict[int, int], constituencies: dict[int, Constituency]
) -> None:
    """Record of which unit the constituencies were that say nothing of it yet; the list was checked to agree."""
    named = {
        numbers[line.number]: line.values["former_unit"] for line in reversed(lines) if "former_unit" in line.values
    }
    for number, unit in sorted(named.items()):
        known = constituencies[number]
        if not known.former_unit:
            note_former_unit(actor, known, unit)


def _seat(values: dict[str, Any], teams: dict[int, Team]) -> dict[str, Any]:
    return {
        "team": teams.get(values.get("team", 0)),
        "full_time": values.get("full_time", False),
        "background": Background(values.get("sector", ""), values.get("served_before")),
    }


def _person(actor: Actor, line: Line, known_id: UUID | None) -> Person:
    """Return the person of a row, from the register when she served before, with what is kept apart."""
    values = line.values
    known = Person.objects.filter(id=known_id).first() if known_id else None
    person = _renewed(actor, known, values) if known else _registered(actor, values)
    private = _private(values)
    if may(actor, Can.RECORD_SENSITIVE, person) and private != Private():
        record_sensitive(actor=actor, person=person, private=_with_what_was_known(person, private))
    return person


def _registered(actor: Actor, values: dict[str, Any]) -> Person:
    return register_person(
        actor=actor,
        full_name=values["full_name"],
        gender=Gender(values["gender"]),
        birth_year=values["birth"][0],
        **{name: values.get(name, "") for name in RENEWED},
    )


def _renewed(actor: Actor, person: Person, values: dict[str, Any]) -> Person:
    """Write what the list says anew of somebody known; an empty cell takes nothing away."""
    changed = [name for name in RENEWED if values.get(name) and values[name] != getattr(person, name)]
    for name in changed:
        setattr(person, name, values[name])
    if changed:
        person.version += 1
        person.save(update_fields=[*changed, "version"])
        audit.record(actor, "people.renew_person", person, fields=changed)
    return person


def _private(values: dict[str, Any]) -> Private:
    return Private(
        ethnicity=values.get("ethnicity", ""),
        religion=values.get("religion", ""),
        education=values.get("education", ""),
        party=PARTY_OF[values["party"]] if "party" in values else "",
        birth_on=values["birth"][1],
        id_number=values.get("id_number", ""),
        home_address=values.get("home_address", ""),
    )


def _with_what_was_known(person: Person, private: Private) -> Private:
    """A cell left empty takes nothing away that the register knows."""
    known = SensitiveProfile.objects.filter(person=person).first()
    if known is None:
        return private
    return Private(**{name: getattr(private, name) or getattr(known, name) for name in SensitiveProfile.FIELDS})
