"""The embedded servers: nothing acknowledged is lost by kill -9, and what an earlier run left is no obstacle."""

import os
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg2
import pytest
import redis

from config.development.postgres import Postgres
from config.development.servers import embedded_postgres, embedded_valkey, prepared, running
from config.development.trouble import Trouble
from config.development.valkey import Valkey
from tests.testbed.waiting import eventually, is_alive

WRITES = 400


def acknowledged(write: Callable[[int], object], lost: tuple[type[Exception], ...], kill: Callable[[], None]) -> int:
    """Write numbers one after the other, kill the server in the middle, and return how many it acknowledged."""
    done = 0
    try:
        for number in range(WRITES * 10):
            if number == WRITES:
                kill()
            write(number)
            done += 1
    except lost:
        return done
    return done


def test_killed_postgres_keeps_every_acknowledged_row(tmp_path: Path) -> None:
    with embedded_postgres(tmp_path) as postgres:
        connection = psycopg2.connect(postgres.admin_url)
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute("create table written (number int)")

        def kill() -> None:
            assert postgres.child is not None
            assert postgres.child.process is not None
            children = backends(postgres)
            postgres.child.process.kill()
            for child in children:
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            # Who was told to die still holds its memory until it comes to that; no server starts beside it.
            eventually(lambda: not any(is_alive(child) for child in children))

        written = acknowledged(
            lambda number: cursor.execute("insert into written values (%s)", [number]), (psycopg2.Error,), kill
        )
    assert WRITES <= written < WRITES * 10

    with embedded_postgres(tmp_path) as postgres:
        with psycopg2.connect(postgres.admin_url) as again, again.cursor() as cursor:
            cursor.execute("select count(*), count(distinct number) from written where number < %s", [written])
            assert cursor.fetchone() == (written, written)
    postgres.remove_data()


def backends(postgres: Postgres) -> list[int]:
    with psycopg2.connect(postgres.admin_url) as connection, connection.cursor() as cursor:
        cursor.execute("select pid from pg_stat_activity")
        return [pid for (pid,) in cursor.fetchall()]


def test_killed_valkey_keeps_every_acknowledged_entry(tmp_path: Path) -> None:
    with embedded_valkey(tmp_path) as valkey:
        client = redis.Redis.from_url(valkey.url, retry=None)

        def kill() -> None:
            assert valkey.child is not None
            assert valkey.child.process is not None
            valkey.child.process.kill()

        written = acknowledged(
            lambda number: client.rpush("written", number), (redis.ConnectionError, redis.TimeoutError), kill
        )
        client.close()

    with embedded_valkey(tmp_path) as valkey:
        client = redis.Redis.from_url(valkey.url)
        found = client.lrange("written", 0, -1)
        client.close()
    assert WRITES <= written < WRITES * 10
    assert found[:written] == [str(number).encode() for number in range(written)]


def test_postgres_that_outlived_its_starter_is_ended_first(tmp_path: Path) -> None:
    first = Postgres(tmp_path, hasty=True)
    child = first.prepare()
    with (tmp_path / "postgres.log").open("wb") as log:
        process = child.start(log)
    first.wait_until_ready()

    with embedded_postgres(tmp_path, throw_away=True) as second:
        assert process.wait(10) == 0
        with psycopg2.connect(second.admin_url) as connection, connection.cursor() as cursor:
            cursor.execute("select 1")
            assert cursor.fetchone() == (1,)


def test_pid_file_of_a_dead_server_is_no_obstacle_and_kills_nobody(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "60"]) as stranger:
        with embedded_postgres(tmp_path) as postgres:
            data = postgres.home.data
        (data / "postmaster.pid").write_text(f"{stranger.pid}\n{data}\n")
        try:
            with embedded_postgres(tmp_path, throw_away=True) as postgres:
                assert postgres.is_ready
            assert stranger.poll() is None
        finally:
            stranger.kill()


def test_half_made_data_folder_is_made_again(tmp_path: Path) -> None:
    postgres = Postgres(tmp_path, hasty=True)
    postgres.home.data.mkdir(parents=True)
    (postgres.home.data / "global").mkdir()

    with embedded_postgres(tmp_path, throw_away=True) as again:
        assert again.is_ready


def test_passwords_are_kept_and_nobody_else_reads_them(tmp_path: Path) -> None:
    with running(tmp_path, throw_away=True) as env:
        first = dict(env)
    with running(tmp_path, throw_away=True) as env:
        second = dict(env)

    files = list((tmp_path / "secrets").iterdir())
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert {file.name for file in files} == {
        "postgres", "valkey", "secret_key", "hdnd_app", "hdnd_owner", "hdnd_reader",
    }  # fmt: skip
    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert set(first) == {"DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_READER_URL", "REDIS_URL", "SECRET_KEY"}


def test_run_folder_below_a_closed_folder(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    with embedded_postgres(closed, throw_away=True) as postgres:
        urls = prepared(postgres)
        psycopg2.connect(urls["DATABASE_URL"]).close()
        data = postgres.home.data

    assert not data.exists()


def test_settings_of_the_server(own_postgres: Postgres) -> None:
    with psycopg2.connect(own_postgres.admin_url) as connection, connection.cursor() as cursor:
        cursor.execute(
            "select name, setting from pg_settings where name in"
            " ('max_locks_per_transaction', 'wal_level', 'listen_addresses', 'unix_socket_directories')"
        )
        found = dict(cursor.fetchall())
        cursor.execute("select upper('đường nguyễn'), current_setting('server_encoding')")
        words = cursor.fetchone()

    assert found == {
        "max_locks_per_transaction": "512",
        "wal_level": "logical",
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
    }
    assert words == ("ĐƯỜNG NGUYỄN", "UTF8")


def test_settings_of_valkey(tmp_path: Path) -> None:
    with embedded_valkey(tmp_path, throw_away=True) as valkey:
        client = redis.Redis.from_url(valkey.url, decode_responses=True)
        found = {
            name: client.config_get(name)[name] for name in ("appendonly", "appendfsync", "maxmemory-policy", "bind")
        }
        client.close()
        stranger = redis.Redis(port=valkey.port)
        with pytest.raises(redis.AuthenticationError):
            stranger.ping()
        stranger.close()

    assert found == {
        "appendonly": "yes", "appendfsync": "always", "maxmemory-policy": "noeviction", "bind": "127.0.0.1",
    }  # fmt: skip


def test_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    postgres = Postgres(tmp_path, hasty=True)
    child = postgres.prepare()
    configuration = postgres.home.data / "hdnd.conf"
    configuration.write_text("no_such_setting = 1\n")
    with (tmp_path / "postgres.log").open("wb") as log:
        child.start(log)

    with pytest.raises(Trouble, match=r"no_such_setting|configuration"):
        postgres.wait_until_ready()
    postgres.remove_data()


def test_valkey_that_was_killed_while_starting_is_told(tmp_path: Path) -> None:
    valkey = Valkey(tmp_path)
    child = valkey.prepare()
    with (tmp_path / "valkey.log").open("wb") as log:
        child.start(log).kill()
    started = time.monotonic()

    with pytest.raises(Trouble, match="ended while starting"):
        valkey.wait_until_ready()

    assert time.monotonic() - started < 5
