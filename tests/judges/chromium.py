"""The system's Chromium through playwright, without downloading a browser."""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

WIDTHS = {1280: 800, 820: 1180, 390: 844}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def executable() -> str:
    """Return the path of the browser; skip the test, saying why, where ``dev test`` found none.

    ``CHROMIUM`` names another than the system's.
    """
    if reason := os.environ.get("CHROMIUM_MISSING"):
        pytest.skip(reason)
    return os.environ.get("CHROMIUM", "/usr/bin/chromium")


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """Run a browser for as long as the block lasts.

    Playwright keeps an event loop in this thread, which Django takes for asynchronous code; nothing in the tests is.
    """
    path = executable()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    browser = _playwright().chromium.launch(executable_path=path, args=FLAGS)
    try:
        yield browser
    finally:
        browser.close()


@cache
def _playwright() -> Playwright:
    """The one playwright of this process: a thread can hold only one, whoever asks for a browser."""
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright
