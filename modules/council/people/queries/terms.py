"""The terms of office, and exactly what ends when the present one is closed."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db.models import Q, QuerySet

from council.people.law import FOR_DELEGATES
from council.people.models import Authorisation, Mandate, Post, TermOfOffice
from council.people.workflow import IN_OFFICE, AuthorisationState, PostState


@dataclass(frozen=True)
class WhatEnds:
    """The mandates, the posts of delegates and the authorisations that end with a term."""

    mandates: tuple[Mandate, ...]
    posts: tuple[Post, ...]
    authorisations: tuple[Authorisation, ...]

    @property
    def people(self) -> set[UUID]:
        """Return whose they are."""
        return {each.person_id for each in (*self.mandates, *self.posts)}

    @property
    def digest(self) -> str:
        """Return what tells this list from every other: each row with its version."""
        rows = (*self.mandates, *self.posts, *self.authorisations)
        return sha256("\n".join(sorted(f"{each.id} {each.version}" for each in rows)).encode()).hexdigest()


def find_what_ends(term: TermOfOffice) -> WhatEnds:
    """Return what ends with a term, by name. The caller may change terms."""
    mandates = Mandate.objects.filter(term=term, state__in=IN_OFFICE).select_related("person").by_name()
    posts = tuple(_posts().order_by("person__sort_key", "from_on", "id"))
    given = Authorisation.objects.filter(
        Q(giver__in=posts) | Q(receiver__in=posts), state=AuthorisationState.GIVEN
    ).select_related("receiver__person")
    return WhatEnds(tuple(mandates), posts, tuple(given.order_by("from_on", "id")))


def _posts() -> QuerySet[Post]:
    held: QuerySet[Post] = Post.objects.filter(state=PostState.HELD, role__in=FOR_DELEGATES)
    return held.select_related("person", "committee", "team")
