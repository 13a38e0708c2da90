"""An event that only tests publish."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SomethingHappened:
    """Whatever a test wants to have happened."""

    what: str
