"""The one server process: live streams on the event loop, everything else in a fixed pool of threads.

Django's WSGI application, not its ASGI handler: threads that live on keep their database connections
(the ASGI handler opens one backend per request; architecture: choices already made).
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware
from django.conf import settings

from config.wsgi import application as pages
from kernel.live.stream import app as live

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LIVE = "/_live/"
_threads = WSGIMiddleware(pages, workers=settings.WEB_THREADS)


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Hand a request to the live streams or to Django."""
    if scope["type"] == "http" and scope["path"].startswith(LIVE):
        await live(scope, receive, send)
    else:
        await _threads(scope, receive, send)  # type: ignore[arg-type] -- a2wsgi's own names for the same types
