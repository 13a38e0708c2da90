"""The process in which an engine listens: ``python -m kernel.transcribing.child ENGINE FILE TYPE FROM_MS MEGABYTES``.

Prints one line of JSON for each passage (``[start_ms, end_ms, text]``), then one word: ``over`` or ``not taken``.
Whatever goes wrong ends it with another code than 0. It imports nothing of Django.
"""

import json
import os
import resource
import sys
from importlib import import_module

from kernel.transcribing.interface import Engine, NotTaken

MEGABYTE = 1024 * 1024
OVER, NOT_TAKEN = "over", "not taken"


def engine_of(name: str) -> Engine:
    """Return a new engine by the dotted name of its class."""
    module, _, cls = name.rpartition(".")
    engine: Engine = getattr(import_module(module), cls)()
    return engine


def main(name: str, path: str, content_type: str, from_ms: int, megabytes: int) -> None:
    """Listen to a file from a moment on, and print what is heard."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    try:
        for heard in engine_of(name).listen(path, content_type=content_type, from_ms=from_ms):
            _say([heard.start_ms, heard.end_ms, heard.text])
    except NotTaken:
        _say(NOT_TAKEN)
    else:
        _say(OVER)


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
