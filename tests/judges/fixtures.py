"""Fixtures of the judges; imported by tests/conftest.py."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.judges.chromium import open_chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a module; each test opens contexts of its own.

    Not for the whole run: playwright's event loop would stand in the way of tests that bring their own.
    """
    with open_chromium() as chromium:
        yield chromium
