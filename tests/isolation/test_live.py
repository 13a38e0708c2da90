"""The live streams end to end: the pass that a real page gave, shown to the real stream at right and wrong hosts."""

import asyncio
from typing import Any

import pytest

from config.asgi import application
from kernel.live import COOKIE, names
from kernel.live.stream import app
from tenancy.place import entered
from tests.isolation.worlds import World, make_twin

HALL = "/phien-hop/"


def statuses(*asked: tuple[str, str, str]) -> list[int]:
    """Knock at the streams with (host, path, cookie) and return what each answers; a stream is left at once."""

    async def knock_all() -> list[int]:
        found = [await knock(*each) for each in asked]
        await app({"type": "lifespan"}, _stopping(), _nothing)
        return found

    return asyncio.run(knock_all())


async def knock(host: str, path: str, cookie: str) -> int:
    """Open a stream as a browser does, note the status, and go."""
    answered: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    gone = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answered.set_result(message["status"])
        gone.set()

    headers = [(b"host", host.encode()), (b"cookie", f"{COOKIE}={cookie}".encode())]
    scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
    await asyncio.wait_for(application(scope, receive, send), 20)
    return answered.result()


def _stopping():
    async def receive() -> dict[str, Any]:
        return {"type": "lifespan.shutdown"}

    return receive


async def _nothing(_message: Any) -> None:
    """Take whatever is sent."""


@pytest.fixture
def hall_pass(world: World) -> tuple[str, str]:
    """The pass that the hall's page gave to somebody signed in, and the address of its stream."""
    given = world.browser().get(HALL).cookies[COOKIE]
    return given.value, given["path"]


def test_pass_opens_its_own_room_at_its_own_host_and_nothing_else(world: World, other_council, hall_pass):
    """The other council holds a session of the same key, so that its room has the very same name."""
    make_twin(world, other_council, same_keys=True)
    cookie, path = hall_pass
    here, there = f"{world.council.subdomain}.localhost", f"{other_council.subdomain}.localhost"

    own, foreign, operators, other_room, forged, none = statuses(
        (here, path, cookie),
        (there, path, cookie),
        ("console.localhost", path, cookie),
        (here, "/_live/session-other/", cookie),
        (there, path, f"{cookie[:-3]}abc"),
        (there, path, ""),
    )

    assert own == 200
    assert (foreign, operators, other_room, forged, none) == (403, 403, 403, 403, 403)


def test_rooms_of_the_same_name_are_different_channels(world: World, other_council, hall_pass):
    room = hall_pass[1].removeprefix("/_live/").removesuffix("/")
    with entered(other_council):
        assert names.channel(other_council.key, room) != names.channel(world.council.key, room)
