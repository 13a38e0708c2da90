"""The checkout and its run folder: where everything lies that one machine's product leaves behind."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.development.secrecy import write_secret
from config.development.servers import running
from config.development.trouble import Trouble

ROOT = Path(__file__).resolve().parents[3]
OWNERS_ONLY = ("DATABASE_OWNER_URL", "DATABASE_ADMIN_URL")


def run_dir() -> Path:
    """Return the run folder (RUN_DIR, or `.run` in the checkout), making it."""
    folder = Path(os.environ.get("RUN_DIR") or ROOT / ".run").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Give True to the one who may start servers in this run folder; others get False."""
    with (folder / "servers.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            (folder / "addresses.json").unlink(missing_ok=True)


def publish(folder: Path, env: dict[str, str]) -> None:
    """Let the other verbs find the servers that are running."""
    write_secret(folder / "addresses.json", json.dumps(env))


@contextmanager
def attached() -> Iterator[dict[str, str]]:
    """Give an environment with all servers: those of a running `dev up`, or started for the moment.

    :raises Trouble: somebody is just starting or stopping them.
    """
    folder = run_dir()
    with alone(folder) as may_start:
        if may_start:
            with running(folder, given_env=os.environ) as env:
                yield full_environment(env)
            return
    try:
        env = json.loads((folder / "addresses.json").read_text())
    except FileNotFoundError as missing:
        raise Trouble("the servers are just being started or stopped; try again in a moment") from missing
    yield full_environment(env)


def full_environment(env: dict[str, str]) -> dict[str, str]:
    """Return our own environment with the servers' addresses: for migrations and the operators' verbs."""
    found = {**os.environ, **env, "RUN_DIR": str(run_dir())}
    found["DJANGO_SETTINGS_MODULE"] = found.get("DJANGO_SETTINGS_MODULE") or "config.settings.dev"
    return found


def ordinary_environment(env: dict[str, str]) -> dict[str, str]:
    """Return the same without the owner's address: for web, workers and clock."""
    return {name: value for name, value in full_environment(env).items() if name not in OWNERS_ONLY}
