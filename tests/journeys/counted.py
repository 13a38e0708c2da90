"""Visitors whose every click and every typed field is counted, and what a count means in minutes."""

from dataclasses import dataclass, field

from tests.journeys.visitor import Crowd, Visitor

# Seconds of a practised person by the keystroke-level model (Card, Moran and Newell 1983): a click is a thought (1.35),
# a movement of the hand to the target (1.1) and a press (0.2); a field is a click, a hand to the keyboard (0.4) and 20
# letters of an average typist (0.28 each). A stranger reads before each step: twice that, rounded up.
CLICK_SECONDS, FIELD_SECONDS = 6, 18


@dataclass
class Effort:
    """What was done by hand: clicks (buttons, links, ticks, choices) and typed fields."""

    clicks: int = 0
    fields: int = 0

    @property
    def minutes(self) -> float:
        """Return how long a stranger takes, without what the paper list and the post take."""
        return (self.clicks * CLICK_SECONDS + self.fields * FIELD_SECONDS) / 60


@dataclass
class Counted(Visitor):
    """A visitor who gets on by clicks and typing only; an address is opened when a letter brings it."""

    effort: Effort = field(default_factory=Effort)

    def fill(self, typed: dict[str, str]) -> "Counted":
        self.effort.fields += len(typed)
        super().fill(typed)
        return self

    def choose(self, *labels: str) -> "Counted":
        self.effort.clicks += len(labels)
        super().choose(*labels)
        return self

    def pick(self, label: str, option: str) -> "Counted":
        """Choose in a list that opens: one click opens it, one chooses."""
        self.effort.clicks += 2
        self.page.get_by_label(label, exact=True).select_option(label=option)
        return self

    def press(self, name: str) -> "Counted":
        self.effort.clicks += 1
        super().press(name)
        return self

    def follow(self, address: str) -> "Counted":
        """Open an address that came with a letter: one click in the letter."""
        self.effort.clicks += 1
        super().open(address)
        return self


def newcomer(crowd: Crowd, subdomain: str, effort: Effort) -> Counted:
    """Let somebody come whose efforts add to those of the others."""
    plain = crowd.visitor(subdomain)
    return Counted(plain.stage, plain.subdomain, plain.context, plain.page, plain.looked, plain.said, effort=effort)
