"""`dev up`: the whole product on this machine, from nothing to its ready line."""

import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from config.development.addresses import DATABASE_NAMES, check_database, check_redis, given
from config.development.children import Child
from config.development.identity import trial_identity
from config.development.ports import free_port, read_port, require_free
from config.development.postgres import Postgres
from config.development.remote_signing import trial_signing
from config.development.secrecy import kept_password
from config.development.servers import prepared
from config.development.supervisor import StopAsked, Supervisor
from config.development.trouble import Trouble
from config.development.valkey import Valkey
from config.development.workplace import ROOT, alone, full_environment, ordinary_environment, publish, run_dir

# Django's commands that bring the places up to date, in one process (a second start must be quick);
# what the last one prints is shown below the ready line: the portals' addresses and who can log in.
PLACES, DEMONSTRATION = "prepare_places", "demo"
DEFAULT_PORT = 8000


def main(arguments: list[str]) -> int:
    """Run everything until Ctrl-C; with ``--empty`` nobody and no council is there yet.

    :raises Trouble: a port is taken, a server cannot be reached, a process fails for good.
    """
    if arguments not in ([], ["--empty"]):
        raise Trouble("usage: [PORT=8000] python3 dev up [--empty]")
    steps = [PLACES] if arguments else [PLACES, DEMONSTRATION]
    host, port = os.environ.get("HOST", "127.0.0.1"), read_port(os.environ.get("PORT", str(DEFAULT_PORT)))
    require_free(port, host=host, variable="PORT")
    folder = run_dir()
    with alone(folder) as may_start:
        if not may_start:
            raise Trouble(f"it is running already with the run folder {folder}; RUN_DIR names another")
        supervisor = Supervisor()
        try:
            _start(supervisor, folder, host, port, steps)
            while True:
                supervisor.turn()
        except StopAsked:
            print("stopping …", flush=True)
        finally:
            supervisor.stop()
    return 0


def _start(supervisor: Supervisor, folder: Path, host: str, port: int, steps: list[str]) -> None:
    env = _servers(supervisor, folder)
    publish(folder, env)
    whole = {**full_environment(env), "HOST": host, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    words = supervisor.run(_python("places", ["-m", "config.development.steps", *steps], whole))
    trials = {**_identity(supervisor, whole), **_remote_signing(supervisor, whole, folder)}
    ordinary = {**ordinary_environment(whole), "HOST": host, "PORT": str(port), **trials}
    supervisor.keep(_web(ordinary, host, port))
    supervisor.wait_for(lambda: _answers(host, port), seconds=60, what="web")
    for child in _workers(folder, ordinary=ordinary, owner=whole):
        supervisor.keep(child)
    phone = trials.get("REMOTE_SIGNING_URL")
    told = f"{words}\nphone of the trial signatures {phone}" if phone else words
    print(f"ready http://localhost:{port}\n{told}", flush=True)


def _servers(supervisor: Supervisor, folder: Path) -> dict[str, str]:
    """Start or check the servers and return their addresses."""
    env = {"SECRET_KEY": os.environ.get("SECRET_KEY") or kept_password(folder, "secret_key")}
    if os.environ.get("REDIS_URL"):
        env["REDIS_URL"] = os.environ["REDIS_URL"]
        check_redis(env["REDIS_URL"])
    if os.environ.get("DATABASE_URL"):
        env |= given(os.environ, DATABASE_NAMES)
        for variable in DATABASE_NAMES:
            check_database(env[variable], variable)
    else:
        postgres = Postgres(folder)
        supervisor.keep(postgres.prepare())
        supervisor.wait_for(lambda: postgres.is_ready, seconds=60, what="PostgreSQL")
        env |= prepared(postgres)
    if "REDIS_URL" not in env:
        valkey = Valkey(folder)
        supervisor.keep(valkey.prepare())
        supervisor.wait_for(lambda: valkey.answers, seconds=30, what="Valkey")
        env["REDIS_URL"] = valkey.url
    return env


def _identity(supervisor: Supervisor, env: Mapping[str, str]) -> dict[str, str]:
    """Start the provider of trial identities, unless another is named, and return how the web finds it."""
    if env.get("IDENTITY_ISSUER"):
        return {}
    port = free_port()
    supervisor.keep(_python("identity", ["-m", "config.development.identity", str(port)], ordinary_environment(env)))
    return trial_identity(port)


def _remote_signing(supervisor: Supervisor, env: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Start the service of trial signatures, unless another is named or how to sign is, and return how it is found."""
    if env.get("REMOTE_SIGNING_URL") or env.get("SIGNING_MEANS"):
        return {}
    port = free_port()
    keys = env.get("SIGNING_FOLDER") or str(folder / "signing")
    arguments = ["-m", "config.development.remote_signing", str(port), keys]
    supervisor.keep(_python("signing", arguments, ordinary_environment(env)))
    return trial_signing(port)


def _web(ordinary: Mapping[str, str], host: str, port: int) -> Child:
    listening = ["-m", "uvicorn", "config.asgi:application", "--host", host, "--port", str(port)]
    quiet = ["--log-level", "warning", "--no-access-log", "--no-server-header", "--timeout-graceful-shutdown", "5"]
    return _python("web", [*listening, *quiet], ordinary)


def _workers(folder: Path, *, ordinary: Mapping[str, str], owner: Mapping[str, str]) -> list[Child]:
    """Return the processes behind the pages; only the control worker knows the owner's address."""
    celery = ["-W", "ignore:You're running the worker", "-m", "celery", "-q", "-A", "config.celery"]
    worker = [*celery, "worker", "--loglevel", "warning", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--loglevel", "warning", "--pidfile=", "-s", str(folder / "beat-schedule")]
    return [
        _python("worker", [*worker, "-Q", "default", "-c", "2", "-n", "worker@%h"], ordinary, dying=signal.SIGKILL),
        _python("control", [*worker, "-Q", "control", "-c", "1", "-n", "control@%h"], owner, dying=signal.SIGKILL),
        _python("beat", beat, ordinary, dying=signal.SIGKILL),
    ]


def _python(
    name: str, arguments: list[str], env: Mapping[str, str], *, dying: signal.Signals = signal.SIGTERM
) -> Child:
    return Child(name, [sys.executable, *arguments], env=env, cwd=ROOT, dying=dying)


def _answers(host: str, port: int) -> bool:
    """Tell whether the web server accepts requests; it opens its port when everything is loaded."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True
