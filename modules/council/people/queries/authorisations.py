"""Reading authorisations: which there are, who could be authorised, and in which capacity somebody signs."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from council.people.law import MAY_ACT_FOR_CHAIR, ActingAs
from council.people.models import Authorisation, Post
from council.people.permissions import Can
from council.people.workflow import PostState, Rank
from kernel.access import Actor, may, require
from kernel.refusal import NotFound


def list_authorisations(actor: Actor) -> QuerySet[Authorisation]:
    """Return all authorisations, the latest first.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    return _with_people().order_by("-from_on", "-created_at", "id")


def get_authorisation(actor: Actor, authorisation_id: UUID) -> Authorisation:
    """Return one authorisation.

    :raises NotFound: there is none, or the actor may not see it.
    """
    found = _with_people().filter(id=authorisation_id).first()
    if found is None or not may(actor, Can.READ):
        raise NotFound()
    return found


def list_who_may_act(*, on: date) -> QuerySet[Post]:
    """Return the posts whose holders may be authorised to act for the chair."""
    roles = {role for roles in MAY_ACT_FOR_CHAIR.values() for role in roles}
    posts: QuerySet[Post] = Post.objects.held(on).filter(state=PostState.HELD, role__in=roles)
    return posts.select_related("person", "committee", "team").order_by("person__sort_key", "id")


def acting_as(actor: Actor, *, role: str) -> ActingAs | None:
    """Return in which way the actor acts for the chair by a post at this moment, None when only for herself."""
    ways = actor.acts_for(role)
    return next((way for way in ActingAs if way in ways), None)


def is_only_deputy(actor: Actor, *, role: str, committee_id: UUID | None, on: date) -> bool:
    """Tell whether the actor holds a post of a body as a deputy, and not as its head."""
    held = Post.objects.held(on).filter(person_id=actor.person_id, role=role, committee_id=committee_id)
    return set(held.values_list("rank", flat=True)) == {Rank.DEPUTY}


def _with_people() -> QuerySet[Authorisation]:
    posts = ("giver__person", "receiver__person", "receiver__committee", "receiver__team")
    authorisations: QuerySet[Authorisation] = Authorisation.objects.select_related(*posts)
    return authorisations
