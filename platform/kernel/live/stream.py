"""The ASGI handler of ``/_live/<room>/``. It touches neither Django's request nor a thread nor the database."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from weakref import WeakKeyDictionary

from kernel.live import frames, names, pass_cookie
from kernel.live.hub import LOST, Hub, Reader

logger = logging.getLogger(__name__)

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

# A reader who takes nothing for so long is let go; her browser comes back by itself.
SEND_WITHIN_S = 30.0
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]

_HUBS: "WeakKeyDictionary[asyncio.AbstractEventLoop, Hub]" = WeakKeyDictionary()


async def app(scope: Message, receive: Receive, send: Send) -> None:
    """Serve one stream until its reader goes, her pass ends or the server stops."""
    if scope["type"] == "lifespan":
        return await _live_and_stop(receive, send)
    if scope["method"] != "GET":
        return await _refuse(send, 405)
    held = _pass_of(scope)
    if held is None:
        return await _refuse(send, 403)
    hub = _hub()
    try:
        reader = await hub.enter(held)
    except LOST as error:
        logger.warning("live: a reader was sent away, Redis did not answer (%s)", type(error).__name__)
        return await _refuse(send, 503)
    if reader is None:
        return await _refuse(send, 403)
    watcher = asyncio.create_task(_watch(receive, reader))
    try:
        await _write(send, reader)
    finally:
        watcher.cancel()
        await hub.leave(reader)


def _hub() -> Hub:
    loop = asyncio.get_running_loop()
    if loop not in _HUBS:
        _HUBS[loop] = Hub()
        _HUBS[loop].start()
    return _HUBS[loop]


def _pass_of(scope: Message) -> pass_cookie.Pass | None:
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    room = scope["path"].removeprefix(pass_cookie.ROOT).removesuffix("/")
    try:
        cookie = SimpleCookie(headers.get(b"cookie", "")).get(pass_cookie.COOKIE)
    except CookieError:
        return None
    if cookie is None or not names.ROOM.fullmatch(room):
        return None
    return pass_cookie.read(cookie.value, host=headers.get(b"host", ""), room=room, now=time.time())


async def _write(send: Send, reader: Reader) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    chunk: bytes | None = frames.opening()
    try:
        while chunk is not None:
            async with asyncio.timeout(SEND_WITHIN_S):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            chunk = await reader.queue.get()
        async with asyncio.timeout(1):
            await send({"type": "http.response.body", "body": frames.ended()})
    except TimeoutError:
        logger.info("live: a reader took nothing for too long and was let go")


async def _live_and_stop(receive: Receive, send: Send) -> None:
    """Answer the server's start and stop (ASGI lifespan)."""
    while (await receive())["type"] != "lifespan.shutdown":
        await send({"type": "lifespan.startup.complete"})
    if hub := _HUBS.pop(asyncio.get_running_loop(), None):
        await hub.stop()
    await send({"type": "lifespan.shutdown.complete"})


async def _watch(receive: Receive, reader: Reader) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    reader.end()


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
