"""A storage of its own for each test, and somebody who uploads."""

from pathlib import Path

import pytest

from kernel.access import Actor
from kernel.keys import new_key


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    """The local folder of uploads, empty."""
    described = {**settings.STORAGES["files"], "OPTIONS": {"location": str(tmp_path / "files")}}
    settings.STORAGES = {**settings.STORAGES, "files": described}
    return tmp_path / "files"


@pytest.fixture
def clerk() -> Actor:
    return Actor(account_id=new_key(), name="Lê Văn Cường", person_id=None, holdings=frozenset())
