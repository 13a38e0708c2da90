"""Pages that change under people's eyes: server-sent events, one room for each thing that is watched.

A view admits a reader to a room (``admit`` sets the room's cookie) and puts ``address(room)`` and
``current_version(room)`` into its page; an action calls ``publish_on_commit``. The stream itself is a pure ASGI
handler (``app``): one Redis connection per process, no thread, no session and no database per reader.

Each message carries the room's next version. The heartbeat carries the version too, so that a reader who
missed something notices and fetches the page again.
"""

from kernel.live.devices import Devices, devices_of
from kernel.live.pass_cookie import COOKIE, LIFETIME, address, admit
from kernel.live.publishing import (
    current_version,
    next_version,
    publish,
    publish_on_commit,
    publish_to_rooms_on_commit,
    revoke,
)
from kernel.live.stream import app

__all__ = [
    "COOKIE",
    "LIFETIME",
    "Devices",
    "address",
    "admit",
    "app",
    "current_version",
    "devices_of",
    "next_version",
    "publish",
    "publish_on_commit",
    "publish_to_rooms_on_commit",
    "revoke",
]
