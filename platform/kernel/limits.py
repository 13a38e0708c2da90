"""How often somebody may knock: counts in fixed windows, kept in Redis, per place.

This is the outer fence against floods from one address. What must hold even without Redis (wrong
passwords, wrong codes) is counted in the database; so when Redis does not answer, the fence stands
open and the log says so, and people can still sign in.
"""

import logging
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

from kernel.place import named
from kernel.redis import memory
from kernel.refusal import Refusal

logger = logging.getLogger(__name__)


class TooMany(Refusal):
    """This address or account knocked too often; ``seconds`` is how long to wait at most."""

    code = "too_many"
    message = _("Có quá nhiều yêu cầu trong thời gian ngắn. Vui lòng thử lại sau ít phút.")

    def __init__(self, message: Any = None, *, field: str | None = None, seconds: int = 0) -> None:
        super().__init__(message, field=field)
        self.seconds = seconds


def count(name: str, subject: str, *, times: int, seconds: int) -> None:
    """Count one knock of a subject (an address, an account) at a named door.

    The window begins with its first knock and lasts ``seconds``.

    :raises TooMany: it is more than ``times`` in the window.
    """
    key = named(f"limit:{name}:{sha256(subject.encode()).hexdigest()[:32]}")
    try:
        with memory().pipeline(transaction=True) as pipe:
            pipe.incr(key)
            pipe.expire(key, seconds, nx=True)
            pipe.ttl(key)
            knocks, _began, left = pipe.execute()
    except RedisError as error:
        logger.warning("the limit of %s was not counted: %s", name, type(error).__name__)
        return
    if int(knocks) > times:
        raise TooMany(seconds=max(int(left), 1))
