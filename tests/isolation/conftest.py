"""Two councils with everything in them, and a folder of uploads of the test's own."""

from datetime import timedelta

import pytest

from kernel.accounts import middleware
from tests.isolation.worlds import World, make_world


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """The local folder of uploads, empty."""
    described = {**settings.STORAGES["files"], "OPTIONS": {"location": str(tmp_path / "files")}}
    settings.STORAGES = {**settings.STORAGES, "files": described}
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """Sessions are not noted as seen again while a test asks hundreds of addresses."""
    monkeypatch.setattr(middleware, "SEEN_EVERY", timedelta(days=1))


@pytest.fixture
def world(council, folder) -> World:
    """The commune's council with one of everything, entered."""
    return make_world(council)
