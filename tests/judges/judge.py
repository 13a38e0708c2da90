"""One call for a page: every judge at every width, all complaints at once."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.judges import axe, vnu
from tests.judges.chromium import WIDTHS

LARGEST = "xl"
Cookies = list[dict[str, Any]]


@contextmanager
def page_at(
    browser: Browser, url: str, *, width: int, size: str = "md", cookies: Cookies | None = None
) -> Iterator[tuple[Page, list[str]]]:
    """Open an address at a width and size of letters; with the page come the errors of its console."""
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, reduced_motion="reduce")
    said: list[str] = []
    try:
        context.add_cookies([*(cookies or []), {"name": "size", "value": size, "url": url}])
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(url, wait_until="load")
        page.evaluate("document.fonts.ready")
        yield page, said
    finally:
        context.close()


def complaints(browser: Browser, url: str, *, cookies: Cookies | None = None, status: int = 200) -> list[str]:
    """Return what axe, the width and the console say about an address, at three widths and with the largest letters."""
    found = []
    for width, size in [*((width, "md") for width in WIDTHS), (390, LARGEST)]:
        with page_at(browser, url, width=width, size=size, cookies=cookies) as (page, said):
            own = [line for line in said if not (status >= 400 and f"status of {status}" in line)]
            found += [f"{url} at {width} {size}: {line}" for line in [*axe.violations(page), *_too_wide(page), *own]]
    return found


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
    """Take a picture of the whole page at each width, and of the phone with the largest letters."""
    pictures = []
    for width, size in [*((width, "md") for width in WIDTHS), (390, LARGEST), (1280, LARGEST)]:
        with page_at(browser, url, width=width, size=size, cookies=cookies) as (page, _):
            picture = folder / f"{name}-{width}-{size}.png"
            page.screenshot(path=picture, full_page=True)
            pictures.append(picture)
    return pictures


def _too_wide(page: Page) -> list[str]:
    over = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    return [f"scrolls sideways by {over} px"] if over > 0 else []
