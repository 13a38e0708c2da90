"""Programs of others that judge the API: those from PyPI in a folder of their own, those from npm in node_modules.

`dev test --full` installs both. A judge that is not there says so and why: its test is skipped with the reason.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".judges"
PROGRAMS = Path(__file__).parent / "programs"
TIMEOUT_SECONDS = 180


def python_judge(name: str) -> Path:
    """Return the path of a program from requirements-judges.lock; without it the test is skipped."""
    program = FOLDER / "bin" / name
    if not program.exists():
        pytest.skip(f"{name} is not installed: only `python3 dev test --full` makes {FOLDER.name}/")
    return program


def run(*command: str | Path, at: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a program and return what it said.

    :raises subprocess.TimeoutExpired: it took longer than three minutes.
    """
    return subprocess.run(
        [str(part) for part in command],
        cwd=at,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )


def run_node(program: str | Path, *arguments: str | Path, package: str) -> subprocess.CompletedProcess[str]:
    """Run a JavaScript program that needs a package; without Node or the package the test is skipped."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node.js on the path")
    if not (ROOT / "node_modules" / package).exists():
        pytest.skip(f"the npm package {package} is not installed")
    return run(node, program, *arguments)
