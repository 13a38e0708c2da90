"""The devices of the hall as the desk sees them: how many listen, and whose tablet has lost contact."""

from typing import Any
from uuid import UUID

from council.sessions.queries import Hall
from council.sessions.queries.desk import list_lost
from kernel import live
from kernel.live.names import ACCOUNT


def devices_of(delegates_room: str, wall_room: str, hall: Hall) -> dict[str, Any]:
    """Return what the desk says of the devices; the names of lost ones are for the desk alone."""
    devices, walls = live.devices_of(delegates_room), live.devices_of(wall_room)
    lost = {UUID(name.removeprefix(ACCOUNT)): at for name, at in devices.lost.items() if name.startswith(ACCOUNT)}
    return {"online": len(devices.connected), "walls": len(walls.connected), "lost": list_lost(hall, lost=lost)}
