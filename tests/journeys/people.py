"""The people of a journey, made by the ordinary actions where the product has no page for it yet.

Run beside a product: ``python -m tests.journeys.people operator`` or ``… council SUBDOMAIN``; answers in JSON.
"""

import json
import sys
from typing import Any

DELEGATES = ("Nguyễn Thị An", "Trần Văn Bách", "Lê Thu Chi", "Phạm Minh Dũng")
INVITED = "Hoàng Ngọc Yến"
CHAIR, CLERK, OPERATOR = "chutich", "vanphong", "vanhanh"
PASSWORD = "ngọn đèn đứng gác"
PHONE_KEY = "00112233445566778899aabbccddeeff00112233"


def phone_code(key: bytes = bytes.fromhex(PHONE_KEY)) -> str:
    """Return the code that the phone shows now."""
    from django_otp.oath import TOTP

    return f"{TOTP(key).token():06d}"


def operator() -> None:
    """Let an operator in, with a phone."""
    from kernel.accounts.demo import make_account
    from tenancy.place import in_public

    with in_public():
        make_account(
            username=OPERATOR, full_name="Vũ Hồng Vân", password=PASSWORD, roles=["operator"], totp_key=PHONE_KEY
        )


def council(subdomain: str) -> dict[str, str]:
    """Give a council its chair, five delegates and a clerk, all but one with an account; return her mandate."""
    from council.roles import Role

    with _entered(subdomain):
        chair = _delegate("Đỗ Quang Khải", CHAIR, Role.COUNCIL_CHAIR)
        for number, name in enumerate(DELEGATES, 1):
            _delegate(name, f"daibieu{number}")
        invited = _delegate(INVITED)
        clerk("Ngô Ngọc Lan", CLERK, Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.RECORDS_CLERK)
        return {"chair": str(chair.id), "invited": str(invited.id)}


def office(subdomain: str) -> None:
    """Give a council somebody of its office."""
    from council.roles import Role

    with _entered(subdomain):
        clerk("Mai Kim Oanh", CLERK, Role.OFFICE_STAFF)


def _entered(subdomain: str) -> Any:
    from tenancy.models import Council
    from tenancy.place import entered, in_public

    with in_public():
        found = Council.objects.get(subdomain=subdomain)
    return entered(found)


def _delegate(name: str, username: str = "", *roles: Any) -> Any:
    from council.people import actions
    from council.people.queries import get_current_term
    from kernel import clock
    from kernel.access import Actor

    system = Actor.system("journey")
    person = actions.register_person(actor=system, full_name=name)
    mandate = actions.add_delegate(actor=system, person=person, term=get_current_term(), started_on=clock.today())
    if username:
        let_in(person, username, *roles)
    return mandate


def clerk(name: str, username: str, *roles: Any) -> None:
    from council.people import actions
    from kernel.access import Actor

    let_in(actions.register_person(actor=Actor.system("journey"), full_name=name), username, *roles)


def let_in(person: Any, username: str, *roles: Any) -> None:
    """Give a person posts and an account; who holds a post has a phone."""
    from council.people import actions
    from kernel import clock
    from kernel.access import Actor
    from kernel.accounts.demo import make_account

    system, today = Actor.system("journey"), clock.today()
    for role in roles:
        actions.appoint(actor=system, person=person, role=role, from_on=today)
    key = PHONE_KEY if roles else ""
    account = make_account(username=username, full_name=person.full_name, password=PASSWORD, totp_key=key)
    actions.link_account(actor=system, person=person, account=account, on=today)


if __name__ == "__main__":
    import django

    django.setup()
    made = {"operator": operator, "council": council, "office": office}[sys.argv[1]](*sys.argv[2:])
    sys.stdout.write(json.dumps(made))
