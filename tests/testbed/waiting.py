"""Waiting for what other processes do in their own time."""

import os
import time
from collections.abc import Callable


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
