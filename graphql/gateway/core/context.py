"""What resolvers know of the question under way: who asks, where, and which councils are in reach."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Q, QuerySet

from gateway.core.bucket import Charge
from gateway.core.caller import Caller
from gateway.core.lookup import Lookup
from gateway.models import Endpoint
from kernel.place import current_key
from tenancy.models import Council
from tenancy.workflow import Status

USING = "figures"
_HERE = "here"  # stands for the place in a statement that is kept for all places


class Sign(NamedTuple):
    """What figures tell of a council."""

    key: str
    id: UUID
    unit_code: str
    name: str


@dataclass
class Context:
    """One question's surroundings. Everything is read through the readers' own login.

    ``charged`` is what was taken from the caller's allowance for it, ``nodes`` how many rows it may give.
    """

    endpoint: Endpoint
    caller: Caller
    language: str
    request_id: str
    charged: Charge | None = None
    nodes: int = 0

    @property
    def reach(self) -> QuerySet[Council]:
        """Return the councils that this endpoint may tell about: at a portal the council alone, at a council's
        own endpoint itself and its communes, at the central one all.
        """
        return _reach(self.endpoint, current_key())

    @cached_property
    def lookup(self) -> Lookup:
        """Return what this question has met of publications."""
        return Lookup(USING)

    @cached_property
    def councils(self) -> dict[str, Council]:
        """Return the councils in reach by their keys, read once for a question."""
        return {council.key: council for council in self.reach}

    @cached_property
    def signs(self) -> dict[str, Sign]:
        """Return what figures tell of the councils in reach by their keys, read once for a question."""
        return {row[0]: Sign(*row) for row in _read(self.endpoint, Sign._fields)}

    @cached_property
    def keys(self) -> list[str]:
        """Return only the keys of the councils in reach; figures that PostgreSQL writes need no more of them."""
        return list(self.signs) if "signs" in self.__dict__ else [key for (key,) in _read(self.endpoint, ("key",))]

    @cached_property
    def councils_by_id(self) -> dict[Any, Council]:
        """Return the councils in reach by their ids."""
        return {council.pk: council for council in self.councils.values()}


def snapshot() -> AbstractContextManager[Any]:
    """Return a block in which all that is read belongs to the same moment."""
    return nullcontext() if connections[USING].in_atomic_block else transaction.atomic(using=USING)


def _reach(endpoint: Endpoint, place: str) -> QuerySet[Council]:
    known = Council.objects.using(USING).filter(has_council=True).exclude(status=Status.FOUNDING)
    if endpoint == Endpoint.CENTRAL:
        return known
    if endpoint == Endpoint.PORTAL:
        return known.filter(key=place)
    return known.filter(Q(key=place) | Q(parent__key=place))


def _read(endpoint: Endpoint, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    text, values = _reading(endpoint, columns)
    place = current_key()
    with connections[USING].cursor() as cursor:
        cursor.execute(text, [place if value is _HERE else value for value in values])
        return list(cursor.fetchall())


@lru_cache(maxsize=8)
def _reading(endpoint: Endpoint, columns: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    """Return the statement that reads columns of the councils in reach, made once for all places, with its values."""
    text, values = _reach(endpoint, _HERE).values_list(*columns).query.get_compiler(USING).as_sql()
    return text, tuple(_HERE if value == _HERE else value for value in values)
