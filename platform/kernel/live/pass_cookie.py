"""The pass to a room: a signed cookie that the browser sends to the room's own address and nowhere else.

It holds for at most twelve hours, for one host, one place and one room. Two tabs in two rooms have two passes,
because the cookie's path is the room's address.
"""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponseBase

from kernel.live import names
from kernel.place import current_key

if TYPE_CHECKING:
    from kernel.access import Actor

COOKIE = "live"
ROOT = "/_live/"
LIFETIME = timedelta(hours=12)


@dataclass(frozen=True)
class Pass:
    """What the cookie claims: where, which room, who, and since when (Unix seconds)."""

    host: str
    place: str
    room: str
    role: str
    session: str
    account: str
    since: float

    @property
    def whom(self) -> tuple[str, ...]:
        """The names under which this pass can be revoked."""
        return (*(name for name in (self.session, self.account) if name), names.WHOM_PLACE)

    @property
    def device(self) -> str:
        """The name under which the listener is known to be there; empty for who is nobody."""
        return self.account or self.session

    def has_ended(self, now: float) -> bool:
        """Whether twelve hours have passed, or it is dated ahead of the clock by more than a minute."""
        return not self.since - 60 <= now < self.since + LIFETIME.total_seconds()


def address(room: str) -> str:
    """Return the address of a room's stream, for ``data-hx-sse:connect``."""
    return f"{ROOT}{names.checked(room)}/"


def admit(response: HttpResponseBase, *, request: HttpRequest, room: str, actor: "Actor", role: str = "reader") -> None:
    """Give the reader of this response a pass to a room of the current place.

    The caller has already decided that she may see the room. The pass ends with her session, when her
    account or the place is revoked, and after twelve hours.
    """
    given = Pass(
        host=bare_host(request.get_host()),
        place=current_key(),
        room=names.checked(room),
        role=role,
        session=names.whom_session(actor.session_key) if actor.session_key else "",
        account=names.whom_account(actor.account_id) if actor.account_id else "",
        since=time.time(),
    )
    response.set_cookie(
        COOKIE,
        sign(given),
        max_age=LIFETIME,
        path=address(room),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def sign(given: Pass) -> str:
    """Return a pass as the cookie's text."""
    return _signer().sign_object(list(vars(given).values()), compress=False)


def read(text: str, *, host: str, room: str, now: float) -> Pass | None:
    """Return the pass in a cookie, or None when it is forged, outlived, or for another host or room."""
    try:
        values = _signer().unsign_object(text)
        held = Pass(*values)
    except (BadSignature, TypeError, ValueError):
        return None
    fits = (held.host, held.room) == (bare_host(host), room)
    return held if fits and not held.has_ended(now) else None


def bare_host(host: str) -> str:
    """Return a host name without its port, in small letters."""
    name, colon, port = host.strip().lower().rpartition(":")
    return name if colon and port.isdigit() else host.strip().lower()


def _signer() -> Signer:
    return Signer(salt="kernel.live.pass")
