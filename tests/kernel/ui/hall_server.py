"""A server of a hall's page, ballots and stream, whose behaviour a test decides: it stands in for the network.

Pages are drawn by the real templates and carry the real headers, so that the scripts run under the real policy.
"""

import json
import queue
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from django.contrib.staticfiles import finders
from django.template import Context, Template
from django_cotton.compiler_regex import CottonCompiler

from kernel.ui.security import HEADERS

KINDS = {".css": "text/css", ".mjs": "text/javascript", ".js": "text/javascript", ".svg": "image/svg+xml"}
Answer = tuple[int, dict[str, Any] | None]
PATIENCE_S = 60


def drawn(source: str, **context: Any) -> str:
    """Return a template's source, with its components, drawn."""
    return Template(CottonCompiler().process(source)).render(Context({"size": "md", "csrf_token": "token", **context}))


class HallServer(ThreadingHTTPServer):
    """Pages by path, one ballot's answer after another, and a stream."""

    daemon_threads = True
    request_queue_size = 128  # a full line would let a browser wait a second for the next try

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.pages: dict[str, Callable[[], str]] = {}
        self.fetched: list[str] = []
        self.ballots: list[dict[str, str]] = []
        self.answer: Callable[[dict[str, str]], Answer | None] = lambda ballot: (500, None)
        self.streams: list[queue.Queue[bytes | None]] = []
        self.stream_status = 200
        self.failures: list[BaseException | None] = []
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.end_streams()
        self.shutdown()
        self.thread.join()
        self.server_close()
        assert not self.failures, self.failures

    def send(self, chunk: str) -> None:
        """Write to every open stream."""
        for stream in self.streams:
            stream.put(chunk.encode())

    def wait_for_ballots(self, count: int) -> None:
        """Wait until so many ballots have come, however slow the browser is."""
        end = time.monotonic() + PATIENCE_S
        while len(self.ballots) < count:
            assert time.monotonic() < end, f"{len(self.ballots)} instead of {count} ballots in {PATIENCE_S} s"
            time.sleep(0.02)

    def end_streams(self) -> None:
        """End every open stream, as a restarted server does."""
        for stream in self.streams:
            stream.put(None)
        self.streams.clear()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a browser has gone away, keep everything else for the end."""
        error = sys.exception()
        if not isinstance(error, ConnectionError):
            self.failures.append(error)


class Handler(BaseHTTPRequestHandler):
    """One request of the hall."""

    server: HallServer

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer a page, a static file or the stream."""
        path = urlsplit(self.path).path
        if path.startswith("/_live/"):
            self._stream()
        elif path.startswith("/static/"):
            self._file(path.removeprefix("/static/"))
        elif path in self.server.pages:
            self.server.fetched.append(path)
            self._write(200, "text/html; charset=utf-8", self.server.pages[path]().encode())
        else:
            self._write(404, "text/plain", b"")

    def do_POST(self) -> None:
        """Take a ballot and answer as the test decided; None cuts the connection without an answer."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        ballot = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
        self.server.ballots.append(ballot | {"token": self.headers.get("X-CSRFToken", "")})
        answer = self.server.answer(ballot)
        if answer is not None:
            status, content = answer
            self._write(status, "application/json", json.dumps(content or {}).encode())

    def _file(self, name: str) -> None:
        found = finders.find(name)
        if not found:
            return self._write(404, "text/plain", b"")
        return self._write(200, KINDS.get(Path(found).suffix, "application/octet-stream"), Path(found).read_bytes())

    def _write(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        if self.server.stream_status != 200:
            return self._write(self.server.stream_status, "text/plain", b"")
        chunks: queue.Queue[bytes | None] = queue.Queue()
        self.server.streams.append(chunks)  # before a page can know that it is connected
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        chunk: bytes | None = b"retry: 100\n\n"
        while chunk is not None:
            self.wfile.write(chunk)
            self.wfile.flush()
            chunk = chunks.get()
        return None
