"""Fixtures of the judges; imported by tests/conftest.py."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.judges.chromium import open_chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; each test opens contexts of its own."""
    with open_chromium() as chromium:
        yield chromium
