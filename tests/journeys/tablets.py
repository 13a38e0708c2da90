"""Tablets of a hall, as machines: each repeats a tap with the same key until it has a receipt, as outbox.mjs does."""

import json
import random
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event, Lock, Thread
from urllib.parse import urlencode
from uuid import uuid4

CHOICES = ("for", "against", "abstain")
ANSWER_SECONDS = 4
AGAIN_SECONDS = 0.25


@dataclass
class Tablet:
    """One delegate's tablet: ``acknowledged`` are her taps that have a receipt, in their order."""

    mandate: str
    cookie: str
    acknowledged: list[tuple[str, str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def receipt(self) -> str:
        """Return the receipt that the tablet shows."""
        return self.acknowledged[-1][2] if self.acknowledged else ""


@dataclass
class Hall:
    """All tablets, and when the last receipt came; while ``cut`` is set nothing gets through, and no answer back."""

    host: str
    port: int
    vote: str
    tablets: list[Tablet]
    over: Event = field(default_factory=Event)
    cut: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)
    last_at: float = 0.0
    repeated: int = 0

    def tap(self, tablet: Tablet, choice: str = "") -> None:
        """Tap once, any choice unless one is given, and repeat the tap until it is answered for good."""
        choice, key = choice or random.choice(CHOICES), str(uuid4())
        body = {"choice": choice, "key": key, "prev": tablet.receipt}
        status, answer = self.insist(tablet, f"/phien-hop/bieu-quyet/{self.vote}/phieu/", body)
        if status != 200:
            tablet.refused.append(f"{status} {answer}")
            return
        tablet.acknowledged.append((key, choice, answer["receipt"]))
        with self.lock:
            self.last_at = time.monotonic()

    def insist(self, tablet: Tablet, path: str, body: dict[str, str]) -> tuple[int, dict[str, str]]:
        """Send the same until it is answered for good; return the answer."""
        while (answer := self._post(tablet, path, body)) is None:
            with self.lock:
                self.repeated += 1
            time.sleep(AGAIN_SECONDS)
        return answer

    def _post(self, tablet: Tablet, path: str, body: dict[str, str]) -> tuple[int, dict[str, str]] | None:
        """Send a tap; return the answer, or None when it must be sent again."""
        if self.cut.is_set():
            return None
        token = secrets.token_hex(16)
        headers = {
            "Host": self.host,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"hdnd_session={tablet.cookie}; hdnd_csrf={token}",
            "X-CSRFToken": token,
        }
        connection = HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
        try:
            connection.request("POST", path, urlencode(body), headers)
            response = connection.getresponse()
            text = response.read()
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()
        is_final = response.status == 200 or 300 <= response.status < 500
        is_json = "json" in (response.getheader("Content-Type") or "")
        return (response.status, json.loads(text) if is_json else {}) if is_final and not self.cut.is_set() else None

    def _sit(self, tablets: list[Tablet]) -> None:
        while not self.over.is_set():
            for tablet in tablets:
                self.tap(tablet)
                time.sleep(0.05)


@contextmanager
def voting(hall: Hall, *, threads: int = 6) -> Iterator[Hall]:
    """Let all tablets tap again and again until the end of the block; each finishes its tap."""
    sitting = [Thread(target=hall._sit, args=(hall.tablets[n::threads],), daemon=True) for n in range(threads)]
    for thread in sitting:
        thread.start()
    try:
        yield hall
    finally:
        hall.over.set()
        for thread in sitting:
            thread.join(60)
    assert not any(thread.is_alive() for thread in sitting), "a tap was never answered"
