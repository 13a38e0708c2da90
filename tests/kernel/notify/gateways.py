"""An SMS gateway and Zalo behind one real socket, whose answers a test decides."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Asked = dict[str, Any]


class Gateways(ThreadingHTTPServer):
    """Takes messages at ``/sms`` and ``/zalo/message/template``; notes every question; sends each key once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.root = f"http://127.0.0.1:{self.server_port}"
        self.questions: list[Asked] = []
        self.sent: dict[str, Asked] = {}
        self.failures: list[int] = []
        self.zalo_errors: list[int] = []
        self.fate: Any = "queued"
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.shutdown()
        self.thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Gateways

    def do_POST(self) -> None:
        """Take a message, or fail as the test wishes."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.questions.append(
            {"path": self.path, "headers": {name.lower(): value for name, value in self.headers.items()}, "body": body}
        )
        if self.server.failures:
            self._say(self.server.failures.pop(0), {"error": "sorry"})
        elif self.path.startswith("/zalo") and self.server.zalo_errors:
            self._say(200, {"error": self.server.zalo_errors.pop(0), "message": "no"})
        else:
            key = body.get("id") or body["tracking_id"]
            self.server.sent.setdefault(key, body)
            self._say(200, {"id": f"n-{key}", "error": 0, "data": {"msg_id": f"z-{key}"}})

    def do_GET(self) -> None:
        """Say what became of a message."""
        self.server.questions.append(
            {"path": self.path, "headers": {name.lower(): value for name, value in self.headers.items()}, "body": None}
        )
        if self.server.failures:
            self._say(self.server.failures.pop(0), {})
        elif self.path.startswith("/zalo"):
            self._say(200, {"error": 0, "data": {"status": self.server.fate}})
        else:
            self._say(200, {"state": self.server.fate, "reason": "busy"})

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""

    def _say(self, status: int, answer: Asked) -> None:
        data = json.dumps(answer).encode()
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:9/")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
