"""Running Django's commands with the servers at hand."""

import subprocess
import sys
from collections.abc import Mapping

from config.development.workplace import ROOT, attached


def manage(*arguments: str, env: Mapping[str, str]) -> int:
    """Run one of Django's commands in this terminal and return its exit code."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, cwd=ROOT, env=dict(env), check=False).returncode


def manage_attached(*arguments: str) -> int:
    """Run one of Django's commands as the operators do: with the owner's login."""
    with attached() as env:
        return manage(*arguments, env=env)
