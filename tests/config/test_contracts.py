"""The import contracts, each broken once in a small house of the same plan."""

import os
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from config.development.contracts import contracts_that_apply

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
CONSOLE, BORDER = (
    "The console enters a council only by its founding",
    "Only border rooms and the figures cross a border",
)
FILES = (
    "platform/config/urls.py",
    "platform/console/pages.py",
    "platform/hub/rollups/folding.py",
    "platform/kernel/audit/models.py",
    "tenants/tenancy/border.py",
    "tenants/tenancy/tasks.py",
    "tenants/presets/units.py",
    "graphql/gateway/core.py",
    "modules/council/law/votes.py",
    "modules/council/events/sessions.py",
    "modules/council/documents/models.py",
    "modules/council/sessions/founding.py",
    "modules/council/sessions/border.py",
    "modules/council/sessions/actions.py",
    "modules/council/sessions/models.py",
    "modules/council/sessions/web/pages.py",
    "modules/council/petitions/actions.py",
)
BREACHES = [
    ("modules/council/sessions/actions.py", "import gateway.core", "The floors of the house"),
    ("platform/kernel/audit/models.py", "import tenancy.tasks", "The floors of the house"),
    ("graphql/gateway/core.py", "import console.pages", "The floors of the house"),
    ("platform/hub/rollups/folding.py", "import config.urls", "The floors of the house"),
    ("modules/council/documents/models.py", "import council.sessions.models", "The modules of a council"),
    ("modules/council/sessions/actions.py", "import council.petitions.actions", "The modules of a council"),
    ("modules/council/events/sessions.py", "import council.law.votes", "The modules of a council"),
    ("modules/council/sessions/actions.py", "import council.sessions.web.pages", "The rooms of a module"),
    ("modules/council/sessions/models.py", "import council.sessions.actions", "The rooms of a module"),
    ("modules/council/law/votes.py", "import django.db", "Law knows no framework"),
    ("platform/console/pages.py", "import council.sessions.models", CONSOLE),
    ("modules/council/sessions/actions.py", "import tenancy.border", BORDER),
    ("platform/console/pages.py", "import tenancy.border", BORDER),
]
ALLOWED = [
    ("platform/console/pages.py", "import council.sessions.founding"),
    ("modules/council/sessions/border.py", "import tenancy.border"),
    ("platform/hub/rollups/folding.py", "import tenancy.border"),
    ("tenants/tenancy/tasks.py", "import tenancy.border"),
    ("modules/council/sessions/web/pages.py", "import council.sessions.actions, council.documents.models"),
    (
        "modules/council/documents/models.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import council.sessions.models",
    ),
]


def lint(root: Path, file: str = "", line: str = "") -> str:
    """Build the small house, add the line to the file, and return the linter's report."""
    for name in FILES:
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
        for folder in place.parents:
            if folder.parent in {root, root.parent}:
                break
            (folder / "__init__.py").touch()
    (root / ".importlinter").write_text((ROOT / ".importlinter").read_text("utf-8"))
    if file:
        (root / file).write_text(line)
    config = root / "contracts.ini"
    assert contracts_that_apply(root, config) == []
    streets = os.pathsep.join(str(root / street) for street in ("platform", "tenants", "graphql", "modules"))
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--config", str(config), "--no-cache"],
        cwd=root, env={**os.environ, "PYTHONPATH": streets}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.mark.parametrize(("file", "line", "contract"), BREACHES)
def test_breach_is_named(tmp_path: Path, file: str, line: str, contract: str) -> None:
    report = lint(tmp_path, file, line)

    assert f"{contract} BROKEN" in report
    assert "1 broken" in report


@pytest.mark.parametrize(("file", "line"), ALLOWED)
def test_what_is_allowed_stays_allowed(tmp_path: Path, file: str, line: str) -> None:
    assert "6 kept, 0 broken" in lint(tmp_path, file, line)


def test_contract_of_missing_package_is_named_not_forgotten(tmp_path: Path) -> None:
    (tmp_path / "platform" / "config").mkdir(parents=True)
    (tmp_path / "platform" / "config" / "__init__.py").touch()
    (tmp_path / ".importlinter").write_text((ROOT / ".importlinter").read_text("utf-8"))

    left_out = contracts_that_apply(tmp_path, tmp_path / "contracts.ini")

    assert left_out == [
        "Law knows no framework",
        "The console enters a council only by its founding",
        "Only border rooms and the figures cross a border",
    ]
    written = ConfigParser()
    written.read(tmp_path / "contracts.ini")
    assert written["importlinter"]["root_packages"].split() == ["config"]
