"""The system's Chromium through playwright, without downloading a browser."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

WIDTHS = {1280: 800, 820: 1180, 390: 844}
# As long as anything may take that must come: two processor cores are shared by a whole machine of judges.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)
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
    with _held_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


_holders: list[Playwright] = []


@contextmanager
def _held_playwright() -> Iterator[Playwright]:
    """The one playwright of this thread, which can hold only one: begun by the first, ended with the last holder."""
    playwright = _holders[0] if _holders else sync_playwright().start()
    _holders.append(playwright)
    try:
        yield playwright
    finally:
        _holders.pop()
        if not _holders:
            playwright.stop()
