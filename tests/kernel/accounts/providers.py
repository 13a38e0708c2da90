"""A provider of national identities on this machine, and browsers that come in by it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from config.development.identity import Authority

BEGIN, BACK, LEFT = (f"/tai-khoan/dinh-danh/{end}" for end in ("", "ve/", "da-dang-xuat/"))
SENTENCE = "Chưa có tài khoản nào ở đây gắn với định danh này."


@contextmanager
def running(authority: Authority) -> Iterator[Authority]:
    thread = Thread(target=authority.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield authority
    finally:
        authority.shutdown()
        authority.server_close()
        thread.join(5)


def sent(browser, **asked: str) -> dict[str, str]:
    """What the browser carries to the provider."""
    location = browser.get(BEGIN, asked).headers["Location"]
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def agreed(authority: Authority, carried: dict[str, str], email: str) -> str:
    """The way back that the provider sends the browser, when its owner agrees."""
    authority.codes["once"] = {**carried, "email": email}
    return f"{BACK}?{urlencode({'code': 'once', 'state': carried['state'], 'iss': authority.issuer})}"


def come(browser, authority: Authority, email: str = "hoa@example.vn", **asked: str):
    return browser.get(agreed(authority, sent(browser, **asked), email))
