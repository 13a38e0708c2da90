"""The embedded PostgreSQL 18: used when no DATABASE_URL is given."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from config.development.children import Child
from config.development.ports import LOOPBACK, remembered_port
from config.development.postgres_home import Home, find_home, make_data_folder
from config.development.secrecy import kept_password, write_secret
from config.development.trouble import Trouble

SUPERUSER = "postgres"
START_SECONDS = 60
SETTINGS_FILE = "hdnd.conf"
# A hundred schemas are touched in one transaction (locks); other cells copy by logical replication.
SETTINGS = {
    "listen_addresses": f"'{LOOPBACK}'",
    "unix_socket_directories": "''",  # a socket's path may have only 107 bytes
    "max_connections": "200",
    "max_locks_per_transaction": "512",
    "wal_level": "logical",
    "max_slot_wal_keep_size": "'1GB'",
    "password_encryption": "'scram-sha-256'",
    "log_checkpoints": "off",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
}
# A test run's data are thrown away; only the machine's crash, not PostgreSQL's, could tell the difference.
HASTY_SETTINGS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class Postgres:
    """One embedded server with its data below a run folder."""

    def __init__(self, run_dir: Path, *, hasty: bool = False) -> None:
        self.run_dir = run_dir
        self.hasty = hasty
        self.home: Home = find_home(run_dir)
        self.password = kept_password(run_dir, "postgres")
        self.port = 0
        self.child: Child | None = None

    @property
    def admin_url(self) -> str:
        """The superuser's address."""
        return f"postgresql://{SUPERUSER}:{self.password}@{LOOPBACK}:{self.port}/postgres"

    def prepare(self) -> Child:
        """Make the data folder once, end a server that outlived its starter, and return the process to start."""
        if not (self.home.data / "PG_VERSION").exists():
            self._initialise()
        self._end_leftover()
        self.port = remembered_port(self.run_dir / "postgres.port")
        self._write_settings()
        self.child = Child(
            "postgres",
            [str(self.home.programs / "postgres"), "-D", str(self.home.data)],
            env=_environment(),
            user=self.home.user,
            # "fast" ends sessions and writes everything; "immediate" what nobody will read is not worth.
            stopping=signal.SIGQUIT if self.hasty else signal.SIGINT,
            dying=signal.SIGINT,
            grace=60,
            serves_others=True,
        )
        return self.child

    @property
    def is_ready(self) -> bool:
        """Tell whether it accepts connections."""
        lines = self._pid_file()
        process = self.child.process if self.child else None
        return process is not None and lines[:1] == [str(process.pid)] and lines[-1] == "ready"

    def wait_until_ready(self) -> None:
        """Wait until connections are accepted.

        :raises Trouble: it ended, or is not ready in a minute.
        """
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.child is None or not self.child.is_running:
                raise Trouble(f"PostgreSQL ended while starting: {self._last_words()}")
            if self.is_ready:
                return
            time.sleep(0.02)
        raise Trouble(f"PostgreSQL did not start in {START_SECONDS} s: {self._last_words()}")

    def remove_data(self) -> None:
        """Throw the data away; for test runs."""
        shutil.rmtree(self.home.data.parent, ignore_errors=True)

    def _initialise(self) -> None:
        make_data_folder(self.home)
        shutil.rmtree(self.home.data, ignore_errors=True)  # half made, by a start that was killed
        draft = self.home.data.with_name("draft")
        shutil.rmtree(draft, ignore_errors=True)
        password_file = self.home.data.with_name("password")
        write_secret(password_file, self.password)
        self._hand_over(password_file)
        try:
            self._run(
                "initdb", "-D", str(draft), "-U", SUPERUSER, "-A", "scram-sha-256", f"--pwfile={password_file}",
                "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                *(["--no-sync"] if self.hasty else []),
            )  # fmt: skip
        finally:
            password_file.unlink()
        with (draft / "postgresql.conf").open("a") as configuration:
            configuration.write(f"\ninclude '{SETTINGS_FILE}'\n")
        draft.rename(self.home.data)

    def _end_leftover(self) -> None:
        lines = self._pid_file()
        if lines and _is_postgres(int(lines[0])):
            self._run("pg_ctl", "-D", str(self.home.data), "-m", "fast", "-w", "stop", may_fail=True)

    def _write_settings(self) -> None:
        settings = {**SETTINGS, **(HASTY_SETTINGS if self.hasty else {}), "port": str(self.port)}
        file = self.home.data / SETTINGS_FILE
        write_secret(file, "".join(f"{name} = {value}\n" for name, value in settings.items()))
        self._hand_over(file)

    def _hand_over(self, file: Path) -> None:
        if self.home.user:
            os.chown(file, self.home.user.uid, self.home.user.gid)

    def _pid_file(self) -> list[str]:
        """Return the lines of postmaster.pid: the first is the process, the last its state."""
        try:
            return [line.strip() for line in (self.home.data / "postmaster.pid").read_text().splitlines()]
        except FileNotFoundError:
            return []

    def _last_words(self) -> str:
        log = self.run_dir / "postgres.log"
        lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
        return lines[-1] if lines else "it said nothing"

    def _run(self, program: str, *arguments: str, may_fail: bool = False) -> None:
        account = {}
        if self.home.user:
            account = {"user": self.home.user.uid, "group": self.home.user.gid, "extra_groups": []}
        done = subprocess.run(
            [self.home.programs / program, *arguments],
            cwd="/", env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            **account,  # type: ignore[arg-type]
        )  # fmt: skip
        if done.returncode and not may_fail:
            words = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
            if any("No space left" in line for line in words):
                raise OSError(errno.ENOSPC, "No space left on device")
            reason = next((line for line in words if "error" in line.lower()), words[-1])
            raise Trouble(f"{program} failed: {reason}")


def _environment() -> dict[str, str]:
    """Return an environment without our secrets and without the user's PG… variables."""
    return {"PATH": os.defpath, "LC_ALL": "C"}


def _is_postgres(pid: int) -> bool:
    """Tell whether that process is a PostgreSQL server; the number may long belong to another program."""
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        listing = shutil.which("ps")
    if not listing or sys.platform == "linux":
        return False
    found = subprocess.run([listing, "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "postgres" in found.stdout
