"""Ports of this machine: which are free, which are taken, by whom they are answered."""

import socket
from pathlib import Path

from config.development.trouble import Trouble

LOOPBACK = "127.0.0.1"


def read_port(text: str) -> int:
    """Return a port number that somebody typed.

    :raises Trouble: it is none.
    """
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Trouble(f"PORT must be a number from 1 to 65535, not {text!r}")
    return int(text)


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Tell whether a server could listen on the port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """Return a port of the loopback address that nobody uses."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port


def remembered_port(file: Path) -> int:
    """Return the port used last time when it is still free, or a new one, and remember it in the file."""
    port = int(file.read_text()) if file.exists() else 0
    if not port or not is_free(port):
        port = free_port()
        file.write_text(str(port))
    return port


def require_free(port: int, *, host: str, variable: str) -> None:
    """Refuse to go on when somebody else listens on the port.

    :raises Trouble: the port is taken or may not be used.
    """
    if not is_free(port, host):
        raise Trouble(f"port {port} is taken or not allowed; choose another: {variable}={port + 1} python3 dev up")
