"""Giving letters and looking at them, in whatever council."""

from django.db import connection

from kernel.keys import new_key
from tenancy.border import hand_over
from tenancy.border.models import Received
from tenancy.models import Council
from tenancy.place import entered, in_public

COLUMNS = {"subject": "Đường hỏng", "days": 5}


class Killed(BaseException):
    """What a killed process leaves: nothing after this line has happened."""


def role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return str(cursor.fetchone()[0])


def give(case, commune, **changes):
    return hand_over(case.passage, **{"id": new_key(), "unit_code": commune.unit_code, "columns": COLUMNS, **changes})


def stand_of(letter) -> tuple[str, str]:
    letter.refresh_from_db()
    return letter.state, letter.because


def set_status(council, status) -> None:
    with in_public():
        Council.objects.filter(pk=council.pk).update(status=status)


def received_in(council) -> list[Received]:
    with entered(council):
        return list(Received.objects.order_by("at", "id"))
