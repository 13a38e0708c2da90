"""The look served by itself, over real HTTP."""

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler

from tests.kernel.ui.hall_server import HallServer


class QuietHandler(WSGIRequestHandler):
    """Serve without a word on standard error."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class ThreadedServer(ThreadingMixIn, WSGIServer):
    """Serve each request in a thread of its own."""

    daemon_threads = True
    request_queue_size = 128  # a full line would let a browser wait a second for the next try


@pytest.fixture
def look_alone(settings) -> None:
    """Settings with nothing but the look."""
    settings.MIDDLEWARE = ["kernel.ui.security.SecurityHeaders", "whitenoise.middleware.WhiteNoiseMiddleware"]
    settings.ROOT_URLCONF = "tests.kernel.ui.urls"
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture
def look_url(look_alone: None) -> Iterator[str]:
    """The address of a server with the style page and the error pages."""
    server = make_server("127.0.0.1", 0, WSGIHandler(), ThreadedServer, QuietHandler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def hall(look_alone: None) -> Iterator[HallServer]:
    """A hall's server whose answers a test decides."""
    with HallServer() as server:
        yield server
