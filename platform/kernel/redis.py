"""The client of Redis for short-lived counts and marks: one per process, on database 1 (the broker has 0).

What lies here may vanish at any moment. Every key carries the place's own key, and nothing is ever flushed.
"""

from functools import cache
from urllib.parse import urlsplit

import redis
from django.conf import settings
from redis.backoff import ConstantBackoff
from redis.retry import Retry

MEMORY_DATABASE = 1
TIMEOUT_SECONDS = 2.0
# The library's own three retries keep a page waiting for seconds when Redis is away.
ONCE_MORE = Retry(ConstantBackoff(0.05), 1)


@cache
def memory() -> redis.Redis:
    """Return the process's client; it connects at its first command and again after a break."""
    address = urlsplit(settings.REDIS_URL)._replace(path=f"/{MEMORY_DATABASE}").geturl()
    return redis.Redis.from_url(
        address, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS, retry=ONCE_MORE
    )
