"""People for tests, stored as the actions store them."""

from datetime import date
from itertools import count
from typing import Any

from council.people.actions import Particulars, Reached, add_contact, add_delegate, add_outside, register_person
from council.people.law import OutsideKind
from council.people.models import Committee, Constituency, Contact, Mandate, OutsideBody, Person, Team, TermOfOffice
from kernel.access import Actor
from kernel.accounts.models import Account

_numbers = count(1)
STARTED = date(2026, 4, 2)
SYSTEM_ACTOR = Actor.system("test")


def make_term(**changes: Any) -> TermOfOffice:
    """Return the present term of office, made when there is none."""
    known: dict[str, Any] = {"number": 16, "name": "2026-2031", "starts_on": STARTED, "seats_total": 25}
    present = TermOfOffice.objects.filter(state="current").first()
    return present or TermOfOffice.objects.get_or_create(number=16, defaults={**known, **changes})[0]


def make_person(full_name: str = "", **changes: Any) -> Person:
    """Return a person of this name, or of a counted one: who is made later sorts later."""
    return register_person(actor=SYSTEM_ACTOR, full_name=full_name or f"Nguyễn Văn Thử {next(_numbers):05}", **changes)


def make_delegate(full_name: str = "", **changes: Any) -> Mandate:
    """Return the active mandate of a new delegate."""
    person = changes.pop("person", None) or make_person(full_name)
    if isinstance(changes.get("constituency"), str):
        changes["constituency"] = make_constituency(changes["constituency"])
    return add_delegate(
        actor=SYSTEM_ACTOR, person=person, term=make_term(), started_on=changes.pop("started_on", STARTED), **changes
    )


def make_delegates(number: int) -> list[Mandate]:
    """Return so many active mandates."""
    return [make_delegate() for _ in range(number)]


def make_committee(name: str = "Ban Pháp chế", kind: str = "legal") -> Committee:
    """Return a committee of the present term."""
    return Committee.objects.get_or_create(term=make_term(), kind=kind, defaults={"name": name})[0]


def make_constituency(name: str = "Đơn vị bầu cử số 1", **changes: Any) -> Constituency:
    """Return a constituency of the present term; without a number it gets the next one."""
    term = make_term()
    number = changes.pop("number", term.constituencies.count() + 1)
    known = {"number": number, **changes}
    return Constituency.objects.get_or_create(term=term, name=name, defaults=known)[0]


def make_team(number: int = 1) -> Team:
    """Return a team of the present term."""
    return Team.objects.get_or_create(term=make_term(), number=number, defaults={"name": f"Tổ số {number}"})[0]


def make_outside(name: str = "Sở Tài chính", kind: str = "agency", **known: str) -> OutsideBody:
    """Return a body outside the council."""
    return add_outside(actor=SYSTEM_ACTOR, particulars=Particulars(name, OutsideKind(kind), **known))


def make_contact(body: OutsideBody | None = None, full_name: str = "Phạm Thu Hằng", **known: str) -> Contact:
    """Return a contact of a body outside, since the council's first day."""
    reached = Reached(full_name, **{"email": f"dau.moi{next(_numbers)}@vidu.vn", **known})
    return add_contact(actor=SYSTEM_ACTOR, body=body or make_outside(), reached=reached, from_on=STARTED)


def make_account(full_name: str = "Tài khoản thử", **changes: Any) -> Account:
    """Return an active account with a name of its own."""
    known: dict[str, Any] = {"username": f"thu{next(_numbers)}", "full_name": full_name, "state": "active"}
    return Account.objects.create(**{**known, **changes})
