"""The delegates of a journey: most are machines, a few sit before browsers; what each was told is kept for the end."""

import re
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import uuid4

from playwright.sync_api import expect

from tests.journeys.stage import Stage
from tests.journeys.tablets import CHOICES, Hall, Tablet
from tests.journeys.visitor import Visitor

LABELS = dict(zip(CHOICES, ("Tán thành", "Không tán thành", "Không biểu quyết"), strict=True))
AT_ONCE = 6


@dataclass
class Poll:
    """One vote as those know it who voted: the machines of ``hall``, and what browsers showed to their delegates."""

    hall: Hall
    seen: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @property
    def receipts(self) -> dict[str, list[tuple[str, str]]]:
        """Return each delegate's choices and receipts, in the order in which she had them."""
        told = {each.mandate: [tap[1:] for tap in each.acknowledged] for each in self.hall.tablets if each.acknowledged}
        return {**told, **self.seen}

    @property
    def counted(self) -> list[int]:
        """Return how many chose what at last, in the order of the ballot."""
        last = Counter(taps[-1][0] for taps in self.receipts.values())
        return [last[choice] for choice in CHOICES]

    def keep(self, mandate: str, choice: str, receipt: str) -> None:
        """Keep what a browser showed."""
        self.seen.setdefault(mandate, []).append((choice, receipt))


@dataclass
class Delegates:
    """All who have a machine: ``cookies`` are their sessions by mandate, ``present`` who is in the hall."""

    stage: Stage
    host: str
    cookies: dict[str, str]
    present: set[str] = field(default_factory=set)

    def hall(self, vote: str, mandates: Iterable[str]) -> Hall:
        """Return a hall of these delegates' machines before one vote."""
        tablets = [Tablet(mandate, self.cookies[mandate]) for mandate in mandates]
        return Hall(self.host, self.stage.port, vote, tablets)

    def check_in(self, mandates: Iterable[str], sitting: str, code: str) -> None:
        """Let them type the code that they see."""
        self._all(list(mandates), f"/phien-hop/diem-danh/{sitting}/", code=code)
        self.present |= set(mandates)

    def leave(self, mandates: Iterable[str], sitting: str) -> None:
        """Let them tap that they leave."""
        self._all(list(mandates), f"/phien-hop/roi-phien/{sitting}/")
        self.present -= set(mandates)

    def _all(self, mandates: list[str], path: str, **body: str) -> None:
        hall = self.hall("", mandates)

        def tap(tablet: Tablet) -> None:
            status, answer = hall.insist(tablet, path, {"key": str(uuid4()), **body})
            assert status == 200, answer

        together(tap, hall.tablets)


def together(act, all_of_them) -> None:
    """Let so many act at once, a few at a time, and wait until all have."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(act, all_of_them))


def choice_of(number: int) -> str:
    """Return what a delegate by her number chooses: eight of ten are in favour, one against, one abstains."""
    return CHOICES[max(number % 10 - 7, 0)]


def recorded(delegate: Visitor, choice: str) -> str:
    """Wait until a browser shows this choice as recorded, and return its receipt."""
    strip = delegate.page.locator('form[data-ballot] [data-receipt][data-state="recorded"]')
    expect(strip).to_contain_text(f"Đã ghi nhận: {LABELS[choice]} lúc")
    return strip.locator('[data-fill="code"]').inner_text()


def vote_of(delegate: Visitor) -> str:
    """Wait until a browser shows the ballot of an open vote, and return the vote's key."""
    ballot = delegate.page.locator("form[data-ballot]")
    expect(ballot).to_be_visible()
    return str(ballot.get_attribute("data-ballot"))


def sees_numbers(visitor: Visitor, where: str, numbers: list[int]) -> None:
    """Wait until a page shows these numbers of a result, and each of them at its place."""
    words = [re.compile(rf"(?<!\d){number}(?!\d)") for number in numbers]
    expect(visitor.page.locator(where)).to_have_text(words)
