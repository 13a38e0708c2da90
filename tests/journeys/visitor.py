"""Somebody with a browser of her own: opens pages, fills in what they ask, and is judged on the way."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.journeys.people import PASSWORD, PHONE_KEY, phone_code
from tests.journeys.stage import Stage
from tests.judges import PATIENCE_MS, WIDTHS, axe
from tests.judges.drawn import stand_still


@dataclass
class Visitor:
    """A browser context at one host; ``looked`` are the names of the pages that were judged by anybody."""

    stage: Stage
    subdomain: str
    context: BrowserContext
    page: Page
    looked: set[str]
    said: list[str] = field(default_factory=list)

    def open(self, path: str) -> "Visitor":
        """Go to a page by its address on this host."""
        self.page.goto(path if path.startswith("http") else self.stage.url(self.subdomain, path))
        return self

    def sign_in(self, name: str, *, phone: bool = False) -> "Visitor":
        """Come in with the password, and with the code of the phone where there is one."""
        self.open("/tai-khoan/dang-nhap/").look("sign_in")
        self.fill({"Tên đăng nhập hoặc địa chỉ thư điện tử": name, "Mật khẩu": PASSWORD}).press("Đăng nhập")
        if phone:
            self.look("second_factor")
            self.fill({"Mã xác thực": phone_code(bytes.fromhex(PHONE_KEY))}).press("Xác nhận")
        expect(self.page).not_to_have_url(re.compile("dang-nhap|xac-thuc"))
        return self

    def fill(self, typed: dict[str, str]) -> "Visitor":
        """Type into fields, found by their labels."""
        for label, words in typed.items():
            self.page.get_by_label(label).fill(words)
        return self

    def choose(self, *labels: str) -> "Visitor":
        """Tick boxes and choices, found by their labels."""
        for label in labels:
            self.page.get_by_label(label).check()
        return self

    def press(self, name: str) -> "Visitor":
        """Press the button, or follow the link, of this name."""
        self.page.get_by_role("button", name=name, exact=True).or_(
            self.page.get_by_role("link", name=name, exact=True)
        ).first.click()
        return self

    def confirm(self, step: str) -> "Visitor":
        """Take a step that asks once more on a page of its own."""
        self.press(step)
        self.page.wait_for_load_state()
        self.look("confirm").press(step)
        return self

    def sees(self, words: str) -> "Visitor":
        """Wait until the page shows these words."""
        expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible()
        return self

    def stays(self) -> "Visitor":
        """Mark the page as it stands, so that a page loaded anew would be noticed."""
        self.page.evaluate("window.stayed = true")
        return self

    @property
    def has_stayed(self) -> bool:
        """Tell whether the page is still the one that was marked."""
        return bool(self.page.evaluate("window.stayed === true"))

    def look(self, name: str) -> "Visitor":
        """Judge a page of this name once: axe, and nothing wider than the screen."""
        if name in self.looked:
            return self
        self.looked.add(name)
        stand_still(self.page)
        assert axe.violations(self.page) == [], name
        assert self.page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"), name
        return self


def told(message: ConsoleMessage) -> str:
    """Return a line of a browser's console with the address that it speaks of."""
    return f"{message.text} {message.location.get('url', '')}"


@dataclass
class Crowd:
    """All visitors of a journey."""

    browser: Browser
    stage: Stage
    looked: set[str] = field(default_factory=set)
    visitors: list[Visitor] = field(default_factory=list)

    def visitor(self, subdomain: str, *, width: int = 1280) -> Visitor:
        """Let somebody come, with a browser that knows nothing."""
        size = {"width": width, "height": WIDTHS[width]}
        context = self.browser.new_context(viewport=size, reduced_motion="reduce", locale="vi-VN")
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        visitor = Visitor(self.stage, subdomain, context, page, self.looked)
        page.on("console", lambda message: visitor.said.append(told(message)) if message.type == "error" else None)
        page.on("pageerror", lambda error: visitor.said.append(str(error)))
        self.visitors.append(visitor)
        return visitor

    def complaints(self) -> list[str]:
        """Return what browsers complained of: errors of scripts, of the policy, of missing files."""
        return [line for visitor in self.visitors for line in visitor.said]
