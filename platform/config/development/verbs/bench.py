"""`dev bench`: measure, on servers as durable as in production, and write docs/bench.md."""

import subprocess
import sys

from config.development.passing import passing_environment
from config.development.workplace import ROOT


def main(arguments: list[str]) -> int:
    """Run all benches, or those named."""
    with passing_environment(durable=True) as env:
        return subprocess.run([sys.executable, "-m", "bench", *arguments], cwd=ROOT, env=env, check=False).returncode
