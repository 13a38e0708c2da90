"""`dev test`: the whole suite against real servers of its own, unit tests first."""

import subprocess
import sys
import time
from collections.abc import Mapping

from config.development.chromium import chromium_or_reason
from config.development.passing import passing_environment
from config.development.workplace import ROOT

UNIT_WORKERS = "2"
WORKERS = "3"  # on two cores: those who wait for a browser, a server or a clock leave room for one more
NO_TESTS = 5  # pytest's exit code for an empty selection


def main(arguments: list[str]) -> int:
    """Run pytest; with paths or options of one's own exactly those, without them everything in two rounds."""
    started = time.monotonic()
    is_full = "--full" in arguments
    rest = [argument for argument in arguments if argument != "--full"]
    with passing_environment() as servers:
        env = servers | chromium_or_reason()
        code = _pytest(rest, env) if rest else _everything(env, is_full=is_full)
    words = "passed" if code == 0 else "FAILED"
    print(f"dev test: {words} in {time.monotonic() - started:.0f} s", flush=True)
    return code


def _everything(env: Mapping[str, str], *, is_full: bool) -> int:
    unit = _pytest(["-q", "-n", UNIT_WORKERS, "-m", "unit"], env)
    if unit not in {0, NO_TESTS}:
        return unit
    chosen = "not unit" if is_full else "not unit and not full"
    return _pytest(["-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder", "-m", chosen], env)


def _pytest(arguments: list[str], env: Mapping[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=dict(env), stdin=subprocess.DEVNULL, check=False).returncode
