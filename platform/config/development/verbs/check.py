"""`dev check`: everything that can be said about the code without running it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from config.development.contracts import STREETS, contracts_that_apply
from config.development.workplace import ROOT

STRICT_PACKAGES = ("platform/kernel/access", "tenants/tenancy", "modules/council/law")
STRICT_ROOMS = ("workflow", "permissions", "actions")
# Settings must load, but nothing here talks to a server.
NOWHERE = {
    "SECRET_KEY": "only for checking",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "DJANGO_SETTINGS_MODULE": "config.settings.test",
}


def main(arguments: list[str]) -> int:
    """Run every check, or those named, and return 1 when one of them fails."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="hdnd-check-") as folder:
        for name, command in _checks(Path(folder)):
            if arguments and name not in arguments:
                continue
            print(f"== {name}", flush=True)
            if subprocess.run(command, cwd=ROOT, env={**os.environ, **NOWHERE}, check=False).returncode:
                failed.append(name)
    print(f"dev check: {'FAILED: ' + ', '.join(failed) if failed else 'passed'}", flush=True)
    return 1 if failed else 0


def _checks(folder: Path) -> Iterator[tuple[str, list[str]]]:
    python = [sys.executable, "-m"]
    manage = [sys.executable, "manage.py"]
    yield "lint", [*python, "ruff", "check", "--quiet", "."]
    yield "format", [*python, "ruff", "format", "--check", "--quiet", "."]
    yield "types", [*python, "mypy", "--strict", "--follow-imports=silent", *strict_files()]
    yield "imports", _import_contracts(folder)
    yield "django", [*manage, "check", "--fail-level", "WARNING"]
    yield "migrations", [*manage, "makemigrations", "--check", "--dry-run"]
    yield "papers", [*python, "config.papers", "--check"]


def strict_files() -> list[str]:
    """Return the files in which every type must be known: the walls, the law, and who may do what."""
    found = {file for package in STRICT_PACKAGES for file in (ROOT / package).rglob("*.py")}
    for street in STREETS:
        for room in STRICT_ROOMS:
            found |= {*(ROOT / street).rglob(f"{room}.py"), *(ROOT / street).rglob(f"{room}/**/*.py")}
    return sorted(str(file.relative_to(ROOT)) for file in found if "migrations" not in file.parts)


def _import_contracts(folder: Path) -> list[str]:
    file = folder / "importlinter.ini"
    for name in contracts_that_apply(ROOT, file):
        print(f"-- not yet, for want of its packages: {name}", flush=True)
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return [sys.executable, "-c", code, "--config", str(file), "--no-cache"]
