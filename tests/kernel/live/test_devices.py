"""Who listens in a room, and who has lost contact."""

import time

from kernel import live
from kernel.access import Actor
from kernel.keys import new_key
from kernel.live import names
from kernel.live.devices import SILENT_S
from kernel.live.publishing import redis
from tests.testbed.waiting import eventually


def somebody_else() -> Actor:
    return Actor(account_id=new_key(), name="Lê Văn Minh", person_id=None, holdings=frozenset(), session_key="other")


def soon(room: str, *, connected: int, lost: int) -> live.Devices:
    """Return a room's devices as soon as so many are connected and lost."""
    eventually(lambda: (len(live.devices_of(room).connected), len(live.devices_of(room).lost)) == (connected, lost))
    return live.devices_of(room)


def test_who_listens_is_connected_once_with_all_her_tabs(council, listen, somebody):
    for reader in (listen("devices-1"), listen("devices-1")):
        reader.event()

    assert soon("devices-1", connected=1, lost=0).connected == {names.whom_account(somebody.account_id)}


def test_who_goes_is_lost_at_once_and_found_again_when_she_comes_back(council, listen, somebody):
    stays, goes = listen("devices-2", actor=somebody_else()), listen("devices-2")
    for reader in (stays, goes):
        reader.event()
    assert len(soon("devices-2", connected=2, lost=0).connected) == 2

    goes.close()
    assert set(soon("devices-2", connected=1, lost=1).lost) == {names.whom_account(somebody.account_id)}
    listen("devices-2").event()

    assert soon("devices-2", connected=2, lost=0).lost == {}


def test_one_of_two_tabs_that_closes_loses_nothing(council, listen):
    first, second = listen("devices-3"), listen("devices-3")
    for reader in (first, second):
        reader.event()

    first.close()
    second.event()

    assert (len(soon("devices-3", connected=1, lost=0).connected), live.devices_of("devices-3").lost) == (1, {})


def test_device_that_fell_silent_is_lost(council, served):
    place, now = council.key, time.time()
    redis().zadd(names.seen_key(place, "devices-4"), {"account-1": now - SILENT_S - 1, "account-2": now - SILENT_S + 5})

    devices = live.devices_of("devices-4")

    assert (devices.connected, list(devices.lost)) == ({"account-2"}, ["account-1"])


def test_rooms_keep_their_devices_apart(council, listen):
    listen("devices-5").event()
    soon("devices-5", connected=1, lost=0)

    assert live.devices_of("devices-6") == live.Devices(frozenset(), {})
