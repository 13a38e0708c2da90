"""The product behind a real socket, pages and live streams, in threads of the test's own process."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn


@contextmanager
def served() -> Iterator[int]:
    """Serve on a free port of 127.0.0.1 until the end of the block, and yield the port.

    The threads keep their database connections, as they do in production; ``lower_database`` ends them.
    """
    from config.asgi import application

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            application, loop="asyncio", log_level="error", access_log=False, timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield port
        finally:
            server.should_exit = True
            thread.join(15)
