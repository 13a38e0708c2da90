"""What every model declares about its rows: who may do what in PostgreSQL, what is personal, how long.

    class Petition(Row):
        keeping = Keeping(Rights.EDIT, personal=("voter_name",), kept="20 years")

The rights are given to the council's own database role (or, for shared tables, to the hub's role)
and are part of the schema's fingerprint. A model that declares nothing fails a house test.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Rights(Enum):
    """What the place's database role may do with a table; the value is PostgreSQL's own words."""

    READ = ("SELECT",)
    APPEND = ("SELECT", "INSERT")
    EDIT = ("SELECT", "INSERT", "UPDATE")
    FULL = ("SELECT", "INSERT", "UPDATE", "DELETE")
    NONE = frozenset[str]()  # an empty tuple would become a bare object in the first releases of Python 3.11


@dataclass(frozen=True)
class Keeping:
    """The declaration of one model.

    ``rights`` are the place's role's; ``personal`` names the fields with personal data; ``kept`` is
    the retention in words ("permanent", "2 years", "with the account"); ``reader`` lets the
    province's and central readers (login ``hdnd_reader``) see a shared table; ``councils`` gives
    rights on a shared table to every council's role (a short list, checked by a test); ``wakes`` names the
    worker that a new row of a ledger must wake ("outbox", "audit" or "border").
    """

    rights: Rights
    personal: tuple[str, ...] = ()
    kept: str = ""
    reader: bool = False
    councils: Rights = Rights.NONE
    wakes: str = ""


_DECLARED: dict[str, Keeping] = {}


def declare(label: str, keeping: Keeping) -> None:
    """Declare for a model that is not ours, by its lower-case label (``otp_totp.totpdevice``)."""
    _DECLARED[label.lower()] = keeping


def keeping_of(model: Any) -> Keeping | None:
    """Return what a model class declares, or None when it is silent."""
    own = model.__dict__.get("keeping") or getattr(model, "keeping", None)
    return own or _DECLARED.get(model._meta.label_lower)
