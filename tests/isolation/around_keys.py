"""A key of the open API with its use, as a council gives it to an agency."""

from datetime import timedelta

from gateway.actions import Wanted, grant_key, rotate_key
from gateway.models import ApiKey, KeyUse
from kernel import clock
from tests.factories.actors import actor_with


def used_key(mark: str) -> ApiKey:
    """Give a key, change its secret so that the old one still lives, and let it be used."""
    actor, now = actor_with("administrator"), clock.now()
    wanted = Wanted(f"Cơ quan {mark}", f"12/CV {mark}", ["council:read"], now + timedelta(days=30), f"Thử {mark}")
    key, _secret = grant_key(actor=actor, wanted=wanted, now=now)
    key, _secret = rotate_key(actor=actor, key=key, old_until_at=now + timedelta(days=1), now=now)
    KeyUse.objects.create(key=key, used_on=clock.local_day(now), requests=3, points=9, refusals={"FORBIDDEN": 1})
    return key
