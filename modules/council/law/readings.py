"""How the system reads a rule that leaves a choice, in words for the screen and for docs/law.md."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from council.law.national import parameter_text


@dataclass(frozen=True)
class Reading:
    """One reading, and the rules that it belongs to."""

    rules: tuple[str, ...]
    text: str


@cache
def all_readings() -> tuple[Reading, ...]:
    """Return every reading in the order in which it is written."""
    rows = tomllib.loads(parameter_text("readings"))["reading"]
    return tuple(Reading(tuple(row["rules"]), row["text"]) for row in rows)


def reading_of(rule: str) -> str:
    """Return how a rule is read, or an empty text where it leaves no choice."""
    return _by_rule().get(rule, "")


@cache
def _by_rule() -> Mapping[str, str]:
    return {rule: reading.text for reading in all_readings() for rule in reading.rules}
