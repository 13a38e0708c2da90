"""Events that only tests publish."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SomethingHappened:
    """Whatever a test wants to have happened."""

    what: str


@dataclass(frozen=True)
class SomethingElseHappened:
    """Another fact, for tests that count what its own handlers have done."""

    what: str
