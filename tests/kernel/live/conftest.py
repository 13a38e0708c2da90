"""One Valkey and one uvicorn for all tests of the stream."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from kernel import live
from kernel.access import Actor
from kernel.keys import new_key
from kernel.live import publishing
from tests.kernel.live.servers import Listener, Served, Valkey


@pytest.fixture(scope="module")
def valkey(tmp_path_factory) -> Iterator[Valkey]:
    server = Valkey(tmp_path_factory.mktemp("valkey"))
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def served(valkey: Valkey) -> Iterator[Served]:
    with override_settings(REDIS_URL=valkey.url, LIVE_HEARTBEAT_S=0.3):
        publishing.redis.cache_clear()
        server = Served()
        server.start()
        yield server
        server.stop()
        publishing.redis().close()
        publishing.redis.cache_clear()


@pytest.fixture
def somebody() -> Actor:
    return Actor(
        account_id=new_key(), name="Trần Thị Bình", person_id=None, holdings=frozenset(), session_key="session-of-binh"
    )


def pass_to(room: str, actor: Actor, host: str = "hoalu.localhost") -> str:
    """The cookie that a view of the current place would set."""
    response = HttpResponse()
    live.admit(response, request=RequestFactory().get("/", headers={"host": host}), room=room, actor=actor)
    return response.cookies["live"].value


@pytest.fixture
def listen(served: Served, somebody: Actor) -> Iterator[Callable[..., Listener]]:
    """Open a stream as somebody who was admitted to a room of the current place."""
    opened: list[Listener] = []

    def start(room: str, *, actor: Actor = somebody, cookie: str | None = None, **changes) -> Listener:
        host = changes.pop("host", "hoalu.localhost")
        cookie = pass_to(room, actor) if cookie is None else cookie
        opened.append(Listener(served.port, room, cookie, host, **changes))
        return opened[-1]

    yield start
    for listener in opened:
        listener.close()
