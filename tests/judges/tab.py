"""The tab that all judged pages of a browser share; a page in a tab of its own costs half as much again.

What a page left behind is cleared away; what any browser keeps stays: style sheets, scripts, letters, and the code that
was made of them.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.judges import axe
from tests.judges.chromium import PATIENCE_MS

KEPT_BY_A_PAGE = "local_storage,indexeddb,cache_storage,service_workers"


@dataclass(frozen=True)
class Tab:
    """A tab in a context of its own, with what the console says of the page that stands there."""

    context: BrowserContext
    page: Page
    devtools: CDPSession
    said: list[str]

    def clear(self) -> None:
        """Forget what the page kept, its cookies, and what was said of it.

        It is left before: a page that asks every few seconds would ask on, without its cookies, and one that keeps
        something when it is left would keep it for the next.
        """
        at = urlsplit(self.page.url)
        if at.scheme != "about":
            origin = f"{at.scheme}://{at.netloc}"
            self.devtools.send("DOMStorage.clear", {"storageId": {"securityOrigin": origin, "isLocalStorage": False}})
            self.page.goto("about:blank")
            self.devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": KEPT_BY_A_PAGE})
        self.context.clear_cookies()
        self.said.clear()


_tabs: WeakKeyDictionary[Browser, Tab] = WeakKeyDictionary()


def tab_of(browser: Browser) -> Tab:
    """Return the tab of a browser, with nothing of an earlier page in it."""
    if browser not in _tabs:
        _tabs[browser] = new_tab(browser)
    else:
        _tabs[browser].clear()
    return _tabs[browser]


def new_tab(browser: Browser) -> Tab:
    """Open a tab; ``said`` hears the errors of its console and of its policy."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(path=axe.SCRIPT)  # the browser keeps it, and what it compiled of it
    context.set_default_timeout(PATIENCE_MS)
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    devtools = context.new_cdp_session(page)
    devtools.send("DOMStorage.enable")
    return Tab(context, page, devtools, said)
