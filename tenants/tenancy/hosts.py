"""Which council a host leads to: asked of the database once a while, remembered in the process.

What is remembered cannot do harm: the status comes with each request's own switch, and the switch
refuses a schema that is not the council's. Unknown hosts are not remembered, so that nobody can fill the memory.
"""

import time
from dataclasses import dataclass
from threading import Lock

from tenancy.models import Council, Domain
from tenancy.place import in_public

SECONDS = 30.0
MOST = 10_000


@dataclass
class _Remembered:
    council: Council
    until: float


_hosts: dict[str, _Remembered] = {}
_lock = Lock()


def council_at(host: str) -> Council | None:
    """Return the council of a host name (lower case, without port), or None when there is none."""
    return remembered_at(host) or _ask(host)


def remembered_at(host: str) -> Council | None:
    """Return the council that this process remembers under exactly this name, or None when it must be asked for."""
    known = _hosts.get(host)
    return known.council if known and known.until > time.monotonic() else None


def forget(host: str | None = None) -> None:
    """Forget one host or all, after a change of name or address in this process."""
    with _lock:
        if host is None:
            _hosts.clear()
        else:
            _hosts.pop(host, None)


def _ask(host: str) -> Council | None:
    with in_public():
        domain = Domain.objects.select_related("tenant").filter(domain=host).first()
    with _lock:
        if domain is None:
            _hosts.pop(host, None)
            return None
        if len(_hosts) >= MOST:
            _hosts.clear()
        _hosts[host] = _Remembered(domain.tenant, time.monotonic() + SECONDS)
    return domain.tenant
