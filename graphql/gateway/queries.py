"""Which keys there are in this place, and what they asked; never a secret, which nobody stores."""

from uuid import UUID

from django.db.models import Max, QuerySet

from gateway.models import ApiKey
from gateway.permissions import Can
from kernel.access import Actor, may, require
from kernel.refusal import NotFound


def list_keys(actor: Actor) -> QuerySet[ApiKey]:
    """Return the keys of this place, the newest first, each with the last day of use that is folded.

    :raises NotPermitted: the actor may not give keys.
    """
    require(actor, Can.GRANT_KEY)
    return ApiKey.objects.annotate(last_used_on=Max("uses__used_on")).order_by("-created_at", "-id")


def get_key(actor: Actor, key_id: UUID) -> ApiKey:
    """Return a key of this place.

    :raises NotFound: there is none, or the actor may not take keys back.
    """
    key = ApiKey.objects.filter(pk=key_id).first()
    if key is None or not may(actor, Can.REVOKE_KEY, key):
        raise NotFound()
    return key
