"""Where a session is broadcast: the address that its public page leads to."""

from django.db import transaction

from council.sessions.actions.refusals_after import BroadcastOver, BroadcastUnfit
from council.sessions.models import CouncilSession
from council.sessions.permissions import Can
from council.sessions.workflow import OPEN_AGENDA
from kernel import audit
from kernel.access import Actor, require
from kernel.files.links import host_of
from kernel.rows import lock


@transaction.atomic
def set_broadcast(*, actor: Actor, session: CouncilSession, version: int, broadcast: str) -> CouncilSession:
    """Set the address of the live broadcast, or take it off with an empty one; everybody sees it at once.

    :raises NotPermitted: the actor does not plan sessions.
    :raises VersionClash: somebody saved another version since ``version``.
    :raises BroadcastOver: the session is over, or will not be held.
    :raises BroadcastUnfit: it is no plain https address of a named host.
    """
    session = lock(session, version=version)
    require(actor, Can.PLAN, session)
    if session.state not in OPEN_AGENDA:
        raise BroadcastOver()
    address = broadcast.strip()
    host = host_of(address) or ""
    if address and not (host.isascii() and "." in host.strip(".")):
        raise BroadcastUnfit()
    session.broadcast = address
    session.version += 1
    session.save(update_fields=["broadcast", "version"])
    audit.record(actor, "sessions.set_broadcast", session, fields=("broadcast",))
    return session
