"""Waiting for what other processes do in their own time."""

import os
import time
from collections.abc import Callable
from pathlib import Path


def eventually(happens: Callable[[], bool], within: float = 10.0) -> None:
    """Wait until something is true.

    :raises AssertionError: it did not become true in time.
    """
    end = time.monotonic() + within
    while time.monotonic() < end:
        if happens():
            return
        time.sleep(0.02)
    raise AssertionError(f"did not happen within {within} s, process {os.getpid()}")


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):  # gone before it was opened, or before it was read
        return False
