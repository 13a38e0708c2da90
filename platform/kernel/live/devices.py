"""Which devices listen in a room now, and which have lost contact.

Every hub writes down who listens with each heartbeat, at a coming and at a going. A device that went without a word
(flat battery, dead network) is known to be lost after two heartbeats and a little.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from kernel.live import names
from kernel.live.hub import HEARTBEAT_S
from kernel.live.publishing import redis
from kernel.place import current_key

SILENT_S = 2 * HEARTBEAT_S + 10


@dataclass(frozen=True)
class Devices:
    """Names of devices (``names.whom_account``, ``names.whom_session``): who listens, and who did until when."""

    connected: frozenset[str]
    lost: dict[str, datetime]


def devices_of(room: str) -> Devices:
    """Return the devices of a room of the current place that listened within the last twelve hours."""
    place, now = current_key(), time.time()
    with redis().pipeline(transaction=False) as pipe:
        pipe.zrange(names.seen_key(place, room), 0, -1, withscores=True)
        pipe.zrange(names.left_key(place, room), 0, -1, withscores=True)
        seen, left = cast("tuple[list[tuple[str, float]], list[tuple[str, float]]]", pipe.execute())
    gone = dict(left)
    connected = {name for name, at in seen if now - at < SILENT_S and at > gone.get(name, 0)}
    lost = {name: datetime.fromtimestamp(max(at, gone.get(name, 0)), UTC) for name, at in seen if name not in connected}
    return Devices(frozenset(connected), lost)
