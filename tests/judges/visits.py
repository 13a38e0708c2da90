"""Many pages of one council before every judge, each as the person who sees it."""

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from django.db import connections
from django.test import Client

from tests.judges import axe
from tests.judges.chromium import open_chromium
from tests.judges.judge import judge, judge_html, look_at, views, visited
from tests.kernel.accounts.browsers import COOKIE
from tests.testbed.serving import served

Visits = Mapping[str, tuple[str, str]]  # by the name of a page: its path, and the cookie of who sees it


def judge_visits(
    council: Any,
    visits: Visits,
    client_of: Callable[[Any], Client],
    *,
    only: Collection[str] | None = None,
    then: Callable[[Any, str, str, list[dict[str, str]]], None] | None = None,
) -> None:
    """Hold each page's HTML before vnu, then each of them (or ``only`` some) in a browser before the other judges.

    ``then`` is called with the browser, the page's name, its address and cookies, for what a page is tried with
    besides. With PICTURES in the environment each page is photographed there.
    """
    pages = {name: _html(client_of(council), *visit) for name, visit in visits.items()}
    connections.close_all()
    judge_html(pages)
    with served() as port, open_chromium() as chromium:
        for name, (path, cookie) in visits.items():
            url = f"http://{council.subdomain}.localhost:{port}{path}"
            jar = [{"name": COOKIE, "value": cookie, "url": url}]
            if folder := os.environ.get("PICTURES"):
                look_at(chromium, url, Path(folder), name, cookies=jar)
            if only is None or name in only:
                judge(chromium, url, cookies=jar)
            if then is not None:
                then(chromium, name, url, jar)


def when_sent_empty(*names: str) -> Callable[[Any, str, str, list[dict[str, str]]], None]:
    """Return what ``judge_visits`` does then with the forms of these names: each sent empty shows its errors well."""

    def judge_refused(chromium: Any, name: str, url: str, jar: list[dict[str, str]]) -> None:
        if name not in names:
            return
        page, _said = visited(chromium, url, cookies=jar)
        page.locator("main form[method=post] button[type=submit]").click()
        page.locator(".error-summary").wait_for()
        for view in views(page):
            if folder := os.environ.get("PICTURES"):
                page.screenshot(path=Path(folder) / f"{name}-refused-{view.replace(' ', '-')}.png", full_page=True)
            assert axe.violations(page) == []

    return judge_refused


def _html(browser: Client, path: str, cookie: str) -> str:
    browser.cookies[COOKIE] = cookie
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()
