"""What resolvers know of the question under way: who asks, where, and which councils are in reach."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from gateway.core.caller import Caller
from gateway.models import Endpoint
from kernel.place import current_key
from tenancy.models import Council
from tenancy.workflow import Status

USING = "figures"


@dataclass
class Context:
    """One question's surroundings. Everything is read through the readers' own login."""

    endpoint: Endpoint
    caller: Caller
    language: str
    request_id: str

    @property
    def reach(self) -> QuerySet[Council]:
        """Return the councils that this endpoint may tell about: at a council's host itself and its
        communes, at the central one all.
        """
        known = Council.objects.using(USING).filter(has_council=True).exclude(status=Status.FOUNDING)
        if self.endpoint == Endpoint.CENTRAL:
            return known
        place = current_key()
        return known.filter(Q(key=place) | Q(parent__key=place))

    @cached_property
    def councils(self) -> dict[str, Council]:
        """Return the councils in reach by their keys, read once for a question."""
        return {council.key: council for council in self.reach}

    @cached_property
    def councils_by_id(self) -> dict[Any, Council]:
        """Return the councils in reach by their ids."""
        return {council.pk: council for council in self.councils.values()}
