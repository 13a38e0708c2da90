"""`dev docs`: write the papers that are drawn from the code."""

import os
import subprocess
import sys

from config.development.verbs.check import NOWHERE
from config.development.workplace import ROOT


def main(arguments: list[str]) -> int:
    """Write every paper that differs."""
    command = [sys.executable, "-m", "config.papers", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **NOWHERE}, check=False).returncode
