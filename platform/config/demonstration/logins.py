"""Who can sign in to the demonstration, and with what. Known to everybody, therefore never in production."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_otp.oath import TOTP

from council.people import actions
from council.people.law import CommitteeKind
from council.people.models import Committee, Mandate, Person
from council.roles import Role
from kernel import clock
from kernel.access import Actor, actor_of
from kernel.accounts.demo import make_account
from kernel.accounts.models import Account

PASSWORD = "minh hoạ 2026"  # noqa: S105 -- of the demonstration, told to everybody
PHONE_KEY = "6864 6e64 2d73 6f2d 6d69 6e68 2d68 6f61 2d32 3032".replace(" ", "")
OPERATOR = "vanhanh"
# Whom the trial identity opens an account for, by an address that no letter reaches.
ADDRESSES, WITH_ADDRESS = "minhhoa.example", frozenset({"daibieu1", "quantri"})
ACTOR = Actor.system("demo")


@dataclass(frozen=True)
class Clerk:
    """A demo login of the office: who works for the council without a mandate."""

    username: str
    full_name: str
    roles: tuple[Role, ...]


OFFICE = {
    "province": (
        Clerk("chanhvp", "Trịnh Quang Bách", (Role.OFFICE_CHIEF,)),
        Clerk("chuyenvien", "Đỗ Thu Hằng", (Role.OFFICE_STAFF,)),
        Clerk("vanthu", "Mai Kim Oanh", (Role.RECORDS_CLERK,)),
        Clerk("thuky", "Tạ Minh Khôi", (Role.SESSION_SECRETARY,)),
        Clerk("bientap", "Lưu Thị Yến", (Role.EDITOR,)),
        Clerk("quantri", "Phan Đức Long", (Role.ADMINISTRATOR,)),
    ),
    "commune": (
        Clerk(
            "vanphong",
            "Ngô Ngọc Lan",
            (Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.RECORDS_CLERK, Role.SESSION_SECRETARY, Role.EDITOR),
        ),
        Clerk("quantri", "Cao Văn Dũng", (Role.ADMINISTRATOR,)),
    ),
}
# Who writes what the portal says.
WRITERS = {"province": "bientap", "commune": "vanphong"}
DELEGATES = {"province": 10, "commune": 5}
# The delegates of whom a counting board is made: they enter what they counted.
COUNTERS = ("daibieu2", "daibieu3", "daibieu4")
HEAD, MEMBER = "truongban", "thanhvienban"
COMMITTEE, OTHER_COMMITTEE = CommitteeKind.ECONOMY_BUDGET, CommitteeKind.LEGAL


def code_now() -> str:
    """Return the code that every demo login's phone shows at this moment (6 digits, good for 30 seconds)."""
    return f"{TOTP(bytes.fromhex(PHONE_KEY)).token():06d}"


def open_office(level: str) -> None:
    """Give each clerk of a level a person, posts and a login."""
    for clerk in OFFICE[level]:
        person = actions.register_person(actor=ACTOR, full_name=clerk.full_name)
        for role in clerk.roles:
            actions.appoint(actor=ACTOR, person=person, role=role, from_on=clock.today())
        _let_in(clerk.username, clerk.full_name, person)


def open_committee(mandates: list[Mandate], *, on: date) -> Person:
    """Give the head of a committee and one member, appointed for it, a login; return the member."""
    committee = Committee.objects.get(kind=COMMITTEE)
    head = next(one for one in mandates if one.person.posts.filter(committee=committee).exists())
    member = next(one for one in reversed(mandates) if not one.full_time and not one.person.posts.exists())
    actions.appoint(actor=ACTOR, person=member.person, role=Role.COMMITTEE_MEMBER, from_on=on, committee=committee)
    for username, mandate in ((HEAD, head), (MEMBER, member)):
        _let_in(username, mandate.person.full_name, mandate.person)
    return member.person


def open_delegates(mandates: list[Mandate], level: str) -> None:
    """Give the chair, one vice chair and some delegates without one a login."""
    chair = _holder(mandates, Role.COUNCIL_CHAIR)
    vice = _holder(mandates, Role.COUNCIL_VICE_CHAIR)
    _let_in("chutich", chair.person.full_name, chair.person)
    _let_in("phochutich", vice.person.full_name, vice.person)
    known = set(Account.objects.filter(person_id__isnull=False).values_list("person_id", flat=True))
    others = [mandate for mandate in mandates if mandate.person_id not in known]
    for number, mandate in enumerate(others[: DELEGATES[level]], 1):
        _let_in(f"daibieu{number}", mandate.person.full_name, mandate.person)


def open_operator() -> Account:
    """Give the platform's demo operator a login in the public place."""
    known = Account.objects.filter(username=OPERATOR).first()
    return known or make_account(
        username=OPERATOR,
        full_name=str(_("Người vận hành minh hoạ")),
        password=PASSWORD,
        roles=["operator"],
        totp_key=PHONE_KEY,
    )


def acting(username: str, now: datetime) -> Actor:
    """Return who a demo login is, as after her second factor."""
    return actor_of(Account.objects.get(username=username), on=clock.local_day(now), second_factor=True)


def _holder(mandates: list[Mandate], role: Role) -> Mandate:
    return next(mandate for mandate in mandates if mandate.person.posts.filter(role=role).exists())


def _let_in(username: str, full_name: str, person: Any) -> None:
    account = make_account(
        username=username,
        full_name=full_name,
        password=PASSWORD,
        email=f"{username}@{ADDRESSES}" if username in WITH_ADDRESS else "",
        totp_key=PHONE_KEY,
    )
    actions.link_account(actor=ACTOR, account=account, person=person, on=clock.today())
