"""The four streets are source roots, never packages: two of them would hide other people's modules."""

import platform
import sys
from pathlib import Path

import graphql
import pytest

from tests.house.source import ROOT, STREETS

pytestmark = pytest.mark.unit


def packages_among(root: Path, streets: tuple[str, ...] = STREETS) -> list[str]:
    """Return the streets that somebody made a package."""
    return [street for street in streets if (root / street / "__init__.py").exists()]


def test_streets_are_no_packages():
    assert packages_among(ROOT) == []


def test_the_checker_sees_a_package(tmp_path):
    (tmp_path / "graphql").mkdir()
    (tmp_path / "graphql" / "__init__.py").touch()

    assert packages_among(tmp_path) == ["graphql"]


def test_the_standard_library_and_graphql_core_are_not_hidden():
    assert Path(platform.__file__).is_relative_to(Path(sys.base_prefix).resolve()) or "lib" in platform.__file__
    assert not Path(platform.__file__).is_relative_to(ROOT / "platform")
    assert "site-packages" in Path(graphql.__file__).parts
    assert hasattr(graphql, "build_schema")
