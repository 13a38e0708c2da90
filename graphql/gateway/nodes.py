"""What every object of the API has: an opaque id, and a way back from it."""

from typing import Any

import graphene

from gateway.core.context import Context
from gateway.core.ids import NodeId, decoded
from gateway.core.open import both
from gateway.models import Scope


class Node(graphene.Interface):
    """An object with an id that stands for it at this endpoint."""

    class Meta:
        description = both("Đối tượng có mã định danh.", "An object with an id.")

    id = graphene.ID(required=True, description=both("Mã định danh, không diễn giải.", "The id; opaque."))


def claimed(text: str, type_name: str, context: Context) -> NodeId | None:
    """Return what an id claims when it is of this type and its council is in reach, else None.

    The council in an id is a claim: nothing is looked up before it is compared with the caller's reach.
    """
    claim = decoded(text)
    if claim is None or claim.type_name != type_name or claim.council_key not in context.councils:
        return None
    return claim


def published(text: str, type_name: str, context: Context, model: Any) -> Any:
    """Return the published row that an id stands for, or None when it is not there for this caller."""
    claim = claimed(text, type_name, context)
    if claim is None:
        return None
    return model.objects.using("figures").filter(id=claim.key, council_key=claim.council_key).first()


def council_keys(ids: list[str] | None, context: Context) -> list[str]:
    """Return the keys of the councils with these ids, all in reach when none are given.

    An id that is not in reach stands for no council, so it adds nothing.
    """
    if ids is None:
        return context.keys
    claims = (claimed(text, "Council", context) for text in ids)
    return [claim.council_key for claim in claims if claim and context.councils[claim.council_key].pk == claim.key]


def may_see(scope: Scope, context: Context) -> bool:
    """Whether the caller's key opens objects of a scope."""
    return scope.value in context.caller.scopes
