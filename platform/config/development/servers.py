"""The servers that the product stands on: ours, embedded, or those that the environment names.

with running(Path(".run")) as env:
    env["DATABASE_URL"], env["DATABASE_OWNER_URL"], env["DATABASE_READER_URL"], env["REDIS_URL"], env["SECRET_KEY"]
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from config.development.addresses import DATABASE_NAMES, check_database, check_redis, given
from config.development.postgres import Postgres
from config.development.secrecy import kept_password
from config.development.valkey import Valkey
from tenancy.postgres.logins import LOGINS, prepare_logins

DATABASE = "hdnd"


@contextmanager
def running(
    run_dir: Path, *, given_env: Mapping[str, str] | None = None, throw_away: bool = False, hasty: bool | None = None
) -> Iterator[dict[str, str]]:
    """Start what the environment does not name, and give the addresses of all; stop it at the end.

    ``given_env`` is where addresses are looked for (nowhere by default). ``throw_away`` is for test
    runs: the owner may create databases, nothing remains at the end, and (unless ``hasty`` is False)
    nothing is forced to disk.

    :raises Trouble: a server cannot be started or reached.
    """
    source = given_env or {}
    run_dir = run_dir.resolve()
    run_dir.mkdir(parents=True, exist_ok=True)
    env = {"SECRET_KEY": source.get("SECRET_KEY") or kept_password(run_dir, "secret_key")}
    with ExitStack() as stack:
        if source.get("DATABASE_URL"):
            env |= given(source, DATABASE_NAMES)
            check_database(env["DATABASE_URL"], "DATABASE_URL")
        else:
            postgres = stack.enter_context(embedded_postgres(run_dir, throw_away=throw_away, hasty=hasty))
            env |= prepared(postgres, may_create_databases=throw_away)
        if source.get("REDIS_URL"):
            env["REDIS_URL"] = source["REDIS_URL"]
            check_redis(env["REDIS_URL"])
        else:
            env["REDIS_URL"] = stack.enter_context(embedded_valkey(run_dir, throw_away=throw_away)).url
        yield env


@contextmanager
def embedded_postgres(run_dir: Path, *, throw_away: bool = False, hasty: bool | None = None) -> Iterator[Postgres]:
    """Run an embedded PostgreSQL, its output in ``postgres.log`` of the run folder."""
    postgres = Postgres(run_dir, hasty=throw_away if hasty is None else hasty)
    child = postgres.prepare()
    try:
        with _log(run_dir, "postgres.log") as log:
            child.start(log)
        postgres.wait_until_ready()
        yield postgres
    finally:
        child.stop()
        if throw_away:
            postgres.remove_data()


@contextmanager
def embedded_valkey(run_dir: Path, *, throw_away: bool = False) -> Iterator[Valkey]:
    """Run an embedded Valkey, its output in ``valkey.log`` of the run folder."""
    valkey = Valkey(run_dir)
    child = valkey.prepare()
    try:
        with _log(run_dir, "valkey.log") as log:
            child.start(log)
        valkey.wait_until_ready()
        yield valkey
    finally:
        child.stop()
        if throw_away:
            valkey.remove_data()


def prepared(postgres: Postgres, *, may_create_databases: bool = False) -> dict[str, str]:
    """Make the logins and the database on an embedded server and return the addresses."""
    passwords = {login: kept_password(postgres.run_dir, login) for login in LOGINS}
    return prepare_logins(postgres.admin_url, DATABASE, passwords, may_create_databases=may_create_databases)


def _log(run_dir: Path, name: str) -> IO[bytes]:
    return (run_dir / name).open("wb")
