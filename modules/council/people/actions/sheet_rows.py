"""The rows of lists of bodies outside and of the office's people, brought into the register."""

from datetime import date

from council.people.actions.contacts import Reached, add_contact
from council.people.actions.outside import Particulars, add_outside
from council.people.actions.people import register_person
from council.people.actions.posts import Conditions, appoint
from council.people.law import OutsideKind
from council.people.models import OutsideBody, Person
from council.people.sheets import OutsideRegister, StaffRegister
from council.people.sheets.outside import body_of
from council.people.sheets.staff import POSTS, role_of
from kernel.access import Actor
from kernel.sheets import Line


def write_outside(*, actor: Actor, lines: list[Line], register: OutsideRegister, from_on: date) -> None:
    """Make the bodies of a list that are not known, and record the contacts of all.

    :raises NotPermitted: the actor may not keep bodies outside.
    """
    known = OutsideBody.objects.in_bulk([body_id for body_id, _kind in register.bodies.values()])
    bodies = {name: known[body_id] for name, (body_id, _kind) in register.bodies.items()}
    for line in lines:
        name = body_of(line)
        body = bodies.get(name) or bodies.setdefault(name, _body(actor, line))
        if "contact_name" in line.values:
            add_contact(actor=actor, body=body, reached=_reached(line), from_on=from_on)


def write_staff(*, actor: Actor, lines: list[Line], register: StaffRegister, from_on: date) -> None:
    """Record the office's people with their posts; nobody is let in by it.

    :raises NotPermitted: the actor may not appoint.
    """
    for line in lines:
        person = _person(actor, line, register)
        for role, rank in (role_of(line.values[name]) for name in POSTS if name in line.values):
            appoint(
                actor=actor,
                person=person,
                role=role,
                from_on=from_on,
                decision=line.values.get("decision", ""),
                conditions=Conditions(rank=rank),
            )


def _body(actor: Actor, line: Line) -> OutsideBody:
    texts = {name: line.values.get(name, "") for name in ("name", "abbreviation", "address", "email")}
    return add_outside(actor=actor, particulars=Particulars(kind=OutsideKind(line.values["kind"]), **texts))


def _reached(line: Line) -> Reached:
    return Reached(
        *(line.values.get(name, "") for name in ("contact_name", "contact_post", "contact_phone", "contact_email"))
    )


def _person(actor: Actor, line: Line, register: StaffRegister) -> Person:
    known = register.known(line)
    if known is not None:
        person: Person = Person.objects.get(id=known)
        return person
    texts = {name: line.values.get(name, "") for name in ("full_name", "email", "phone")}
    return register_person(actor=actor, **texts)
