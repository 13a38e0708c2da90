"""The addresses of servers that somebody else runs: are they whole, and does the server answer?"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import psycopg2
import redis

from config.development.trouble import Trouble

DATABASE_NAMES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_READER_URL")


def given(source: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Return the named variables.

    :raises Trouble: one is missing though another is there.
    """
    found = {name: source[name] for name in names if source.get(name)}
    for name in names:
        if name not in found:
            raise Trouble(f"{name} is not set; `python3 dev database prepare` makes the logins and prints all three")
    return found


def check_database(url: str, variable: str) -> None:
    """Make sure that a PostgreSQL answers at the address.

    :raises Trouble: it is no PostgreSQL address, nobody answers, or the login is refused.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise Trouble(f"{variable} must look like postgresql://user:password@host:5432/database")
    try:
        psycopg2.connect(url, connect_timeout=5).close()
    except (psycopg2.Error, UnicodeError) as failure:
        raise Trouble(f"{variable}: {one_line(failure)}") from failure


def check_redis(url: str) -> None:
    """Make sure that a Redis answers at REDIS_URL.

    :raises Trouble: it is no Redis address, nobody answers, or the password is refused.
    """
    try:
        client = redis.Redis.from_url(url, socket_connect_timeout=5, socket_timeout=5)
        client.ping()
        client.close()
    except (redis.RedisError, ValueError, OSError) as failure:
        raise Trouble(f"REDIS_URL: {one_line(failure)}") from failure


def one_line(failure: BaseException) -> str:
    """Return an error's first sentence, with no line breaks and no password."""
    text = " ".join(str(failure).split()) or type(failure).__name__
    return re.sub(r"(://[^:/@\s]*:)[^@\s]*@", r"\1…@", text)
