"""What is written by hand about variables and packages is complete."""

import ast
import json
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
READERS = {"text", "number", "words", "database", "reader", "flag"}
SET_BY_TOOLS = {"PYTEST_XDIST_WORKER"}


def variables_read() -> set[str]:
    """Return the names of all variables that the settings read."""
    files = (ROOT / "platform" / "config" / "settings").glob("*.py")
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    names = [call.args[0] for call in calls if call.func.attr in READERS and call.args]
    return {name.value for name in names if isinstance(name, ast.Constant)}


def variables_listed() -> list[str]:
    return re.findall(r"^([A-Z_0-9]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)


def test_every_variable_of_the_settings_is_listed_once() -> None:
    listed = variables_listed()

    assert {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"} <= variables_read()
    assert variables_read() - SET_BY_TOOLS - set(listed) == set()
    assert len(listed) == len(set(listed))


def packages_asked_for() -> set[str]:
    found = set(json.loads((ROOT / "package.json").read_text())["dependencies"])
    found |= set(json.loads((ROOT / "package.json").read_text())["devDependencies"])
    for file in ROOT.glob("requirements*.in"):
        found |= set(re.findall(r"^([a-z][a-z0-9_.-]*)", file.read_text("utf-8"), re.MULTILINE))
    return found


def test_every_package_has_its_reason_and_licence() -> None:
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", (ROOT / "docs" / "dependencies.md").read_text("utf-8"), re.M
    )
    named = [package for package, reason, licence in rows if reason.strip() and licence.strip()]

    assert {name for name in named if name not in {"package", "---"}} == packages_asked_for()


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda lock: lock.name)
def test_lock_has_hashes_and_no_host(lock: Path) -> None:
    text = lock.read_text("utf-8")
    packages = re.findall(r"^[a-z0-9].*==", text, re.MULTILINE)

    assert packages
    assert "://" not in text
    assert len(re.findall(r"^[a-z0-9].*==.*\\\n +--hash=sha256:", text, re.MULTILINE)) == len(packages)


def test_front_end_lock_names_no_host() -> None:
    text = (ROOT / "package-lock.json").read_text("utf-8")

    assert "resolved" not in text
    assert "://" not in text


def test_what_tests_need_contains_what_the_product_needs() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9].*?==[^ ;\\]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))

    assert pins("requirements.lock")
    assert pins("requirements.lock") <= pins("requirements-dev.lock")
