"""One call for a page: every judge at every width, all complaints at once."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.judges import axe, vnu, zoom
from tests.judges.chromium import PATIENCE_MS, WIDTHS
from tests.judges.drawn import stand_still
from tests.judges.tab import tab_of

VIEWS = ((1280, "md"), (820, "md"), (390, "md"), (390, "xl"), (1280, "xl"))
Cookies = list[dict[str, Any]]


@contextmanager
def opened(
    browser: Browser, url: str, *, cookies: Cookies | None = None, size: tuple[int, int] = (1280, WIDTHS[1280])
) -> Iterator[tuple[Page, list[str]]]:
    """Open an address in a tab of its own; with the page come the errors of its console and of its policy."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    said: list[str] = []
    try:
        context.add_cookies(cookies or [])
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(url, wait_until="load")
        stand_still(page)
        yield page, said
    finally:
        context.close()


def visited(browser: Browser, url: str, *, cookies: Cookies | None = None) -> tuple[Page, list[str]]:
    """Open an address in the tab that all judged pages share; with the page come the errors of its console."""
    tab = tab_of(browser)
    tab.context.add_cookies(cookies or [])
    tab.page.set_viewport_size({"width": 1280, "height": WIDTHS[1280]})
    tab.page.goto(url, wait_until="load")
    stand_still(tab.page)
    return tab.page, tab.said


def views(page: Page) -> Iterator[str]:
    """Turn the page through every width, then to the largest letters on the phone and on the desk."""
    for width, size in VIEWS:
        page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        page.evaluate("size => { document.documentElement.dataset.size = size; }", size)
        stand_still(page)
        yield f"{width} {size}"


def complaints(browser: Browser, url: str, *, cookies: Cookies | None = None, status: int = 200) -> list[str]:
    """Return what axe, the width, 200 per cent, the keyboard and the console say about an address."""
    page, said = visited(browser, url, cookies=cookies)
    found = [f"at {view}: {line}" for view in views(page) for line in [*axe.violations(page), *_too_wide(page)]]
    found += zoom.faults(page)
    found += [line for line in said if not (status >= 400 and f"status of {status}" in line)]
    return [f"{url} {line}" for line in found]


def judge(browser: Browser, url: str, *, cookies: Cookies | None = None, status: int = 200) -> None:
    """Assert that nothing is wrong with the page at an address; ``cookies`` carry a login.

    ``status`` is the answer that is meant to come, so that Chromium's own line about it is no complaint.
    """
    found = complaints(browser, url, cookies=cookies, status=status)
    assert not found, "\n".join(found)


def judge_html(pages: Mapping[str, str]) -> None:
    """Assert that the HTML of pages, given by name, is valid; give all pages of a test at once."""
    found = vnu.errors(dict(pages))
    assert not found, "\n".join(found)


def look_at(browser: Browser, url: str, folder: Path, name: str, *, cookies: Cookies | None = None) -> list[Path]:
    """Take a picture of the whole page at every view; look at them."""
    pictures = []
    with opened(browser, url, cookies=cookies) as (page, _):
        for view in views(page):
            pictures.append(folder / f"{name}-{view.replace(' ', '-')}.png")
            page.screenshot(path=pictures[-1], full_page=True)
    return pictures


def _too_wide(page: Page) -> list[str]:
    over = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    return [f"scrolls sideways by {over} px"] if over > 0 else []
